"""A park lays out no modern services.

What it checks: that among the industries of each park's features there is one of the service sector.
Why: modern services lie in every park, fitted to its industry (现代服务业在各分园均有相应布局).
Example that fails: a park whose only group has nothing but 轨道交通 and 航空航天.
How to fix: name the services that go with the park's industry, for instance 科技咨询服务.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.members import homes, industries_of_parks
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The service sector, and which kinds lay it out."""

    sector: str
    kinds: tuple[str, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per park without any."""
    parks = layout.of("park")
    tags = industries_of_parks(layout, book, params.kinds)
    served = {name for name, mine in tags.items() if params.sector in map(book.taxonomy.sector_of.get, mine)}
    bare = [name not in served for name in homes(parks, book)]
    return parks[bare].findings(values=lambda row: {"sector": params.sector})


RULE = Rule(
    code="SVC001",
    name="park-without-services",
    title=Text("各分园宜布局现代服务业", "Every park should lay out modern services"),
    message=Text("“{name}”各组团均无{sector}领域", "no group of {name} has an industry of {sector}"),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "group", "reserve", "small", "specialty", "parcel"}),
    check=check,
    params=Params,
    needs=frozenset({"park", "group"}),
    geometry=False,
)
