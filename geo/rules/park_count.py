"""The layout holds more or fewer parks than the plan.

What it checks: how many different parks there are; one that occurs under two aliases, or twice, counts
once.
Why: the zone is one zone with sixteen parks (一区十六园).
Example that fails: a layout of 15 parks.
How to fix: draw the missing park, or remove or reclassify the surplus one.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, Scope
from geo.rules.names import Count, miscounted
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Count, book: Rulebook) -> list[Draft]:
    """One finding when the count is off."""
    return miscounted(layout.of("park"), "park", params, book)


RULE = Rule(
    code="ROS001",
    name="park-count",
    title=Text("分园数量须与规划一致", "The number of parks must be that of the plan"),
    message=Text("有 {measured} 个分园，应为 {required} 个", "there are {measured} parks, required are {required}"),
    scope=Scope.WHOLE,
    reads=frozenset({"park"}),
    check=check,
    params=Count,
    unit="count",
    needs=frozenset({"park"}),
    geometry=False,
)
