"""The kilometre grid 公里网: whole kilometres of a 3-degree Gauss-Krüger zone, drawn where they lie in the frame.

The grid is for reading coordinates off the map; nothing is measured in it.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Floats, Frame, gauss_kruger, projection, unprojection
from geo.sheet.graticule import Net, Tick, ends_on
from geo.sheet.window import Window

_STEPS_M: Final = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
_NODES: Final = 24


def kilometre_grid(window: Window, frame: Frame, *, spacing_mm: float) -> Net:
    """Lines of whole easting and northing at the smallest round step that keeps them `spacing_mm` apart on paper."""
    corners = shapely.get_coordinates(shapely.segmentize(window.outline.exterior, 20.0))
    lonlat = frame.lonlat(window.metres(corners))
    code, meridian = gauss_kruger(float(lonlat[:, 0].mean()))
    ground = projection(code)(lonlat)
    step = next((s for s in _STEPS_M if s * 1000 / window.scale >= spacing_mm), _STEPS_M[-1])
    (west, south), (east, north) = ground.min(axis=0), ground.max(axis=0)
    lines: list[Any] = []
    ticks: list[Tick] = []
    for axis, low, high in ((0, west, east), (1, south, north)):
        across = np.linspace(*((south, north) if axis == 0 else (west, east)), _NODES)
        for value in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step:
            at = np.full(_NODES, value)
            xy = np.column_stack([at, across] if axis == 0 else [across, at])
            line = _drawn(xy, code, window, frame)
            if line.is_empty:
                continue
            lines.extend(shapely.get_parts(line))
            edges = ("top", "bottom") if axis == 0 else ("left", "right")
            ticks += ends_on(line, window, edges, f"{value / 1000:g}")
    return Net("kilometre", tuple(lines), tuple(ticks), meridian, step, code)


def _drawn(xy: Floats, code: int, window: Window, frame: Frame) -> Any:
    line = shapely.linestrings(window.mm(frame.xy(unprojection(code)(xy))))
    return shapely.clip_by_rect(line, *window.bounds)
