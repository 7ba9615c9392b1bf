"""Differences between two layouts, feature by feature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import Frame, Geometries
from geo.measure import area_m2
from geo.model import COLUMNS, Layout, Text


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
class Difference:
    """One feature that differs: `moved` where its outline does, `retitled` where only properties do.

    `columns` are the properties that differ; `before` and `after` are the outlines in the frame, None where
    the feature or its outline is missing; areas are ellipsoidal, in m².
    """

    id: str
    kind: str
    name: str
    change: Change
    columns: tuple[str, ...]
    before: shapely.Geometry | None
    after: shapely.Geometry | None
    before_m2: float
    after_m2: float


def differences(before: Layout, after: Layout, frame: Frame) -> tuple[Difference, ...]:
    """What the later layout adds, removes and changes, ordered by kind of change and id."""
    old, new = before.features.set_index("id", drop=False), after.features.set_index("id", drop=False)
    removed, added = old.index.difference(new.index), new.index.difference(old.index)
    both = old.index.intersection(new.index)
    moved, columns = _changed(old.loc[both], new.loc[both])
    ids = [*added, *removed, *(i for i in both if i in moved), *(i for i in both if i in columns and i not in moved)]
    kinds = [Change.ADDED] * len(added) + [Change.REMOVED] * len(removed)
    kinds += [Change.MOVED] * len(moved) + [Change.RETITLED] * (len(ids) - len(kinds) - len(moved))
    was, now = _shapes(old, ids, frame), _shapes(new, ids, frame)
    was_m2, now_m2 = area_m2(was), area_m2(now)
    rows = [(new if i in new.index else old).loc[i] for i in ids]
    return tuple(
        Difference(
            i, str(row["kind"]), str(row["name"] or i), change, columns.get(i, ()), was[n], now[n],
            float(was_m2[n]), float(now_m2[n]),
        )
        for n, (i, change, row) in enumerate(zip(ids, kinds, rows, strict=True))
    )  # fmt: skip


def _changed(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Ids whose outline differs, and ids whose properties do with the names of these."""
    same = shapely.equals_identical(old.geometry.values, new.geometry.values) | (
        shapely.is_missing(old.geometry.values) & shapely.is_missing(new.geometry.values)
    )
    ids = [str(i) for i in old.index]
    moved = {i for i, equal in zip(ids, same, strict=True) if not equal}
    found: dict[str, list[str]] = {}
    for column in COLUMNS:
        a, b = old[column].to_numpy(), new[column].to_numpy()
        for n in np.flatnonzero([not _equal(x, y) for x, y in zip(a, b, strict=True)]):
            found.setdefault(ids[n], []).append(column)
    return moved, {i: tuple(names) for i, names in found.items()}


def _equal(a: object, b: object) -> bool:
    return a == b or (a != a and b != b)


def _shapes(table: gpd.GeoDataFrame, ids: Sequence[str], frame: Frame) -> Geometries:
    return frame.project(np.asarray(table.geometry.reindex(ids).values, dtype=object))
