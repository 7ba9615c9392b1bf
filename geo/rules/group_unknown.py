"""A development group bears a name that the roster does not know.

What it checks: the name of every development group against the roster's names and aliases.
Why: only the groups that the plan lists enjoy its support, and statistics count them by name.
Example that fails: a development group named 永风组团.
How to fix: correct the name to the one suggested, or change the kind of the feature.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, Scope
from geo.rules.names import Likeness, unknown
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Likeness, book: Rulebook) -> list[Draft]:
    """One finding per unknown name, with the missing name that is most like it."""
    return unknown(layout.of("group"), book.groups, params)


RULE = Rule(
    code="ROS006",
    name="group-unknown",
    title=Text("发展组团名称须在名录之内", "A development group must bear a name of the roster"),
    message=Text("“{name}”不在发展组团名录之内{hint_zh}", "{name} is not in the roster{hint_en}"),
    scope=Scope.WHOLE,
    reads=frozenset({"group"}),
    check=check,
    params=Likeness,
    geometry=False,
    judges=frozenset({"name"}),
    asks=lambda params, book: [Words("name", [member.name for member in book.groups.members], "group")],
)
