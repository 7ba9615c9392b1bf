"""A development group of the roster is not on the map.

What it checks: that every development group of the roster occurs by its name or an alias; one that is
plainly meant by a misspelt name is reported there, not here.
Why: the plan lists its development groups one by one; a count alone can look right while a name is missing.
Example that fails: a layout without 永丰组团.
How to fix: draw the development group, or give the feature that stands for it the roster's name.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, Scope
from geo.rules.names import Likeness, missing
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Likeness, book: Rulebook) -> list[Draft]:
    """One finding per missing development group, at the place that the roster gives."""
    return missing(layout.of("group"), book.groups, params, book)


RULE = Rule(
    code="ROS005",
    name="group-missing",
    title=Text("名录中的发展组团须全部落图", "Every development group of the roster must be on the map"),
    message=Text("缺少“{name}”", "{name} is missing"),
    scope=Scope.WHOLE,
    reads=frozenset({"group"}),
    check=check,
    params=Likeness,
    needs=frozenset({"group"}),
    geometry=False,
)
