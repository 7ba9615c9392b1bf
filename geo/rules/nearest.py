"""How far features are from the nearest site of a class."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely

from geo.model import Status, Text
from geo.rules.base import RuleParams
from geo.rules.subjects import Draft, Subjects

CANNOT_TELL: Final = Text(
    "布局中没有设施类别为{classes}的设施，无法判断“{name}”与其距离",
    "the layout has no site of the class {classes}, so its distance from {name} cannot be told",
)
MESSAGE: Final = Text(
    "“{name}”距最近的 {classes} {measured:,.0f} 米，应在 {required:,.0f} 米之内",
    "{name} is {measured:,.0f} m from the nearest {classes}; wanted are {required:,.0f} m or less",
)


class Params(RuleParams):
    """The classes of site that will do, and the greatest distance in m."""

    classes: tuple[str, ...]
    max_distance_m: float


def too_far(here: Subjects, layout: Subjects, params: Params) -> list[Draft]:
    """Those of `here` farther than `max_distance_m` from every site whose `class` is one of `classes`.

    The evidence is the shortest line to the nearest site. Without any such site nothing can be told.
    """
    sites = layout.of("site").where("class", params.classes)
    told = {"classes": "、".join(params.classes)}
    if not len(sites):
        return here.findings(values=lambda row: told, status=Status.CANNOT_TELL)
    away_m = shapely.distance(here.geometry[:, None], sites.geometry[None, :])
    nearest = np.argmin(away_m, axis=1)
    lines = shapely.shortest_line(here.geometry, sites.geometry[nearest])
    found = away_m.min(axis=1) > params.max_distance_m
    return here[found].findings(
        measured=away_m.min(axis=1)[found],
        required=params.max_distance_m,
        evidence=lines[found],
        values=lambda row: told,
    )
