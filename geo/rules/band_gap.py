"""Core and bands leave part of their district uncovered.

What it checks: the part of the district that no zone of the listed names covers.
Why: the core and its three bands divide the district between them; every town park is in exactly one band.
Example that fails: an eastern band that stops short of the district's border.
How to fix: extend the band next to the uncovered piece.
"""

import numpy as np
import shapely

from geo import measure
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import polygons_only
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The district, the zones that divide it, and how much uncovered area in m² is noise."""

    district: str
    zones: tuple[str, ...]
    tolerance_m2: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding with all that is uncovered; the district's name stands for it."""
    cover = shapely.union_all(layout.of("zone").where("name", params.zones).geometry)
    district = book.district_shapes[params.district]
    bare = polygons_only(np.array([shapely.difference(district, cover)], dtype=object))
    bare_m2 = measure.area_m2(bare)[0]
    if bare_m2 <= params.tolerance_m2:
        return []
    values = {"name": params.district}
    return [Draft((params.district,), bare[0], bare_m2, 0.0, params.tolerance_m2, values)]


RULE = Rule(
    code="YNQ002",
    name="band-gap",
    title=Text("核心区和功能带须铺满全区", "Core and bands must cover their district"),
    message=Text(
        "{name}有 {measured:,.0f} 平方米不属于核心区或任何功能带",
        "{measured:,.0f} m² of {name} belong to neither the core nor a band",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    unit="m2",
    needs=frozenset({"zone"}),
)
