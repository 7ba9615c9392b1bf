"""What a sheet is about: a layout's features in the frame, cleaned for drawing, with keys and areas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geo.crs import Floats, Frame, Geometries
from geo.errors import InputError
from geo.measure import area_m2, km2
from geo.model import Kind, Layout
from geo.sheet.layers import Borders
from geo.sheet.words import clean

_KEY: Final = re.compile(r"[A-Za-z]{1,3}0*([1-9]\d{0,3})")


@dataclass(frozen=True)
class GroupRow:
    """One development group as the sheet's table shows it; `area_km2` is None where it has no outline."""

    key: str
    name: str
    park: str
    location_class: str
    modes: tuple[str, ...]
    area_km2: float | None


@dataclass(frozen=True)
class Plan:
    """A layout's features ready to draw: `shapes` in the frame's metres, row for row with `kinds` and `table`."""

    kinds: Sequence[str]
    ids: Sequence[str]
    shapes: Geometries
    areas_m2: Floats
    names: Sequence[str]
    groups: tuple[GroupRow, ...]
    table: pd.DataFrame

    @staticmethod
    def of(layout: Layout, frame: Frame) -> Plan:
        """Project a layout and repair what cannot be drawn as it stands; a check says what was wrong with it.

        Raises:
            InputError: no feature has an outline.
        """
        table = layout.features
        shapes = drawable(frame.project(_finite(np.asarray(table.geometry.values, dtype=object))))
        if not len(table) or bool(np.all(shapely.is_missing(shapes))):
            raise InputError("布局中没有可绘制的要素", "the layout has no feature that can be drawn", where=layout.id)
        area = area_m2(shapes)
        is_group = np.asarray(table["kind"] == Kind.GROUP, dtype=bool)
        rows = table[is_group].to_dict("records")
        keys = group_keys([str(r["id"]) for r in rows])
        groups = tuple(
            GroupRow(
                key, clean(r["name"]) or clean(r["id"]), clean(r["park"]), clean(r["class"]),
                tuple(map(clean, r["modes"] or ())), None if missing else km2(a),
            )
            for key, r, a, missing in zip(
                keys, rows, area[is_group], shapely.is_missing(shapes[is_group]), strict=True
            )
        )  # fmt: skip
        ids = [str(i) for i in table["id"]]
        names = [clean(n) or clean(i) for n, i in zip(table["name"], ids, strict=True)]
        return Plan([str(k) for k in table["kind"]], ids, shapes, area, names, groups, table)

    def of_kind(self, *kinds: str) -> Geometries:
        """The shapes of some kinds, missing ones left out."""
        chosen = self.shapes[np.isin(np.asarray(self.kinds, dtype=object), kinds)]
        return np.asarray(chosen[~shapely.is_missing(chosen)], dtype=object)

    def features_of(self, kind: str) -> list[tuple[str, Any]]:
        """Name and shape of each feature of a kind that has a shape."""
        rows = zip(self.kinds, self.names, self.shapes, strict=True)
        return [(name, shape) for k, name, shape in rows if k == kind and shape is not None]

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Where each feature stands, by id."""
        return {id: n for n, id in enumerate(self.ids)}

    @cached_property
    def group_rows(self) -> Sequence[int]:
        """Where the groups stand, row for row with `groups`."""
        return np.flatnonzero(np.asarray(self.kinds, dtype=object) == Kind.GROUP).tolist()

    @cached_property
    def group_shapes(self) -> Geometries:
        """The groups' shapes, row for row with `groups`."""
        return np.asarray(self.shapes[np.asarray(self.kinds, dtype=object) == Kind.GROUP], dtype=object)

    @cached_property
    def zone_lines(self) -> Geometries:
        """The borders of the zones, those between two and those of one, each drawn once."""
        borders = Borders.of(self.of_kind(Kind.ZONE))
        lines = np.array([borders.inner, borders.outer], dtype=object)
        return np.asarray(lines[~shapely.is_empty(lines)], dtype=object)

    def count(self, kind: str) -> int:
        """How many features of a kind there are, drawn or not."""
        return sum(k == kind for k in self.kinds)

    def total_km2(self, kind: str) -> float:
        """The areas of a kind added up."""
        return km2(self.areas_m2[np.asarray(self.kinds, dtype=object) == kind].sum())

    @property
    def bounds_m(self) -> Floats:
        """The box that the map must show: everything but the zones, or the zones where there is nothing else."""
        subject = self.of_kind(*(k.value for k in Kind if k is not Kind.ZONE))
        shown = subject if len(subject) else self.shapes[~shapely.is_missing(self.shapes)]
        return np.asarray(shapely.total_bounds(shown), dtype=np.float64)


def group_keys(ids: Sequence[str]) -> list[str]:
    """The number by which map and table name each group: the id's own (G07 is 7), or 1, 2, 3 where ids have none."""
    found = [_KEY.fullmatch(i) for i in ids]
    numbers = [m.group(1) for m in found if m is not None]
    if len(numbers) == len(ids) and len(set(numbers)) == len(ids):
        return numbers
    return [str(i + 1) for i in range(len(ids))]


def _finite(geometry: Geometries) -> Geometries:
    """Without geometries that hold NaN or infinity, which no projection can place."""
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    wrong = np.unique(owner[~np.isfinite(coordinates).all(axis=1) | (np.abs(coordinates) > 180).any(axis=1)])
    kept = geometry.copy()
    kept[wrong] = None
    return kept


def drawable(shapes: Geometries) -> Geometries:
    """Valid areas and lines; empty or unplaceable ones become missing."""
    out = shapes.copy()
    bad = ~shapely.is_missing(out) & ~shapely.is_valid(out)
    out[bad] = shapely.make_valid(out[bad])
    corners: Any = shapely.bounds(out)
    out[shapely.is_empty(out) | ~np.isfinite(corners).all(axis=1)] = None
    return out
