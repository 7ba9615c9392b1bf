"""A specialised park is far from every transport hub.

What it checks: the shortest distance in m from each 特色园 to a site whose class the rulebook lists.
Why: specialised parks are to be linked to airports, railway stations and large hubs.
Example that fails: a specialised park 20 km from the nearest railway station.
How to fix: record the link's stop or hub as a site, or plan a shuttle to the nearest hub.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, Scope
from geo.rules.nearest import CANNOT_TELL, MESSAGE, Params, too_far
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks that are too far from the nearest one."""
    return too_far(layout.of("specialty"), layout, params)


RULE = Rule(
    code="SPE013",
    name="hub-far",
    title=Text("特色园应与交通枢纽衔接", "A specialised park should be linked to a transport hub"),
    message=MESSAGE,
    cannot_tell=CANNOT_TELL,
    scope=Scope.WHOLE,
    reads=frozenset({"specialty", "site"}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"specialty"}),
    asks=lambda params, book: [Words("class", params.classes, "site")],
)
