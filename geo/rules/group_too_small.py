"""A development group is smaller than the rulebook allows.

What it checks: the ellipsoidal area of every group, all its parts together.
Why: the plan defines a development group as an area of 2 km² or more (面积在2平方公里以上).
Example that fails: a group of 1.89 km².
How to fix: enlarge the group, join it with a neighbour, or reclassify it as 小规模创新发展区.
"""

from geo import measure
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least area of a group and the noise of measuring it, both in m²."""

    min_area_m2: float
    tolerance_m2: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups below the least area."""
    groups = subjects.of("group")
    short = groups[groups.area_m2 < params.min_area_m2 - params.tolerance_m2]
    return short.findings(
        measured=[measure.km2(area) for area in short.area_m2],
        required=measure.km2(params.min_area_m2),
        tolerance=measure.km2(params.tolerance_m2),
    )


RULE = Rule(
    code="ARE002",
    name="group-too-small",
    title=Text("发展组团不得小于2平方公里", "A development group must reach the least area"),
    message=Text(
        "“{name}”面积 {measured:.2f} 平方公里，不足 {required:.2f}",
        "{name} measures {measured:.2f} km², less than {required:.2f}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
    unit="km2",
)
