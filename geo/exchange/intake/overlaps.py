"""How much two outlines have in common, for many pairs at once, and which pairs have most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Frame, Geometries
from geo.measure import area_m2
from geo.model.features import promoted

SITE_REACH_M: Final = 20.0
"""At this distance two points have nothing in common; nearer, the more the nearer."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ground:
    """Outlines of features in the frame, with what is asked of them often."""

    shapes: Geometries
    bounds: Floats
    area_m2: Floats
    dots: npt.NDArray[np.bool_]
    sound: npt.NDArray[np.bool_]

    @staticmethod
    def of(geometry: Geometries, frame: Frame) -> Ground:
        """From geometries in EPSG:4490; missing and invalid ones have nothing in common with others."""
        shapes = frame.project(promoted(geometry))
        dots = np.asarray(shapely.get_type_id(shapes) == shapely.GeometryType.POINT)
        sound = np.asarray(~shapely.is_missing(shapes) & shapely.is_valid(shapes))
        return Ground(shapes, shapely.bounds(shapes), area_m2(shapes), dots, sound)


def candidates(new: Ground, old: Ground, mine: Rows, theirs: Rows) -> tuple[Rows, Rows]:
    """Pairs of rows of `new` and `old`, among these, whose boxes meet; those of points are as large as their reach."""
    mine, theirs = mine[new.sound[mine]], theirs[old.sound[theirs]]
    reach = np.where(new.dots[mine], SITE_REACH_M, 0.0)[:, None] * (-1, -1, 1, 1)
    boxes = shapely.box(*(new.bounds[mine] + reach).T)
    i, j = shapely.STRtree(old.shapes[theirs]).query(boxes)
    return mine[i], theirs[j]


def upper_shares(new: Ground, old: Ground, i: Rows, j: Rows) -> Floats:
    """More than pairs can have in common, from their boxes and areas alone."""
    low, high = np.maximum(new.bounds[i, :2], old.bounds[j, :2]), np.minimum(new.bounds[i, 2:], old.bounds[j, 2:])
    boxes = np.prod(np.maximum(high - low, 0.0), axis=1)
    common = np.minimum(boxes, np.minimum(new.area_m2[i], old.area_m2[j]))
    return np.where(new.dots[i] | old.dots[j], 1.0, _share(common, new.area_m2[i] + old.area_m2[j] - common))


def shares(new: Ground, old: Ground, i: Rows, j: Rows) -> Floats:
    """What pairs have in common of what they cover together (0 to 1); of points, how near they are."""
    out = np.zeros(len(i))
    sound = new.sound[i] & old.sound[j]
    same = sound & np.asarray(shapely.equals_identical(new.shapes[i], old.shapes[j]))
    out[same] = 1.0
    dots = sound & ~same & new.dots[i] & old.dots[j]
    apart_m = np.asarray(shapely.distance(new.shapes[i[dots]], old.shapes[j[dots]]))
    out[dots] = np.maximum(0.0, 1.0 - apart_m / SITE_REACH_M)
    areas = np.flatnonzero(sound & ~same & ~new.dots[i] & ~old.dots[j])
    common = area_m2(shapely.intersection(new.shapes[i[areas]], old.shapes[j[areas]]))
    out[areas] = _share(common, new.area_m2[i[areas]] + old.area_m2[j[areas]] - common)
    return out


def mutual(i: Rows, j: Rows, share: Floats) -> Rows:
    """Which pairs are each other's best, again among those that are left, until no pair is left."""
    found = [np.empty(0, dtype=np.int64)]
    left = np.lexsort((j, i, -share))
    while len(left):
        best = left[_firsts(i[left]) & _firsts(j[left])]
        found.append(best)
        left = left[~np.isin(i[left], i[best]) & ~np.isin(j[left], j[best])]
    return np.concatenate(found)


def _firsts(rows: Rows) -> npt.NDArray[np.bool_]:
    out = np.zeros(len(rows), dtype=bool)
    out[np.unique(rows, return_index=True)[1]] = True
    return out


def _share(common: Any, together: Any) -> Floats:
    return np.asarray(np.divide(common, together, out=np.zeros_like(common), where=together > 0), dtype=np.float64)
