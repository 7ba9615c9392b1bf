"""A park bears a name that the roster does not know.

What it checks: the name of every park against the roster's names and aliases.
Why: the zone has sixteen parks by name; any other park is not part of it.
Example that fails: a park named 海定园.
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
    return unknown(layout.of("park"), book.parks, params)


RULE = Rule(
    code="ROS003",
    name="park-unknown",
    title=Text("分园名称须在名录之内", "A park must bear a name of the roster"),
    message=Text("“{name}”不在分园名录之内{hint_zh}", "{name} is not in the roster{hint_en}"),
    scope=Scope.WHOLE,
    reads=frozenset({"park"}),
    check=check,
    params=Likeness,
    geometry=False,
    judges=frozenset({"name"}),
    asks=lambda params, book: [Words("name", [member.name for member in book.parks.members], "park")],
)
