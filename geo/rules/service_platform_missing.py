"""A platform or project that the action plan prescribes by name is not there.

What it checks: that there is a site of each prescribed class in its district.
Why: the action plan builds six service platforms and carries out three innovation projects; each is listed.
Example that fails: a layout with five of the six service platforms.
How to fix: draw the place of the missing platform or project, with its class.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import AREA_KINDS
from geo.rules.site_counts import CANNOT_TELL, MESSAGE, classes, too_few
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """What the hard sentences ask for and the layout lacks."""
    return too_few(layout, book, "hard")


RULE = Rule(
    code="YNQ006",
    name="service-platform-missing",
    title=Text("规定的服务平台和创新工程须落图", "Prescribed platforms and projects must be on the map"),
    message=MESSAGE,
    cannot_tell=CANNOT_TELL,
    scope=Scope.WHOLE,
    reads=frozenset({"site", *AREA_KINDS}),
    check=check,
    unit="count",
    asks=lambda params, book: [Words("class", classes(book, "hard"), "site")],
)
