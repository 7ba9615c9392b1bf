"""A named site lies outside the area where the document puts it.

What it checks: the distance in m from each site of the rulebook's list to the district, park, group or zone
that the list gives for it.
Why: the documents place these sites; elsewhere they would serve another district or group.
Example that fails: 中关村软件园 drawn in 昌平区.
How to fix: move the site to its area, or correct its name.
"""

import shapely

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import AREA_KINDS, ground
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How far outside (m) is noise of the outlines."""

    tolerance_m: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Named sites that are off; where the area itself is not on the map, it cannot be told."""
    listed = {name: site for site in book.sites for name in (site.name, *site.aliases)}
    here = layout.of("site")
    drafts = []
    for row, name in enumerate(here.text("name")):
        if name not in listed:
            continue
        site = listed[name]
        values = {"name": name, "area": "、".join(site.areas), "row": site.row}
        area = ground(site.area_kind, site.areas, layout, book)
        if area is None:
            drafts.append(Draft((here.ids[row],), here.geometry[row], values=values, status=Status.CANNOT_TELL))
        elif (away_m := shapely.distance(here.geometry[row], area)) > params.tolerance_m:
            place = here.geometry[row]
            drafts.append(Draft((here.ids[row],), place, away_m, 0.0, params.tolerance_m, values))
    return drafts


RULE = Rule(
    code="SIT002",
    name="site-misplaced",
    title=Text("点名的园区和设施应位于文件所说的区域", "A named site should lie where the document puts it"),
    message=Text("“{name}”在{area}之外 {measured:,.0f} 米（{row}）", "{name} is {measured:,.0f} m off {area} ({row})"),
    cannot_tell=Text(
        "图上没有{area}，无法判断“{name}”的位置", "{area} is not on the map: whether {name} lies in it cannot be told"
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"site", *AREA_KINDS}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"site"}),
)
