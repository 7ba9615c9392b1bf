"""A phase is none of the plan's horizons.

What it checks: the property `phase`, where a feature has one: it is one of the years that the plan sets itself.
Why: the plan runs from 2020 to 2035, with a near term to 2025 and a middle term to 2030.
Example that fails: a group of the phase 2028.
How to fix: choose the horizon by which the feature is to be built.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The horizons, as features write them."""

    phases: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features of another phase."""
    given = subjects.text("phase")
    found = ~np.isin(given.astype(str), ["", *params.phases])
    return subjects[found].findings(values=lambda row: {"given": given[found][row], "phases": "、".join(params.phases)})


RULE = Rule(
    code="ATT002",
    name="phase-unknown",
    title=Text("建设时序须为规划期限之一", "A phase must be one of the plan's horizons"),
    message=Text("“{name}”的建设时序为“{given}”，应为：{phases}", "{name} is of the phase {given}, not of {phases}"),
    scope=Scope.EACH,
    reads=frozenset(),
    check=check,
    params=Params,
    geometry=False,
    judges=frozenset({"phase"}),
    asks=lambda params, book: [Words("phase", params.phases, closed=True)],
)
