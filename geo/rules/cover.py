"""What of each shape lies on its neighbours or beside them, and how much of that is too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.crs import Geometries
from geo.rules.subjects import Draft, Subjects


def uncovered(here: Subjects, covers: Subjects) -> Geometries:
    """The polygonal part of each of `here` outside the union of `covers`."""
    return polygons_only(shapely.difference(here.geometry, _met(here, covers)))


def shared(here: Subjects, land: Subjects) -> Geometries:
    """The polygonal part of each of `here` on any of `land`; land that overlaps itself counts once."""
    return polygons_only(shapely.intersection(here.geometry, _met(here, land)))


def beyond(
    here: Subjects, excess: Geometries, tolerance_m2: float, values: Callable[[int], dict[str, Any]] | None = None
) -> list[Draft]:
    """One finding per feature whose `excess`, none of which is allowed, is larger than the tolerance."""
    excess_m2 = measure.area_m2(excess)
    found = excess_m2 > tolerance_m2
    return here[found].findings(
        measured=excess_m2[found], required=0.0, tolerance=tolerance_m2, evidence=excess[found], values=values
    )


def polygons_only(shapes: Geometries) -> Geometries:
    """Intersections without the points and lines where borders merely touch."""
    mixed = shapely.get_type_id(shapes) == 7
    shapes[mixed] = [shapely.union_all([p for p in s.geoms if p.area]) for s in shapes[mixed]]
    return shapes


def _met(here: Subjects, others: Subjects) -> Geometries:
    """For each of `here` the union of those `others` that it meets."""
    ground = np.full(len(here), shapely.Polygon(), dtype=object)
    rows, members = others.tree.query(here.geometry, predicate="intersects")
    order = np.lexsort((members, rows))
    rows, members = rows[order], members[order]
    for row in np.unique(rows):
        ground[row] = shapely.union_all(others.geometry[members[rows == row]])
    return ground
