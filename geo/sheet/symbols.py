"""Map symbols: colours with hatches on top, so that classes stay apart in black-and-white prints too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.rulebook.taxonomy import Taxonomy
from geo.sheet.drawing import Drawing, Style

INK: Final = "#1b1f24"
PARK_LINE: Final = "#a3162e"
ZONE_LINE: Final = "#6a3d9a"
GRATICULE_LINE: Final = "#4f8fb3"
DISTRICT_LINE: Final = "#77716a"
LEADER_LINE: Final = "#1b1f24"


@dataclass(frozen=True)
class Hatch:
    """Parallel strokes over a fill: angle in degrees from the x axis, spacing and width in mm on paper.

    `dots` breaks each stroke into round points; `crossed` adds a second set at a right angle.
    """

    angle_deg: float
    spacing_mm: float
    width_mm: float
    colour: str
    dots: bool = False
    crossed: bool = False


@dataclass(frozen=True)
class Symbol:
    """How an area is drawn: fill, hatch over it, outline."""

    fill: str
    outline: Style
    hatch: Hatch | None = None


def _thin(colour: str) -> Style:
    return Style(stroke=colour, width_mm=0.16)


_CLASS_SYMBOLS: Final = (
    Symbol("#f6b26b", _thin("#7f3f00"), Hatch(45, 1.0, 0.14, "#a85a10")),
    Symbol("#e58fb1", _thin("#7a1f49"), Hatch(45, 1.1, 0.13, "#9c2f63", crossed=True)),
    Symbol("#93c1e8", _thin("#1c4a7a"), Hatch(-45, 1.0, 0.14, "#2a669f")),
    Symbol("#b4d88b", _thin("#38621a"), Hatch(0, 0.95, 0.36, "#3f7a1c", dots=True)),
    Symbol("#c9b6e4", _thin("#4a2f7a"), Hatch(90, 1.0, 0.14, "#6443a0")),
    Symbol("#e6d27a", _thin("#6b5a00"), Hatch(0, 1.0, 0.14, "#857000")),
)
_SECTOR_SYMBOLS: Final = (
    Symbol("#8fbce6", _thin("#1c4a7a"), Hatch(45, 1.0, 0.14, "#2a669f")),
    Symbol("#a9d69a", _thin("#2f6320"), Hatch(0, 0.95, 0.36, "#3f7a1c", dots=True)),
    Symbol("#f3b27a", _thin("#7f3f00"), Hatch(-45, 1.0, 0.14, "#a85a10")),
    Symbol("#ead97c", _thin("#6b5a00"), Hatch(0, 1.0, 0.14, "#857000")),
    Symbol("#93d3c6", _thin("#0f5a4d"), Hatch(90, 1.0, 0.14, "#1c7a69")),
    Symbol("#c7aee0", _thin("#4a2f7a"), Hatch(45, 1.2, 0.13, "#6443a0", crossed=True)),
    Symbol("#eba3b8", _thin("#7a1f49"), Hatch(0, 1.2, 0.13, "#9c2f63", crossed=True)),
    Symbol("#cfc4b4", _thin("#5a4a35"), Hatch(45, 1.5, 0.55, "#6f5b40", dots=True)),
)
NO_CLASS: Final = Symbol("#cfcfcf", _thin("#444444"))
RESERVE: Final = Symbol("#fdf3bf", _thin("#8d7a2a"))
SMALL: Final = Symbol("#ffffff", _thin("#4b5560"), Hatch(90, 0.6, 0.1, "#4b5560"))
SPECIALTY: Final = Symbol("none", Style(stroke="#00796b", width_mm=0.3, dash_mm=(0.4, 0.5), cap="round"))
PARCEL: Final = Symbol("none", Style(stroke="#5d4037", width_mm=0.12))

PARK: Final = Style(stroke=PARK_LINE, width_mm=0.45)
ZONE: Final = Style(stroke=ZONE_LINE, width_mm=0.35, dash_mm=(2.2, 0.9))
DISTRICT: Final = Style(stroke=DISTRICT_LINE, width_mm=0.22, dash_mm=(2.4, 0.7, 0.35, 0.7))
CITY: Final = Style(stroke=INK, width_mm=0.4, dash_mm=(3.2, 0.8, 0.4, 0.8))
CITY_BAND: Final = Style(stroke="#d9c7e3", width_mm=2.6, opacity=0.75)
LAND: Final = Style(fill="#fffdf6")
ABROAD: Final = Style(fill="#f0f1ef")
GRATICULE: Final = Style(stroke=GRATICULE_LINE, width_mm=0.1)
SITE: Final = Style(fill=INK, stroke="#ffffff", width_mm=0.2)
LEADER: Final = Style(stroke=LEADER_LINE, width_mm=0.15)

PALE: Final = Symbol("#ebe9e3", _thin("#a39d92"))
PALE_LINE: Final = Style(stroke="#b3ada2", width_mm=0.12)
PALE_PARK: Final = Style(stroke="#8a847a", width_mm=0.3)
VEIL: Final = Style(fill="#ffffff", opacity=0.62)
ADDED: Final = Symbol("#9fd79a", _thin("#1d6b34"), Hatch(45, 0.9, 0.16, "#1d6b34"))
REMOVED: Final = Symbol("#f2a0a0", _thin("#a3162e"), Hatch(-45, 1.0, 0.16, "#a3162e", crossed=True))
RETITLED: Final = Symbol("#f7e0a3", _thin("#7a5a00"), Hatch(0, 0.95, 0.34, "#8d6c10", dots=True))
BEFORE: Final = Style(stroke="#a3162e", width_mm=0.3, dash_mm=(1.2, 0.7))
AFTER: Final = Style(stroke="#1d6b34", width_mm=0.35)
SHEET_FRAME: Final = Style(stroke="#2a669f", width_mm=0.35)

SEVERITY_SYMBOLS: Final = {
    "cannot_tell": Symbol("#dcdcdc", _thin("#555555"), Hatch(90, 1.2, 0.12, "#777777")),
    "waived": Symbol("#cfe3cf", _thin("#3f6b3f"), Hatch(0, 1.2, 0.13, "#3f6b3f")),
    "advice": Symbol("#bcd6ee", _thin("#1c4a7a"), Hatch(0, 0.95, 0.34, "#2a669f", dots=True)),
    "warning": Symbol("#f8cf86", _thin("#8a5200"), Hatch(45, 0.95, 0.15, "#a86a10")),
    "error": Symbol("#f08f8f", _thin("#a3162e"), Hatch(45, 1.0, 0.16, "#a3162e", crossed=True)),
}
"""Findings by what they weigh, from back to front."""

KIND_SYMBOLS: Final = {"reserve": RESERVE, "small": SMALL, "specialty": SPECIALTY, "parcel": PARCEL}


def class_symbols(classes: Sequence[str]) -> dict[str, Symbol]:
    """A symbol for each location class, in the rulebook's order; the set repeats when classes run out of it."""
    return {name: _CLASS_SYMBOLS[i % len(_CLASS_SYMBOLS)] for i, name in enumerate(classes)}


