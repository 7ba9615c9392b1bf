"""A group bears a location class that the plan does not give it.

What it checks: the property `class` of every group: it is one of the location classes, and for a group of the roster
the one under which the plan lists it. A group without a class is another rule's matter.
Why: the location class decides what a group is for and which policies fit it.
Example that fails: a group of the class 生态涵养区 that the plan lists under 三城一区.
How to fix: give the group the class under which the plan lists it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Groups of a wrong class."""
    groups, known = subjects.of("group"), book.groups.by_name
    given = groups.text("class")
    allowed = [
        (known[name].location_class,) if name in known else book.file.classes.names for name in groups.text("name")
    ]
    rows = [row for row, location in enumerate(given) if location and location not in allowed[row]]
    return groups[rows].findings(
        values=lambda row: {"given": given[rows[row]], "wanted": "、".join(allowed[rows[row]])}
    )


RULE = Rule(
    code="LOC002",
    name="class-wrong",
    title=Text("组团的区位类型须与规划一致", "A group must bear the location class of the plan"),
    message=Text(
        "“{name}”的区位类型为“{given}”，规划为：{wanted}",
        "{name} is of the location class {given}; the plan says {wanted}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"class"}),
    asks=lambda params, book: [Words("class", book.file.classes.names, "group", closed=True)],
)
