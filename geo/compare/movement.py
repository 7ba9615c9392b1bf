"""How much ground moved from which class of which park to which other: a matrix that adds up to the totals.

Each kind is counted by itself, for kinds lie on top of each other. The ground of features that are alike on both sides
stays where it is. Where two changed features of a kind overlap on one side, the first by id has the overlap, so that
no ground is counted twice; what a changed feature does not take from or give to another of its kind is newly covered,
or no longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.compare.alignment import OUTLINE, Mask, Places, alike, drawable, places, values_of
from geo.crs import Frame, Geometries
from geo.measure import area_m2
from geo.model import Kind, Layout

_Integers = npt.NDArray[np.int64]
_KINDS: Final = {kind.value: n for n, kind in enumerate(Kind)}
_NOISE_M2: Final = 1e-3
"""Overlays of large outlines are this uncertain: less ground did not move."""


class Cell(NamedTuple):
    """Where ground is counted: a kind, and the park and the class of its features where they have one."""

    kind: str
    park: str | None
    location_class: str | None


class Flow(NamedTuple):
    """Ground that goes from one cell to another of its kind, in ellipsoidal m²; None: covered by none of the kind."""

    before: Cell | None
    after: Cell | None
    area_m2: float


class Total(NamedTuple):
    """The ground of a cell before and after, in ellipsoidal m²."""

    cell: Cell
    before_m2: float
    after_m2: float


@dataclass(frozen=True)
class Areas:
    """Every flow of ground, that which stays in its cell too, and what they add up to, in the order of kinds."""

    flows: tuple[Flow, ...]

    @property
    def totals(self) -> tuple[Total, ...]:
        """The sums of the flows out of each cell, and into it."""
        sums: dict[Cell, list[float]] = {}
        for before, after, area in self.flows:
            for side, cell in enumerate((before, after)):
                if cell is not None:
                    sums.setdefault(cell, [0.0, 0.0])[side] += area
        return tuple(Total(cell, *sums[cell]) for cell in sorted(sums, key=_order))


class _Ground(NamedTuple):
    """Areas of one side: their outlines in the frame, the numbers of their kinds, and those of their cells."""

    shapes: Geometries
    kinds: _Integers
    cells: _Integers


def moved_areas(before: Layout, after: Layout, frame: Frame) -> Areas:
    """The flows of ground from one layout to another."""
    old, new = before.features, after.features
    numbers = _Numbers()
    sides = [_ground(table, frame, numbers) for table in (old, new)]
    stays = [_stays(old, new), _stays(new, old)]
    kept = _drawn(sides[0], stays[0])
    was, now = (_carved(_drawn(side, ~same)) for side, same in zip(sides, stays, strict=True))
    table = pd.concat([_flows(kept.cells, kept.cells, area_m2(kept.shapes)), _overlaid(was, now)])
    return Areas(_summed(table, numbers.cells))


class _Numbers:
    """Numbers for cells and kinds, as they come: the same on both sides."""

    def __init__(self) -> None:
        self.cells: dict[Cell, int] = {}
        self._kinds: dict[Any, int] = {}

    def of(self, table: gpd.GeoDataFrame) -> tuple[_Integers, _Integers]:
        """The kind and the cell of every row. A park lies in itself."""
        parks = table["park"].where(table["kind"] != Kind.PARK.value, table["park"].fillna(table["name"]))
        kinds = table["kind"].tolist()
        rows = zip(kinds, parks.tolist(), table["class"].tolist(), strict=True)
        cells = [Cell(kind, park or None, name or None) for kind, park, name in rows]
        numbers = [self.cells.setdefault(cell, len(self.cells)) for cell in cells]
        return (
            np.array([self._kinds.setdefault(kind, len(self._kinds)) for kind in kinds], dtype=np.int64),
            np.array(numbers, dtype=np.int64),
        )


def _ground(table: gpd.GeoDataFrame, frame: Frame, numbers: _Numbers) -> _Ground:
    shapes = drawable(frame.project(values_of(table, OUTLINE)))
    shapes[shapely.get_dimensions(shapes) < 2] = None
    return _Ground(shapes, *numbers.of(table))


def _stays(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> Mask:
    """Which rows have their like in the other table, as far as ground and its cell go."""
    partners = places(other, pd.Index(one["id"]))
    rows = np.flatnonzero(partners >= 0)
    same = alike(one, rows, other, partners[rows])
    out = np.zeros(len(one), dtype=np.bool_)
    out[rows] = same[OUTLINE] & same["kind"] & same["park"] & same["class"] & same["name"]
    return out


def _drawn(ground: _Ground, rows: Mask) -> _Ground:
    """Those rows that cover ground."""
    chosen = rows & ~shapely.is_missing(ground.shapes)
    return _Ground(ground.shapes[chosen], ground.kinds[chosen], ground.cells[chosen])


def _carved(ground: _Ground) -> _Ground:
    """The ground with every overlap within a kind left to the first of those that claim it."""
    first, second = _meeting(ground, ground)
    first, second = first[first < second], second[first < second]
    overlaps = area_m2(shapely.intersection(ground.shapes[first], ground.shapes[second])) > _NOISE_M2
    first, second = first[overlaps], second[overlaps]
    shapes = ground.shapes.copy()
    if len(second):
        order = np.argsort(second, kind="stable")
        rows, starts = np.unique(second[order], return_index=True)
        claims = [shapely.union_all(group) for group in np.split(ground.shapes[first[order]], starts[1:])]
        shapes[rows] = shapely.difference(shapes[rows], claims)
    return ground._replace(shapes=shapes)


def _meeting(one: _Ground, other: _Ground) -> tuple[Places, Places]:
    """Pairs of rows of the same kind whose outlines meet."""
    rows, others = shapely.STRtree(other.shapes).query(one.shapes, predicate="intersects")
    same = one.kinds[rows] == other.kinds[others]
    return rows[same], others[same]


def _overlaid(was: _Ground, now: _Ground) -> pd.DataFrame:
    """What goes from the ground of one side to that of the other, by cells; -1 where there is none."""
    rows, others = _meeting(was, now)
    shared = area_m2(shapely.intersection(was.shapes[rows], now.shapes[others]))
    gone = area_m2(was.shapes) - np.bincount(rows, shared, minlength=len(was.cells))
    come = area_m2(now.shapes) - np.bincount(others, shared, minlength=len(now.cells))
    nowhere = [np.full(len(side.cells), -1, dtype=np.int64) for side in (was, now)]
    return _flows(
        np.concatenate([was.cells[rows], was.cells, nowhere[1]]),
        np.concatenate([now.cells[others], nowhere[0], now.cells]),
        np.concatenate([shared, gone, come]),
    )


def _flows(before: _Integers, after: _Integers, areas: npt.NDArray[np.float64]) -> pd.DataFrame:
    return pd.DataFrame({"before": before, "after": after, "area": areas})


def _summed(table: pd.DataFrame, cells: dict[Cell, int]) -> tuple[Flow, ...]:
    known: dict[int, Cell | None] = {number: cell for cell, number in cells.items()}
    known[-1] = None
    sums = table.groupby(["before", "after"])["area"].sum()
    found = [
        Flow(known[before], known[after], area)
        for (before, after), area in zip(sums.index.tolist(), sums.tolist(), strict=True)
        if area > _NOISE_M2
    ]
    return tuple(sorted(found, key=lambda flow: (_order(flow.before or flow.after), _order(flow.after))))


def _order(cell: Cell | None) -> tuple[int, str, str]:
    """Kinds in their order, then by park and class; what lies nowhere last."""
    if cell is None:
        return len(_KINDS) + 1, "", ""
    return _KINDS.get(cell.kind, len(_KINDS)), f"{cell.park or ''}\0{cell.kind}", cell.location_class or ""
