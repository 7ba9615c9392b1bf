"""Furniture of a map: scale bar 比例尺, north arrow 指北针."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from geo.crs import Frame
from geo.sheet import symbols
from geo.sheet.drawing import Drawing, Style
from geo.sheet.window import Window

_SEGMENTS: Final = {1: 5, 2: 4, 5: 5}
_NORTH_STEP_M: Final = 1000.0
_ARROW_WEIGHT_MM: Final = 11.0
_NAME_PT: Final = 5.0
_PT_MM: Final = 0.352778


@dataclass(frozen=True)
class ScaleBar:
    """A bar of `length_m` on the ground, `length_mm` on paper, cut in equal parts with a number at each cut."""

    length_m: float
    length_mm: float
    ticks: tuple[str, ...]
    unit: str
    svg: str


def scale_bar(scale: int, longest_mm: float, height_mm: float) -> ScaleBar:
    """The longest bar of 1, 2 or 5 times a power of ten metres within `longest_mm`."""
    longest_m = longest_mm * scale / 1000
    power = 10.0 ** np.floor(np.log10(longest_m))
    lead = next(n for n in (5, 2, 1) if n * power <= longest_m)
    length_m, parts = float(lead * power), _SEGMENTS[lead]
    length_mm = length_m * 1000 / scale
    unit, per_unit = ("km", 1000.0) if length_m >= 1000 else ("m", 1.0)
    ticks = tuple(f"{length_m * i / parts / per_unit:g}" for i in range(parts + 1))
    drawing = Drawing(length_mm, height_mm, height_mm / 1.6)
    outline = Style(stroke=symbols.INK, width_mm=0.15)
    cuts = np.linspace(0, length_mm, parts + 1)
    for i in range(parts):
        top = 0.0 if i % 2 == 0 else height_mm / 2
        drawing.add(shapely.box(cuts[i], top, cuts[i + 1], top + height_mm / 2), Style(fill=symbols.INK))
    drawing.add(shapely.box(0, 0, length_mm, height_mm), outline)
    return ScaleBar(length_m, length_mm, ticks, unit, drawing.svg())


def north_deg(window: Window, frame: Frame) -> float:
    """The direction of true north at the middle of the map, in degrees clockwise from the top of the sheet."""
    middle = np.array([window.middle_m])
    lonlat = frame.lonlat(middle)
    ahead = frame.xy(lonlat + np.array([[0.0, _NORTH_STEP_M / 111_000]]))
    east, north = (ahead - middle)[0]
    return float(np.degrees(np.arctan2(east, north)))


def north_arrow(size_mm: float, turn_deg: float) -> str:
    """A two-tone needle in a square of `size_mm`, turned clockwise."""
    half = size_mm / 2
    left = shapely.Polygon([(0, -0.96), (-0.42, 0.9), (0, 0.52)])
    right = shapely.Polygon([(0, -0.96), (0.42, 0.9), (0, 0.52)])
    drawing = Drawing(size_mm, size_mm, size_mm / _ARROW_WEIGHT_MM)
    turn = np.radians(turn_deg)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    for part, fill in ((left, symbols.INK), (right, "#ffffff")):
        shape = shapely.transform(part, lambda xy: xy @ spin * half + half)
        drawing.add(shape, Style(fill=fill, stroke=symbols.INK, width_mm=0.15))
    return drawing.svg()
