"""An industry of the action plan has no zone to go to.

What it checks: for each industry of the list, whether at least one of the zones that the plan gives to it is on
the map, or any zone is tagged with the industry; the plan may give it none.
Why: an industry that the plan names but places nowhere will settle anywhere.
Example that fails: 高端装备制造, which is named without any town.
How to fix: ask the plan's author for a place; draw the zone, or tag the one that it is to go to.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The district, and industry to zones."""

    district: str
    zones: dict[str, tuple[str, ...]]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per industry without a place."""
    here = layout.of("zone")
    present, tagged = set(here.text("name")), set(here.flat("industries")[1])
    return [
        Draft((industry,), book.district_shapes[params.district], values={"name": industry})
        for industry, zones in params.zones.items()
        if present.isdisjoint(zones) and industry not in tagged
    ]


RULE = Rule(
    code="TZH003",
    name="industry-without-place",
    title=Text("重点产业应有落点", "Each of the listed industries should have a place"),
    message=Text("产业“{name}”没有对应的片区", "the industry {name} has no zone"),
    scope=Scope.WHOLE,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    needs=frozenset({"zone"}),
    geometry=False,
)
