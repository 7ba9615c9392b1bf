"""There are more or fewer specialised parks than the plan aims at.

What it checks: the number of 特色园 against the target, with the width that "about" leaves.
Why: by 2027 the zone builds about 20 specialised parks of high quality.
Example that fails: a layout of 12 specialised parks.
How to fix: concentrate on the parks that qualify, or plan more of them.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The target, how far off still counts as about, and the year of the target."""

    count: int
    tolerance: int
    year: int


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding when the count is off."""
    count = len(layout.of("specialty"))
    if abs(count - params.count) <= params.tolerance:
        return []
    values = {"year": params.year}
    return [Draft((), None, float(count), float(params.count), float(params.tolerance), values)]


RULE = Rule(
    code="SPE003",
    name="specialty-count",
    title=Text("特色园数量应与目标相当", "The number of specialised parks should be near the target"),
    message=Text(
        "有 {measured:.0f} 家特色园，{year}年目标为 {required:.0f} 家左右",
        "there are {measured:.0f} specialised parks; the target for {year} is about {required:.0f}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    unit="count",
    needs=frozenset({"specialty"}),
    geometry=False,
)
