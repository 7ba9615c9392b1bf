"""Differences between two layouts, feature by feature."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.compare.alignment import OUTLINE, PARTS, Mask, Places, alike, places, values_of
from geo.crs import Frame, Geometries
from geo.measure import area_m2
from geo.model import LIST_COLUMNS, Layout, Text


class Change(StrEnum):
    """What became of a feature from one layout to the other."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RETITLED = "retitled"


TITLES: Final = {
    Change.ADDED: Text("新增", "added"),
    Change.REMOVED: Text("删除", "removed"),
    Change.MOVED: Text("边界改变", "outline changed"),
    Change.RETITLED: Text("属性改变", "properties changed"),
}


@dataclass(frozen=True)
class Value:
    """A property that differs: what it was and what it is; None, or () for a list, where it says nothing."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """One feature that differs: `moved` where its outline does, `retitled` where only properties do.

    `values` are the properties that differ, of a feature on one side only all that say something; `before` and
    `after` are the outlines in the frame, None where the feature or its outline is missing; areas are ellipsoidal,
    in m².
    """

    id: str
    kind: str
    name: str
    change: Change
    values: tuple[Value, ...]
    before: shapely.Geometry | None
    after: shapely.Geometry | None
    before_m2: float
    after_m2: float

    @property
    def columns(self) -> tuple[str, ...]:
        """The properties that differ in a feature that is on both sides."""
        one_sided = self.change in (Change.ADDED, Change.REMOVED)
        return () if one_sided else tuple(value.column for value in self.values)


def differences(before: Layout, after: Layout, frame: Frame) -> tuple[Difference, ...]:
    """What the later layout adds, removes and changes, ordered by kind of change and id."""
    old, new = before.features, after.features
    ids = pd.Index(old["id"]).union(pd.Index(new["id"]), sort=None)
    was, now = places(old, ids), places(new, ids)
    changes = np.full(len(ids), "", dtype=object)
    changes[was < 0], changes[now < 0] = Change.ADDED, Change.REMOVED
    both = np.flatnonzero((was >= 0) & (now >= 0))
    same = alike(old, was[both], new, now[both])
    outlines = same.pop(OUTLINE)
    changes[both] = np.where(outlines, np.where(_all(same, len(both)), "", Change.RETITLED), Change.MOVED)
    chosen = np.concatenate([np.flatnonzero(changes == change) for change in Change])
    values = _values(old, new, was, now, chosen)
    outline = [_shapes(table, rows[chosen], frame) for table, rows in ((old, was), (new, now))]
    areas = [area_m2(shapes).tolist() for shapes in outline]
    heads = [_latest(old, new, was[chosen], now[chosen], name) for name in ("kind", "name")]
    rows = zip(ids[chosen], *heads, changes[chosen], *outline, *areas, strict=True)
    return tuple(
        Difference(
            id, str(kind), str(name or id), Change(change), tuple(values.get(n, ())), shape, shape_now, m2, now_m2
        )
        for n, (id, kind, name, change, shape, shape_now, m2, now_m2) in enumerate(rows)
    )


def _all(same: dict[str, Mask], count: int) -> Mask:
    return np.asarray(np.logical_and.reduce([np.ones(count, dtype=np.bool_), *same.values()]))


def _values(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, was: Places, now: Places, chosen: Places
) -> dict[int, list[Value]]:
    """The properties that differ, by the place among those chosen; loops over them alone."""
    found: dict[int, list[Value]] = {}
    for part in PARTS:
        if part == OUTLINE:
            continue
        nothing = () if part in LIST_COLUMNS else None
        sides = [_side(table, rows[chosen], part, nothing) for table, rows in ((old, was), (new, now))]
        for n in np.flatnonzero(np.asarray(sides[0] != sides[1], dtype=np.bool_)).tolist():
            found.setdefault(n, []).append(Value(part, sides[0][n], sides[1][n]))
    return found


def _side(table: gpd.GeoDataFrame, rows: Places, part: str, nothing: Any) -> Geometries:
    """A column in those rows, with one word for what says nothing: also where there is no row."""
    out = np.empty(len(rows), dtype=object)
    out[:] = [nothing] * len(rows)
    here = rows >= 0
    out[here] = values_of(table, part).astype(object)[rows[here]]
    silent = np.asarray(out != out, dtype=np.bool_)  # NaN is not itself
    out[silent] = None
    return out


def _latest(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, was: Places, now: Places, name: str) -> Geometries:
    return np.where(now >= 0, _side(new, now, name, None), _side(old, was, name, None))


def _shapes(table: gpd.GeoDataFrame, rows: Places, frame: Frame) -> Geometries:
    return frame.project(_side(table, rows, OUTLINE, None))
