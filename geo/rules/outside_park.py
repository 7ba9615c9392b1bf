"""A group, reserve or small area reaches beyond its park.

What it checks: the part of each group, reserve and small area outside the park named in its property
`park`.
Why: the three space classes divide a park's own industry space; land outside enjoys no policy of the zone.
Example that fails: a development group of which 0.3 km² lie beyond the park's outline.
How to fix: pull the outline back, or enlarge the park where another one shrinks by the same area.
"""

from typing import Any

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import beyond, polygons_only
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which kinds belong to a park, and how much area outside in m² is noise."""

    kinds: tuple[str, ...]
    tolerance_m2: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Members with land outside the park of their name; a park that is not near holds none of it."""
    members, parks = owned.of(*params.kinds), around.of("park")
    home = known_as(members.text("park"), "park", book)
    names = known_as(parks.text("name"), "park", book)
    drafts = []
    for name in np.unique(home.astype(str)):
        ground = shapely.union_all(parks.geometry[names == name])
        drafts += _outside(members[home == name], ground, str(name), params.tolerance_m2)
    return drafts


def _outside(here: Subjects, ground: Any, park: str, tolerance_m2: float) -> list[Draft]:
    excess = polygons_only(shapely.difference(here.geometry, ground))
    return beyond(here, excess, tolerance_m2, lambda row: {"park": park or "—"})


RULE = Rule(
    code="GEO005",
    name="outside-park",
    title=Text("三类空间须位于所属分园内", "Space classes must lie in their park"),
    message=Text("“{name}”有 {measured:,.0f} 平方米在{park}之外", "{name} has {measured:,.0f} m² outside {park}"),
    scope=Scope.NEAR,
    reads=frozenset({"park", "group", "reserve", "small"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    unit="m2",
    needs=frozenset({"park"}),
    judges=frozenset({"park"}),
)
