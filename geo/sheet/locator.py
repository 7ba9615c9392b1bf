"""The locator inset 图幅位置: all districts at a small scale, with the map's frame marked on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rulebook import Rulebook
from geo.sheet import symbols
from geo.sheet.drawing import Drawing, Style
from geo.sheet.labels import NOTHING, Fit, Label, Placer
from geo.sheet.layers import Ground
from geo.sheet.paper import Box
from geo.sheet.window import Window
from geo.sheet.words import width_em

_NAME_PT: Final = 5.0
_PT_MM: Final = 0.352778
_DETAIL_MM: Final = 0.08


@dataclass(frozen=True)
class Locator:
    """The districts with the map's frame, and the names that fit."""

    svg: str
    labels: tuple[Label, ...]


def locator(box: Box, book: Rulebook, names: Sequence[str], window: Window, size_pt: float) -> Locator:
    """Fit all districts into a box and mark the map's frame, as far as it lies there."""
    base = _base(_Key(book.id, book.digest, box, tuple(names), size_pt, book))
    drawing = Drawing(box.width, box.height, size_pt / _NAME_PT, list(base.parts))
    frame = shapely.intersection(shapely.transform(window.ground, base.window.mm), base.window.outline)
    drawing.add(frame, Style(fill=symbols.PARK_LINE, opacity=0.10))
    drawing.add(frame, Style(stroke=symbols.PARK_LINE, width_mm=0.4))
    return Locator(drawing.svg(), base.labels)


@dataclass(frozen=True)
class _Key:
    rulebook: str
    digest: str
    box: Box
    names: tuple[str, ...]
    size_pt: float
    book: Rulebook = field(compare=False)


@dataclass(frozen=True)
class _Base:
    window: Window
    parts: tuple[str, ...]
    labels: tuple[Label, ...]


@lru_cache(maxsize=16)
def _base(key: _Key) -> _Base:
    """What is the same in every locator of a rulebook and a size of paper."""
    west, south, east, north = key.book.extent.bounds
    room = key.box.inset(1.0)
    scale = int(np.ceil(max((east - west) / room.width, (north - south) / room.height) * 1000))
    window = Window(key.box, scale, ((west + east) / 2, (south + north) / 2))
    ground = Ground.of(key.book, scale)
    drawing = Drawing(key.box.width, key.box.height, key.size_pt / _NAME_PT)
    shapes = np.asarray(shapely.simplify(window.project(ground.districts), _DETAIL_MM), dtype=object)
    drawing.add(shapes, symbols.LAND)
    lines = window.project(np.array([ground.borders.inner, ground.borders.outer], dtype=object))
    inner, outer = np.asarray(shapely.simplify(lines, _DETAIL_MM, preserve_topology=False), dtype=object)
    drawing.add(inner, Style(stroke=symbols.DISTRICT_LINE, width_mm=0.1))
    drawing.add(outer, Style(stroke=symbols.INK, width_mm=0.22))
    return _Base(window, tuple(drawing.parts), _names(window, shapes, key.names, key.size_pt))


def _names(window: Window, shapes: Geometries, names: Sequence[str], size_pt: float) -> tuple[Label, ...]:
    """Names where they do not touch."""
    placer = Placer(window.outline, NOTHING, NOTHING)
    height = size_pt * _PT_MM * 1.15
    placer.block(shapely.box(0, 0, 7.5 * height, 2 * height))
    for i in np.argsort(-shapely.area(shapes)):
        if not shapes[i].is_empty:
            width = (width_em(names[i]) + 0.3) * size_pt * _PT_MM
            placer.name(names[i], "locator", shapes[i], width, height, (Fit(outside_share=0.2),))
    return tuple(placer.labels)
