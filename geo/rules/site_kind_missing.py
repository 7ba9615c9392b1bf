"""A kind of site that a document wants somewhere is not there in the wanted number.

What it checks: how many sites of each class in the rulebook's list lie in the district, park, group, zone or
specialised park that the list gives for it.
Why: the documents ask for these facilities: incubators in every park, laboratories in every specialised park,
pilot bases, scenes.
Example that fails: a layout with sites, but with no incubator in 房山园.
How to fix: draw the facility with its class, or plan one.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import AREA_KINDS
from geo.rules.site_counts import CANNOT_TELL, MESSAGE, classes, too_few
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """What the soft sentences ask for and the layout lacks."""
    return too_few(layout, book, "soft")


RULE = Rule(
    code="SIT003",
    name="site-kind-missing",
    title=Text("文件要求的设施应在相应区域布点", "Facilities that the documents ask for should be in their areas"),
    message=MESSAGE,
    cannot_tell=CANNOT_TELL,
    scope=Scope.WHOLE,
    reads=frozenset({"site", *AREA_KINDS}),
    check=check,
    unit="count",
    asks=lambda params, book: [Words("class", classes(book, "soft"), "site")],
)
