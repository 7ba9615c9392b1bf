"""The layout holds more or fewer development groups than the plan.

What it checks: how many different development groups there are; one that occurs under two aliases, or
twice, counts once.
Why: the plan focuses on 31 development groups (重点聚焦31个发展组团).
Example that fails: a layout of 30 development groups.
How to fix: draw the missing development group, or remove or reclassify the surplus one.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, Scope
from geo.rules.names import Count, miscounted
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Count, book: Rulebook) -> list[Draft]:
    """One finding when the count is off."""
    return miscounted(layout.of("group"), "group", params, book)


RULE = Rule(
    code="ROS004",
    name="group-count",
    title=Text("发展组团数量须与规划一致", "The number of development groups must be that of the plan"),
    message=Text(
        "有 {measured} 个发展组团，应为 {required} 个",
        "there are {measured} development groups, required are {required}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group"}),
    check=check,
    params=Count,
    unit="count",
    needs=frozenset({"group"}),
    geometry=False,
)
