"""Closed rings that nobody has sorted into outlines and holes, as polygons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Floats, Geometries

LEAST_POINTS: Final = 3
"""Fewer points enclose nothing."""


def closed(points: Floats) -> Floats:
    """The points with the first again at the end, where it is not there yet."""
    if len(points) and not np.array_equal(points[0], points[-1]):
        return np.vstack([points, points[:1]])
    return points


def outline(rings: Sequence[Floats]) -> BaseGeometry:
    """The Polygon or MultiPolygon of closed rings: a ring inside another is its hole, one inside that is land again.

    Rings keep their points and their direction, and parts stand in the order in which they came. A ring that crosses
    itself stays as it is.
    """
    if len(rings) == 1:
        return shapely.Polygon(rings[0])
    shapes: Geometries = np.array([shapely.Polygon(ring) for ring in rings], dtype=object)
    inside = shapely.point_on_surface(shapes)
    sizes: Floats = shapely.area(shapes)
    tree = shapely.STRtree(shapes)
    within, around = tree.query(inside, predicate="within")
    real = (within != around) & (sizes[around] > sizes[within])
    within, around = within[real], around[real]
    depth = np.bincount(within, minlength=len(shapes))
    holes: dict[int, list[Floats]] = {i: [] for i in np.flatnonzero(depth % 2 == 0).tolist()}
    for i in np.flatnonzero(depth % 2 == 1).tolist():
        owners = around[(within == i) & (depth[around] == depth[i] - 1)]
        holes[int(owners[0])].append(rings[i])
    parts = [shapely.Polygon(rings[i], inner) for i, inner in holes.items()]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
