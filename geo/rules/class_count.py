"""A location class holds more or fewer groups than the plan says.

What it checks: how many different groups bear each location class, against the number that the plan lists under it.
Why: the plan lists the groups under four location classes: 9, 7, 11 and 4.
Example that fails: a layout in which only ten groups are of the class 副中心和多点地区.
How to fix: draw the missing group, or give a group the class under which the plan lists it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How many groups each location class holds."""

    counts: dict[str, int]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per class whose count is off; a group that occurs twice counts once."""
    groups = layout.of("group")
    members = set(zip(known_as(groups.text("name"), "group", book), groups.text("class"), strict=True))
    drafts = []
    for wanted, required in params.counts.items():
        count = sum(location == wanted for _, location in members)
        if count != required:
            drafts.append(Draft((wanted,), None, measured=count, required=required, values={"name": wanted}))
    return drafts


RULE = Rule(
    code="LOC001",
    name="class-count",
    title=Text("各区位类型的组团数量须与规划一致", "Each location class must hold the plan's number of groups"),
    message=Text(
        "“{name}”有 {measured} 个组团，应为 {required} 个",
        "the class {name} holds {measured} groups, required are {required}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
    unit="count",
    needs=frozenset({"group"}),
    geometry=False,
    judges=frozenset({"class"}),
)
