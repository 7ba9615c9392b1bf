"""There is no talent housing near a specialised park.

What it checks: the shortest distance in m from each 特色园 to a site whose class the rulebook lists.
Why: the people who work in a specialised park are to be housed close by (就地就近).
Example that fails: a specialised park whose nearest talent community is 5 km away.
How to fix: plan housing nearby, or record what is there as a site of that class.
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
    code="SPE012",
    name="talent-housing-far",
    title=Text("特色园周边应有人才社区", "Talent housing should be near a specialised park"),
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
