"""Vertices on shared borders: where one border meets another, both get the same vertex.

Shapes are in the frame (m). A border that two features share is exact only when both have the very same vertices
along it, so every repair puts the vertices of one side into the other before it cuts or joins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from geo.crs import Floats


def by_ring(shape: Any, change: Callable[[Floats], Floats]) -> Any:
    """A polygonal shape with every ring's coordinates (n, 2), first equal to last, passed through `change`.

    A ring that `change` leaves with fewer than four points is dropped.
    """
    polygons = []
    for part in shapely.get_parts(shape):
        rings = [change(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part)]
        if len(rings[0]) >= 4:
            polygons.append(shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) >= 4]))
    return shapely.MultiPolygon(polygons)


def with_points(shape: Any, points: Floats, snap_m: float, *, move: bool = False) -> Any:
    """A shape whose borders have a vertex at each of `points` (n, 2) that lies within `snap_m` of them.

    Vertices within `snap_m` of a point stay where they are, unless `move` says that they go there.
    """
    if not len(points):
        return shape
    tree = shapely.STRtree(np.asarray(shapely.points(points), dtype=object))
    return by_ring(shape, lambda xy: _ring_with(xy, points, tree, snap_m, move=move))


def _ring_with(xy: Floats, points: Floats, tree: shapely.STRtree, snap_m: float, *, move: bool) -> Floats:
    segments = shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1))
    at, which = tree.query(segments, predicate="dwithin", distance=snap_m)
    if not len(at):
        return xy
    start, end, here = xy[at], xy[at + 1], points[which]
    near_start = np.hypot(*(here - start).T) <= snap_m
    near_end = np.hypot(*(here - end).T) <= snap_m
    inner = ~near_start & ~near_end
    moved = xy.copy()
    if move:
        hits, points_of = at[near_start], here[near_start]
        nearest = np.lexsort((np.hypot(*(points_of - xy[hits]).T), hits))[::-1]
        moved[hits[nearest]] = points_of[nearest]
        moved[-1] = moved[0]
    along = ((here - start) * (end - start)).sum(axis=1)[inner]
    order = np.lexsort((along, at[inner]))
    new = np.insert(moved, at[inner][order] + 1, here[inner][order], axis=0)
    return _without_repeats(new)


def _without_repeats(xy: Floats) -> Floats:
    keep = np.concatenate([[True], (np.diff(xy, axis=0) != 0).any(axis=1)])
    return np.asarray(xy[keep], dtype=np.float64)


def noded(first: Any, second: Any, snap_m: float) -> tuple[Any, Any]:
    """Two shapes with each other's vertices; where both have one at nearly the same place, the first one's counts."""
    second = with_points(second, shapely.get_coordinates(first), snap_m, move=True)
    return with_points(first, shapely.get_coordinates(second), snap_m), second


def parts_of(shape: Any) -> Any:
    """The polygons of a shape, lines and points left out, as an array."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)]


def shared_border_m(first: Any, second: Any) -> float:
    """The length in m that the borders of two noded shapes have in common."""
    return float(shapely.length(shapely.intersection(shapely.boundary(first), shapely.boundary(second))))
