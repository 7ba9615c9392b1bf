"""The map window: which ground a sheet shows, and at which scale. Frame metres to millimetres on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.errors import InputError
from geo.sheet.paper import Box

LARGEST_SCALE: Final = 100
SMALLEST_SCALE: Final = 5_000_000
"""Scales, as denominators, that a sheet can be drawn at; the frame's own scale error stays under 1e-3."""

_MM_PER_M: Final = 1000.0


@dataclass(frozen=True)
class Window:
    """The neat line's box on the sheet, the scale's denominator, and the frame coordinates of its middle in m."""

    box: Box
    scale: int
    middle_m: tuple[float, float]

    def mm(self, xy: Floats) -> Floats:
        """(n, 2) frame metres to millimetres from the window's top left, y downwards."""
        offset = (xy - np.array(self.middle_m)) * (_MM_PER_M / self.scale)
        return np.column_stack([self.box.width / 2 + offset[:, 0], self.box.height / 2 - offset[:, 1]])

    def metres(self, mm: Floats) -> Floats:
        """The inverse of `mm`."""
        offset = np.column_stack([mm[:, 0] - self.box.width / 2, self.box.height / 2 - mm[:, 1]])
        return np.asarray(offset * (self.scale / _MM_PER_M) + np.array(self.middle_m))

    def project(self, geometry: Geometries) -> Geometries:
        """Geometries in the frame to the window's millimetres."""
        return np.asarray(shapely.transform(geometry, self.mm), dtype=object)

    @property
    def outline(self) -> Any:
        """The window as a polygon in its own millimetres."""
        return shapely.box(0, 0, self.box.width, self.box.height)

    @property
    def ground(self) -> Any:
        """The window as a polygon in the frame."""
        return shapely.polygons(self.metres(shapely.get_coordinates(self.outline)))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The window's own corners in millimetres."""
        return 0.0, 0.0, self.box.width, self.box.height


def fit(bounds_m: Floats, ground_m: Floats, box: Box, *, scale: int | None, padding_mm: float) -> Window:
    """A window that shows all of `bounds_m` (minx, miny, maxx, maxy in the frame).

    Its middle is the middle of these bounds, moved so that as much as possible of the ground around them shows.
    `scale=None` takes the largest round scale (1, 2, 2.5 or 5 times a power of ten) at which the bounds fit.

    Raises:
        InputError: the scale is out of range, or the bounds do not fit at it.
    """
    if scale is not None and not LARGEST_SCALE <= scale <= SMALLEST_SCALE:
        raise InputError(
            f"比例尺 1:{scale} 超出可用范围 1:{LARGEST_SCALE} 至 1:{SMALLEST_SCALE}",
            f"the scale 1:{scale} is outside the range of 1:{LARGEST_SCALE} to 1:{SMALLEST_SCALE}",
        )
    needed = _denominator(bounds_m, box.inset(padding_mm))
    rounded = next((s for s in round_scales() if s >= needed), None)
    if rounded is None:
        raise InputError(
            f"要素范围过大，在 1:{SMALLEST_SCALE} 下也放不进图幅",
            f"the features spread so far that they do not fit on the sheet even at 1:{SMALLEST_SCALE}",
        )
    chosen = rounded if scale is None else scale
    if chosen < needed:
        raise InputError(
            f"在 1:{chosen} 下要素放不进图幅；可用的最大整数比例尺是 1:{rounded}，或换更大的纸张",
            f"the features do not fit on the sheet at 1:{chosen}; the largest round scale that fits is 1:{rounded}, "
            "or take a larger sheet",
        )
    sides = ((0, box.width), (1, box.height))
    x, y = (
        _middle(bounds_m[axis::2], ground_m[axis::2], side * chosen / _MM_PER_M, padding_mm * chosen / _MM_PER_M)
        for axis, side in sides
    )
    return Window(box, chosen, (x, y))


def _middle(bounds_m: Floats, ground_m: Floats, room_m: float, padding_m: float) -> float:
    """The middle of the window along one axis: all of the bounds and as much ground as there is room for."""
    low, high = min(bounds_m[0], ground_m[0]), max(bounds_m[1], ground_m[1])
    if high - low <= room_m:
        return float(low + high) / 2
    middle = np.clip((bounds_m[0] + bounds_m[1]) / 2, low + room_m / 2, high - room_m / 2)
    return float(np.clip(middle, bounds_m[1] + padding_m - room_m / 2, bounds_m[0] - padding_m + room_m / 2))


def round_scales() -> Iterator[int]:
    """Denominators 100, 200, 250, 500, 1000 and so on up to the smallest scale."""
    power = LARGEST_SCALE
    while power <= SMALLEST_SCALE:
        yield from (s for s in (power, 2 * power, 5 * power // 2, 5 * power) if s <= SMALLEST_SCALE)
        power *= 10


def _denominator(bounds_m: Floats, room: Box) -> float:
    """The exact scale at which the bounds just fill the room."""
    west, south, east, north = bounds_m.tolist()
    return float(max((east - west) * _MM_PER_M / room.width, (north - south) * _MM_PER_M / room.height))
