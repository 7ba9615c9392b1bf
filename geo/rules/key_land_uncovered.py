"""Research and industry land of a key function area lies outside the parks.

What it checks: for every zone of the class given, which share of its research and industry land (parcels of the classes
given) the parks cover. Without such zones or parcels nothing can be told.
Why: the zone's policy basically covers the research and industry land of key function areas (基本覆盖).
Example that fails: a science city half of whose research land lies outside every park.
How to fix: draw the park over the land that is meant, within the approved total.
"""

import numpy as np
import shapely

from geo import measure
from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import shared
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The class of key zones, the classes of their land, and the least share (0 to 1) that parks cover."""

    zone_class: str
    classes: tuple[str, ...]
    min_share: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Zones whose land is covered too little, or the verdict that a layer is missing."""
    zones = layout.of("zone").where("class", (params.zone_class,))
    land = shared(zones, layout.of("parcel").where("class", params.classes))
    land_m2 = measure.area_m2(land)
    if not land_m2.any():
        missing = {"zone_class": params.zone_class, "classes": "、".join(params.classes)}
        return [Draft((params.zone_class, *params.classes), None, values=missing, status=Status.CANNOT_TELL)]
    bare = shapely.difference(land, shapely.union_all(layout.of("park").geometry))
    share = 1 - measure.area_m2(bare) / np.where(land_m2, land_m2, 1.0)
    found = share < params.min_share
    return zones[found].findings(measured=share[found], required=params.min_share, evidence=bare[found])


RULE = Rule(
    code="LOC005",
    name="key-land-uncovered",
    title=Text("政策宜基本覆盖重点功能区的科研和产业用地", "Parks should cover the research land of key areas"),
    message=Text(
        "“{name}”的科研和产业用地只有 {measured:.0%} 在分园之内，宜不低于 {required:.0%}",
        "parks cover {measured:.0%} of the research and industry land of {name}; wanted are {required:.0%}",
    ),
    cannot_tell=Text(
        "布局中没有{zone_class}（zone）或其中的科研和产业用地（class 为 {classes} 的地块），无法核对覆盖率",
        "the layout has no zone of the class {zone_class} with parcels of the class {classes} in it",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "zone", "parcel"}),
    check=check,
    params=Params,
    needs=frozenset({"park"}),
    asks=lambda params, book: [
        Words("class", (params.zone_class,), "zone"),
        Words("class", params.classes, "parcel"),
    ],
)
