"""A group has a development mode that the plan does not know.

What it checks: every mode of every group against the rulebook's modes.
Why: the plan defines six development modes; support and carriers depend on them.
Example that fails: a group with the mode 研发中心.
How to fix: choose one of the six modes.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per group, naming its unknown modes."""
    groups = subjects.of("group")
    rows, modes = groups.flat("modes")
    unknown = ~np.isin(modes.astype(str), book.file.modes.names)
    rows, modes = rows[unknown], modes[unknown]
    found = np.unique(rows)
    return groups[found].findings(values=lambda row: {"modes": "、".join(modes[rows == found[row]])})


RULE = Rule(
    code="MOD001",
    name="mode-unknown",
    title=Text("发展模式须为六种之一", "A mode must be one of the six"),
    message=Text("“{name}”的发展模式不在六种之内：{modes}", "{name} has modes that the plan does not know: {modes}"),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"modes"}),
    asks=lambda params, book: [Words("modes", book.file.modes.names, "group", closed=True)],
)
