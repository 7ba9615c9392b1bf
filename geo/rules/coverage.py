"""What a coverage tells cheaply: which features are off it, and which stretches of border no neighbour shares.

In a coverage that fits, neighbours have the same vertices along their border. Few features do not fit, and only
those need a closer look, so both functions save the rules from comparing every pair.
"""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.rules.subjects import Bools, Ints

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)


def off_coverage(geometry: Geometries) -> Bools:
    """Features that cross, overlap or repeat another, or whose border vertices differ from a neighbour's.

    Of two features that share more than a border at least one is off. Source: the coverage validity of JTS and GEOS.
    """
    if not len(geometry):
        return np.array([], dtype=bool)
    return np.asarray(~shapely.is_empty(shapely.coverage_invalid_edges(geometry)))


def unshared_border(geometry: Geometries) -> Geometries:
    """Each feature's border without the segments that another ring has too, vertex for vertex."""
    rings, owner = _rings(geometry)
    segments, ring = _segments(rings)
    alone = _alone(segments)
    lines = np.asarray(shapely.linestrings(segments[alone].reshape(-1, 2, 2)), dtype=object)
    rows = owner[ring[alone]]
    order = np.argsort(rows, kind="stable")
    free = np.full(len(geometry), shapely.MultiLineString(), dtype=object)
    if len(rows):
        whole, at = shapely.multilinestrings(lines[order], indices=_dense(rows[order])), np.unique(rows)
        free[at] = shapely.line_merge(whole)
    return free


def _rings(geometry: Geometries) -> tuple[Geometries, Ints]:
    """All rings, and the row of the feature that each belongs to."""
    parts, row = shapely.get_parts(geometry, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    return rings, row[part]


def _segments(rings: Geometries) -> tuple[Floats, Ints]:
    """(n, 4) segments of all rings, the lesser end first, and the ring of each."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = points[:-1][inside], points[1:][inside]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    segments = np.hstack([np.where(swap[:, None], end, start), np.where(swap[:, None], start, end)])
    return segments, ring[:-1][inside]


def _alone(segments: Floats) -> Bools:
    """Segments that occur once: sorted by a hash, equal ones lie side by side."""
    bits = np.ascontiguousarray(segments + 0.0).view(np.uint64)
    with np.errstate(over="ignore"):
        key = ((bits ^ (bits >> np.uint64(29))) * _MIX).sum(axis=1, dtype=np.uint64)
    order = np.argsort(key)
    same = (segments[order[1:]] == segments[order[:-1]]).all(axis=1)
    paired = np.zeros(len(segments), dtype=bool)
    paired[order[1:]] |= same
    paired[order[:-1]] |= same
    return ~paired


def _dense(rows: Ints) -> Ints:
    """Sorted row numbers renumbered 0, 1, 2 … without gaps."""
    return np.cumsum(np.concatenate([[0], (np.diff(rows) != 0).astype(np.intp)]))
