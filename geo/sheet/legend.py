"""The legend 图例: a swatch and words for everything that the map shows, and for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import shapely

from geo.sheet import symbols
from geo.sheet.drawing import Style
from geo.sheet.scene import Layer, Scene
from geo.sheet.subject import Subject
from geo.sheet.symbols import Symbol, swatch

_WIDTH_MM, _HEIGHT_MM = 9.0, 4.0
_BORDERS: Final = ((symbols.DISTRICT, "district"), (symbols.CITY, "city"))


@dataclass(frozen=True)
class Entry:
    """A symbol and its words."""

    symbol: Symbol | Style
    title: str
    second: str = ""


def entries(scene: Scene, subject: Subject, shown_m: Any = None) -> tuple[Entry, ...]:
    """What the scene draws and names, areas before lines, then the borders of the ground.

    `shown_m` is the ground in the window: what lies outside of it is left out.
    """
    drawn = sorted((layer for layer in scene.layers if layer.title and _shows(layer, shown_m)), key=_rank)
    borders = [Entry(s, subject.say(w), subject.second(w)) for s, w in _BORDERS]
    return (*(Entry(layer.symbol, layer.title, layer.second) for layer in drawn), *borders)


def _rank(layer: Layer) -> tuple[bool, bool]:
    return not isinstance(layer.symbol, Symbol), layer.late


def _shows(layer: Layer, shown_m: Any) -> bool:
    return bool(len(layer.shapes) if shown_m is None else shapely.intersects(layer.shapes, shown_m).any())


def legend_data(found: tuple[Entry, ...], weight: float) -> list[dict[str, str]]:
    """The entries with their swatches drawn."""
    width, height = _WIDTH_MM * weight, _HEIGHT_MM * weight
    return [{"swatch": swatch(e.symbol, width, height, weight), "text": e.title, "second": e.second} for e in found]
