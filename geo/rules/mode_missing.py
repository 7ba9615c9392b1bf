"""A group has no development mode.

What it checks: that every group names at least one mode.
Why: the plan guides each group towards a mode, and the carriers it may have follow from it.
Example that fails: 大兴临空组团, which chapter 3 lists and chapter 4 forgets.
How to fix: choose the mode that suits the group, or record why there is none.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Groups without a mode."""
    groups = subjects.of("group")
    rows, _ = groups.flat("modes")
    return groups[~np.isin(np.arange(len(groups)), rows)].findings()


RULE = Rule(
    code="MOD002",
    name="mode-missing",
    title=Text("每个组团须有发展模式", "Every group must have a mode"),
    message=Text("“{name}”没有填写发展模式", "{name} has no development mode"),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"modes"}),
    asks=lambda params, book: [Filled("group", "modes")],
)
