"""The graticule 经纬网: meridians and parallels as projected curves, and where they meet the neat line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Floats, Frame, projection, unprojection
from geo.sheet.window import Window

_STEPS_ARCSEC: Final = (
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 18000, 36000, 54000, 108000,
)  # fmt: skip
_NODE_SPACING_MM: Final = 2.0
_EDGE_MM: Final = 1e-6


@dataclass(frozen=True)
class Tick:
    """A label on the neat line: text, the edge ("top", "bottom", "left", "right"), and how far along it in mm."""

    text: str
    edge: str
    at_mm: float


@dataclass(frozen=True)
class Net:
    """A net of lines over the map, in the window's millimetres, and its labels.

    `kind` is "graticule" or "kilometre"; a kilometre grid has the central meridian of its zone in degrees,
    and the EPSG `code` of the zone. `step` is in seconds of arc or in metres.
    """

    kind: str
    lines: tuple[Any, ...]
    ticks: tuple[Tick, ...]
    meridian_deg: int | None = None
    step: float = 0.0
    code: int = 0

    def node(self, lonlat: Floats) -> Floats:
        """The crossings of the net's own lines that are nearest to (n, 2) degrees, in degrees."""
        if self.kind == "graticule":
            return np.asarray(np.round(lonlat * 3600 / self.step) * self.step / 3600)
        return unprojection(self.code)(np.round(projection(self.code)(lonlat) / self.step) * self.step)


def graticule(window: Window, frame: Frame, *, spacing_mm: float) -> Net:
    """Meridians and parallels at the smallest round step that keeps them `spacing_mm` apart on paper."""
    rim = shapely.get_coordinates(shapely.segmentize(window.outline.exterior, 5.0))
    lonlat = frame.lonlat(window.metres(rim))
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    step = _step(window, max(abs(south), abs(north)), spacing_mm)
    lines: list[Any] = []
    ticks: list[Tick] = []
    for value in _multiples(west, east, step):
        _add(
            window,
            frame,
            _meridian(value, south, north, window),
            label(value, "W"),
            ("top", "bottom"),
            lines,
            ticks,
        )
    for value in _multiples(south, north, step):
        _add(
            window,
            frame,
            _parallel(value, west, east, window),
            label(value, "S"),
            ("left", "right"),
            lines,
            ticks,
        )
    return Net("graticule", tuple(lines), tuple(ticks), step=step)


def label(arcsec: int, negative: str) -> str:
    """Seconds of arc as degrees, minutes and, where they are not zero, seconds; north and east carry no letter."""
    degrees, rest = divmod(abs(arcsec), 3600)
    minutes, seconds = divmod(rest, 60)
    tail = f"{seconds:02d}″" if seconds else ""
    return f"{degrees}°{minutes:02d}′{tail}{negative if arcsec < 0 else ''}"


def _step(window: Window, lat_deg: float, spacing_mm: float) -> int:
    mm_per_arcsec = 111_000_000 / 3600 / window.scale * max(np.cos(np.radians(min(lat_deg, 85.0))), 0.05)
    return next((s for s in _STEPS_ARCSEC if s * mm_per_arcsec >= spacing_mm), _STEPS_ARCSEC[-1])


def _multiples(low_deg: float, high_deg: float, step: int) -> range:
    first = int(np.ceil(low_deg * 3600 / step)) * step
    return range(first, int(np.floor(high_deg * 3600)) + 1, step)


def _nodes(low_deg: float, high_deg: float, window: Window) -> Floats:
    count = int((high_deg - low_deg) * 111_000_000 / window.scale / _NODE_SPACING_MM) + 2
    return np.linspace(low_deg, high_deg, min(count, 5000))


def _meridian(arcsec: int, south: float, north: float, window: Window) -> Floats:
    lat = _nodes(south - 0.01, north + 0.01, window)
    return np.column_stack([np.full(len(lat), arcsec / 3600), lat])


def _parallel(arcsec: int, west: float, east: float, window: Window) -> Floats:
    lon = _nodes(west - 0.01, east + 0.01, window)
    return np.column_stack([lon, np.full(len(lon), arcsec / 3600)])


def _add(
    window: Window,
    frame: Frame,
    lonlat: Floats,
    text: str,
    edges: tuple[str, str],
    lines: list[Any],
    ticks: list[Tick],
) -> None:
    """Clip one curve to the window and note where it leaves through the two edges that carry its label."""
    line: Any = shapely.clip_by_rect(shapely.linestrings(window.mm(frame.xy(lonlat))), *window.bounds)
    if line.is_empty:
        return
    lines.extend(shapely.get_parts(line))
    ticks += ends_on(line, window, edges, text)


def ends_on(line: Any, window: Window, edges: tuple[str, str], text: str) -> list[Tick]:
    """Labels where a clipped line, or each of its parts, ends on those edges of the window."""
    limits = {
        "top": (1, 0.0),
        "bottom": (1, window.box.height),
        "left": (0, 0.0),
        "right": (0, window.box.width),
    }
    found = []
    for part in shapely.get_parts(line):
        for x, y in shapely.get_coordinates(part)[[0, -1]]:
            for edge in edges:
                axis, limit = limits[edge]
                if abs((x, y)[axis] - limit) < _EDGE_MM:
                    found.append(Tick(text, edge, float((x, y)[1 - axis])))
    return found
