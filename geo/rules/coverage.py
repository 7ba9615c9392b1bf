"""What a coverage tells cheaply: which stretches of border no neighbour shares, and so where areas can overlap.

In a coverage that fits, two neighbours have their common border vertex for vertex, one on its left and the other
on its right. What does not pair up in this way is outline, gap or fault, and only there the rules must look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Geometries
from geo.parallel import side_by_side

_Ints = npt.NDArray[np.intp]
_Bools = npt.NDArray[np.bool_]
_Keys = npt.NDArray[np.uint64]
_Points = npt.NDArray[np.complex128]

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xBF58476D1CE4E5B9))
_SHIFT, _HALF = np.uint64(29), np.uint64(1 << 63)
_WORTH_SHARING = 100_000


@dataclass(frozen=True)
class Border:
    """How the borders of valid polygons meet.

    free     for each feature the stretches of its border that no other ring has, as a MultiLineString
    crowded  features with a segment that another ring has on the same side, or that more than two rings have
    joined   (2, m) rows of the features to both sides of the segments that pair up
    """

    free: Geometries
    crowded: _Bools
    joined: npt.NDArray[np.int32]

    @staticmethod
    def of(geometry: Geometries) -> Border:
        """Compare the rings of all polygons, segment by segment."""
        sides = _sides(geometry)
        alone = np.zeros(len(sides.start), dtype=bool)
        crowded = np.zeros(len(geometry), dtype=bool)

        def compare(some: _Ints) -> npt.NDArray[np.int32]:
            order = some[np.argsort(sides.key[some])]
            same, like = sides.beside(order)
            alone[order] = ~_either(same)
            many = np.zeros(len(order), dtype=bool)
            many[1:-1] = same[1:] & same[:-1]
            many[1:] |= many[:-1] & same
            many[:-1] |= many[1:] & same
            crowded[sides.row[order[many | _either(like)]]] = True
            paired = np.flatnonzero(same & ~like & ~many[1:])
            return sides.row[np.stack([order[paired], order[paired + 1]])]

        joined = side_by_side(compare, _halves(sides.key))
        return Border(sides.stretches(alone, len(geometry)), crowded, np.concatenate(joined, axis=1))


@dataclass(frozen=True)
class _Sides:
    """The segments of all rings: a number that is the same in both directions, feature, and side of the inside.

    point  the vertices of all rings in a row, as complex numbers, which compare in one step
    start  the vertices at which a segment starts; the next vertex is its end
    """

    point: _Points
    start: _Ints
    key: _Keys
    row: npt.NDArray[np.int32]
    left: _Bools

    def beside(self, order: _Ints) -> tuple[_Bools, _Bools]:
        """Whether a segment and the next in this order are the same, and whether they are so on the same side."""
        at = self.start[order]
        start, end, left = self.point[at], self.point[at + 1], self.left[order]
        along = (start[1:] == start[:-1]) & (end[1:] == end[:-1])
        against = (start[1:] == end[:-1]) & (end[1:] == start[:-1])
        one_side = left[1:] == left[:-1]
        return along | against, (along & one_side) | (against & ~one_side)

    def stretches(self, some: _Bools, n: int) -> Geometries:
        """For each of `n` features some of its segments, those that follow each other joined."""
        lines = np.full(n, shapely.MultiLineString(), dtype=object)
        start, row = self.start[some], self.row[some]
        if not len(start):
            return lines
        new = np.concatenate([[True], np.diff(start) > 1])
        first, last = start[new], start[np.append(new[1:], True)] + 1
        size = last - first + 1
        line = np.repeat(np.arange(len(first)), size)
        vertex = np.arange(len(line)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(first, size)
        parts = shapely.linestrings(self.point[vertex].view(np.float64).reshape(-1, 2), indices=line)
        rows, feature = np.unique(row[new], return_inverse=True)
        lines[rows] = shapely.multilinestrings(np.asarray(parts, dtype=object), indices=feature)
        return lines


def _sides(geometry: Geometries) -> _Sides:
    rings, row, left = _rings(geometry)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    # Adding 0 turns -0.0, the same place, into 0.0.
    point = (xy + 0.0).view(np.complex128).ravel()
    start = np.flatnonzero((ring[1:] == ring[:-1]) & (point[1:] != point[:-1]))
    hashes = _hashes(point)
    return _Sides(point, start, hashes[start] + hashes[start + 1], row[ring[start]], left[ring[start]])


def _rings(geometry: Geometries) -> tuple[Geometries, npt.NDArray[np.int32], _Bools]:
    """All rings, the feature of each, and whether its inside is on the left."""
    first = shapely.get_geometry(geometry, 0)
    simple = (shapely.get_num_geometries(geometry) == 1) & (shapely.get_num_interior_rings(first) == 0)
    one, rest = np.flatnonzero(simple), np.flatnonzero(~simple)
    parts, feature = shapely.get_parts(geometry[rest], return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    hole = np.zeros(len(one) + len(rings), dtype=bool)
    hole[len(one) + 1 :] = part[1:] == part[:-1]
    row = np.concatenate([one, rest[feature][part]])
    order = np.argsort(row, kind="stable")
    rings = np.concatenate([shapely.get_exterior_ring(first[one]), rings])[order]
    return rings, row[order].astype(np.int32), shapely.is_ccw(rings) != hole[order]


def _hashes(points: _Points) -> _Keys:
    """One well mixed number for each point, whose sum for two points does not know their order."""
    bits = points.view(np.uint64)
    x, y = bits[::2], bits[1::2]
    with np.errstate(over="ignore"):
        mixed = (x ^ (x >> _SHIFT)) * _MIX[0] + (y ^ (y >> _SHIFT)) * _MIX[1]
        key = np.asarray(mixed, dtype=np.uint64)
        return np.asarray((key ^ (key >> _SHIFT)) * _MIX[2], dtype=np.uint64)


def _halves(keys: _Keys) -> list[_Ints]:
    """The rows of lesser and of greater keys, or all of them where there is nothing to gain."""
    if len(keys) < _WORTH_SHARING:
        return [np.arange(len(keys))]
    upper = keys >= _HALF
    return [np.flatnonzero(~upper), np.flatnonzero(upper)]


def _either(next_too: _Bools) -> _Bools:
    """Members of a row to which something holds together with the next or with the one before."""
    some = np.zeros(len(next_too) + 1, dtype=bool)
    some[1:] = next_too
    some[:-1] |= next_too
    return some