def sector_symbols(taxonomy: Taxonomy) -> dict[str, Symbol]:
    """A symbol for each sector of a taxonomy, in its order; the set repeats when sectors run out of it."""
    return {s.name: _SECTOR_SYMBOLS[i % len(_SECTOR_SYMBOLS)] for i, s in enumerate(taxonomy.sectors)}


def paint(drawing: Drawing, areas: Geometries, symbol: Symbol) -> None:
    """Draw areas with one symbol: fill, hatch, outline."""
    if symbol.fill != "none":
        drawing.add(areas, Style(fill=symbol.fill))
    if symbol.hatch is not None:
        _hatch(drawing, areas, symbol.hatch)
    drawing.add(areas, symbol.outline)


@lru_cache(maxsize=512)
def swatch(symbol: Symbol | Style, width_mm: float, height_mm: float, weight: float) -> str:
    """A small drawing of a symbol for the legend, at the line weight of the map."""
    drawing = Drawing(width_mm, height_mm, weight)
    if isinstance(symbol, Style):
        middle = shapely.linestrings([[0.3, height_mm / 2], [width_mm - 0.3, height_mm / 2]])
        drawing.add(middle, symbol)
    else:
        box = shapely.box(0.2, 0.2, width_mm - 0.2, height_mm - 0.2)
        paint(drawing, np.array([box], dtype=object), symbol)
    return drawing.svg()


def _hatch(drawing: Drawing, areas: Geometries, hatch: Hatch) -> None:
    shapes = areas[~(shapely.is_missing(areas) | shapely.is_empty(areas))]
    if not len(shapes):
        return
    style = Style(stroke=hatch.colour, width_mm=hatch.width_mm)
    if hatch.dots:
        style = Style(stroke=hatch.colour, width_mm=hatch.width_mm, dash_mm=(0.0, hatch.spacing_mm), cap="round")
    spacing_mm = hatch.spacing_mm * drawing.weight
    angles = (hatch.angle_deg, hatch.angle_deg + 90) if hatch.crossed else (hatch.angle_deg,)
    bounds = np.asarray(shapely.total_bounds(shapes))
    strokes = np.concatenate([_strokes(bounds, angle, spacing_mm) for angle in angles])
    drawing.add_within(shapes, strokes, style)


def _strokes(bounds: Floats, angle_deg: float, spacing_mm: float) -> Geometries:
    """Parallel lines over a box; they run on one grid for the whole sheet."""
    west, south, east, north = bounds.tolist()
    along = np.array([np.cos(np.radians(angle_deg)), -np.sin(np.radians(angle_deg))])
    across = np.array([-along[1], along[0]])
    corners = np.array([[west, south], [west, north], [east, south], [east, north]])
    low, high = (corners @ across).min(), (corners @ across).max()
    start, end = (corners @ along).min() - 1, (corners @ along).max() + 1
    steps = np.arange(np.floor(low / spacing_mm), np.ceil(high / spacing_mm) + 1) * spacing_mm
    ends = np.stack([np.outer(steps, across) + start * along, np.outer(steps, across) + end * along], axis=1)
    return np.asarray(shapely.linestrings(ends), dtype=object)
