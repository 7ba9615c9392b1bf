"""A park of the roster is not on the map.

What it checks: that every park of the roster occurs by its name or an alias; one that is plainly meant by a
misspelt name is reported there, not here.
Why: the plan covers every park (覆盖各分园).
Example that fails: a layout without 房山园.
How to fix: draw the park, or give the feature that stands for it the roster's name.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, Scope
from geo.rules.names import Likeness, missing
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Likeness, book: Rulebook) -> list[Draft]:
    """One finding per missing park, at the place that the roster gives."""
    return missing(layout.of("park"), book.parks, params, book)


RULE = Rule(
    code="ROS002",
    name="park-missing",
    title=Text("名录中的分园须全部落图", "Every park of the roster must be on the map"),
    message=Text("缺少“{name}”", "{name} is missing"),
    scope=Scope.WHOLE,
    reads=frozenset({"park"}),
    check=check,
    params=Likeness,
    needs=frozenset({"park"}),
    geometry=False,
)
