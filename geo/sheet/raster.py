"""A raster under the labels: how much of a box lies over areas or lines, for thousands of boxes at once.

Boxes are summed from an integral image (Crow, Summed-area tables for texture mapping, SIGGRAPH 1984), so that a
box costs four look-ups whatever lies under it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Geometries

Flags = npt.NDArray[np.bool_]

_POLYGON: Final = 3


@dataclass(frozen=True)
class Raster:
    """Cells of `cell_mm` from (`west`, `north`) on, y downwards; `sums` counts the covered ones up to each corner."""

    west: float
    north: float
    cell_mm: float
    covered: Flags
    sums: npt.NDArray[np.int32]

    @staticmethod
    def of(shapes: Geometries, bounds: tuple[float, float, float, float], cell_mm: float) -> Raster:
        """Cells whose middle lies in a polygon, or that a line or outline of the shapes passes, within the bounds."""
        west, north, east, south = bounds
        rows, columns = (max(int(np.ceil(side / cell_mm)), 1) for side in (south - north, east - west))
        parts = shapely.get_parts(shapely.get_parts(np.asarray(shapes, dtype=object)))
        origin = np.array([west, north])
        is_area = shapely.get_type_id(parts) == _POLYGON
        covered = _filled(parts[is_area], origin, cell_mm, rows, columns)
        _trace(parts[~is_area], origin, cell_mm, covered)
        sums = np.zeros((rows + 1, columns + 1), dtype=np.int32)
        np.cumsum(np.cumsum(covered, axis=1, dtype=np.int32), axis=0, out=sums[1:, 1:])
        return Raster(west, north, cell_mm, covered, sums)

    def under(self, boxes: Floats, *, outward: bool = True) -> Floats:
        """How many mm² of covered cells lie under (n, 4) boxes; `outward` counts every cell that a box touches."""
        (left, top), (right, bottom) = self._corners(boxes, outward)
        s = self.sums
        found = s[bottom, right] - s[top, right] - s[bottom, left] + s[top, left]
        return np.asarray(found * self.cell_mm**2, dtype=np.float64)

    def share(self, boxes: Floats) -> Floats:
        """Which share of each box's cells is covered; cells outside of the raster are not."""
        low, high = ((side - self._origin) / self.cell_mm for side in (boxes[:, :2], boxes[:, 2:]))
        across, down = (np.ceil(high) - np.floor(low)).T
        return np.asarray(self.under(boxes) / self.cell_mm**2 / np.maximum(across * down, 1.0))

    def at(self, xy: Floats) -> Flags:
        """Whether points of any leading shape lie in covered cells."""
        column, row = np.moveaxis(np.floor((xy - self._origin) / self.cell_mm).astype(np.intp), -1, 0)
        rows, columns = self.covered.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        return np.asarray(inside & self.covered[row.clip(0, rows - 1), column.clip(0, columns - 1)])

    @property
    def _origin(self) -> Floats:
        return np.array([self.west, self.north])

    def _corners(self, boxes: Floats, outward: bool) -> Any:
        rows, columns = self.covered.shape
        low, high = ((part - self._origin) / self.cell_mm for part in (boxes[:, :2], boxes[:, 2:]))
        low, high = (np.floor(low), np.ceil(high)) if outward else (np.rint(low), np.rint(high))
        limit = np.array([columns, rows])
        return (tuple(side.clip(0, limit).astype(np.intp).T) for side in (low, high))


def _filled(polygons: Geometries, origin: Floats, cell_mm: float, rows: int, columns: int) -> Flags:
    """A scanline fill of all polygons at once: rings wind, so that holes stay open and overlaps do not cancel out."""
    change = np.zeros((rows, columns + 1), dtype=np.int32)
    rings = shapely.get_rings(shapely.orient_polygons(polygons))
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    xy = (xy - origin) / cell_mm - 0.5
    a, b = xy[:-1][owner[1:] == owner[:-1]], xy[1:][owner[1:] == owner[:-1]]
    first, last = (np.ceil(np.stack([a[:, 1], b[:, 1]])).clip(0, rows)).astype(np.intp)
    sign = np.where(first < last, 1, -1)
    low, count = np.minimum(first, last), np.abs(last - first)
    edge = np.repeat(np.arange(len(a)), count)
    row = low[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    slope = (b[edge, 0] - a[edge, 0]) / (b[edge, 1] - a[edge, 1])
    column = np.ceil(a[edge, 0] + (row - a[edge, 1]) * slope).clip(0, columns).astype(np.intp)
    np.add.at(change, (row, column), sign[edge])
    return np.asarray(np.cumsum(change, axis=1)[:, :columns] != 0)


def _trace(lines: Geometries, origin: Floats, cell_mm: float, covered: Flags) -> None:
    """Mark the cells that lines pass, by points half a cell apart; a line without length hides nothing."""
    points = shapely.get_coordinates(shapely.segmentize(lines[shapely.length(lines) > 0], cell_mm / 2))
    column, row = np.floor((points - origin) / cell_mm).astype(np.intp).T
    inside = (row >= 0) & (row < covered.shape[0]) & (column >= 0) & (column < covered.shape[1])
    covered[row[inside], column[inside]] = True
