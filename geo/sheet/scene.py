"""A scene: what is painted on the ground, what is numbered, and what the legend says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.drawing import Drawing, Style
from geo.sheet.layers import clip
from geo.sheet.names import Names
from geo.sheet.plan import Plan
from geo.sheet.symbols import Symbol
from geo.sheet.window import Window

NOTHING: Final[Geometries] = np.array([], dtype=object)
_OUTLINED: Final = (Kind.SPECIALTY, Kind.ZONE, Kind.PARK, Kind.SITE)


@dataclass(frozen=True)
class Layer:
    """Shapes in the frame with one symbol; the legend names it `title`, and not at all where that is empty.

    `second` is the title in English on a sheet in both languages; `late` puts it after the others in the legend.
    """

    symbol: Symbol | Style
    shapes: Geometries
    title: str = ""
    second: str = ""
    late: bool = False


@dataclass(frozen=True)
class Numbered:
    """An area that carries a number on the map, with its name beside it where there is room."""

    key: str
    name: str
    shape: Any


@dataclass(frozen=True)
class Scene:
    """Layers from back to front; `focus` is the area outside of which everything is veiled.

    `number_title` says in the legend what the numbers are.
    """

    bounds_m: Floats
    layers: tuple[Layer, ...]
    numbered: tuple[Numbered, ...] = ()
    focus: Any = None
    number_title: str = ""

    def draw(self, drawing: Drawing, window: Window) -> None:
        """Paint the layers, then the veil."""
        for layer in self.layers:
            shapes = clip(layer.shapes, window)
            if isinstance(layer.symbol, Symbol):
                symbols.paint(drawing, shapes, layer.symbol)
            elif layer.symbol is symbols.SITE:
                if len(shapes):
                    drawing.add(shapely.buffer(shapely.centroid(shapes), 0.7 * drawing.weight), layer.symbol)
            else:
                drawing.add(shapes, layer.symbol)
        if self.focus is not None:
            clear = shapely.buffer(window.project(np.array([self.focus], dtype=object)), 0.3)[0]
            drawing.add(shapely.difference(window.outline, clear), symbols.VEIL)

    @property
    def areas(self) -> Geometries:
        """The filled areas, which labels had better not hide."""
        filled = [layer.shapes for layer in self.layers if isinstance(layer.symbol, Symbol)]
        return np.concatenate(filled) if filled else NOTHING


def outlines(plan: Plan, names: Names) -> tuple[Layer, ...]:
    """Specialty parks, zones, parks and sites, which are drawn as lines and points over the areas."""
    specialty, zone, park, site = ((names.say(k.label), names.second_text(k.label)) for k in _OUTLINED)
    return (
        Layer(symbols.SPECIALTY, plan.of_kind(Kind.SPECIALTY), *specialty),
        Layer(symbols.ZONE, plan.zone_lines, *zone),
        Layer(symbols.PARK, plan.of_kind(Kind.PARK), *park),
        Layer(symbols.SITE, plan.of_kind(Kind.SITE), *site),
    )
