"""The ground of a map and what lies over it: land, borders, graticule, leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rulebook import Rulebook
from geo.sheet import symbols
from geo.sheet.drawing import Drawing, Style
from geo.sheet.window import Window

_FLATTEN_MM: Final = 0.02
_BORDER_DETAIL_MM: Final = 0.08
_COARSE_SCALE: Final = 250_000


@dataclass(frozen=True)
class Borders:
    """The border lines of a coverage, each once, so that a shared border's dashes do not run twice."""

    inner: Any
    outer: Any

    @staticmethod
    def of(shapes: Geometries) -> Borders:
        """Lines between two shapes, and lines with a shape on one side only."""
        rings = shapely.get_rings(shapely.get_parts(shapes))
        xy, owner = shapely.get_coordinates(rings, return_index=True)
        same_ring = owner[1:] == owner[:-1]
        ends = np.stack([xy[:-1][same_ring], xy[1:][same_ring]], axis=1)
        turned = (ends[:, 0, 0] > ends[:, 1, 0]) | ((ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1]))
        ends[turned] = ends[turned][:, ::-1]
        order = np.lexsort(ends.reshape(-1, 4).T)
        ends = ends[order]
        new = np.ones(len(ends), dtype=bool)
        new[1:] = (ends[1:] != ends[:-1]).any(axis=(1, 2))
        starts = np.flatnonzero(new)
        shared = np.diff(np.r_[starts, len(ends)]) > 1
        lines = np.asarray(shapely.linestrings(ends[starts]), dtype=object)
        return Borders(
            shapely.line_merge(shapely.multilinestrings(lines[shared])),
            shapely.line_merge(shapely.multilinestrings(lines[~shared])),
        )


@dataclass(frozen=True)
class Ground:
    """A rulebook's districts in the frame, thinned for a scale as one coverage, and their borders."""

    districts: Geometries
    borders: Borders

    @staticmethod
    def of(book: Rulebook, scale: int) -> Ground:
        """The ground for a scale; kept, for it stays the same as long as the rulebook does."""
        return _ground(_GroundKey(book.id, book.digest, _detail(scale), book))


def _detail(scale: int) -> int:
    """The scale that the ground is thinned for: one for several, never coarser than asked for down to 1:250 000."""
    return scale if scale > _COARSE_SCALE else int(4 ** np.floor(np.log(max(scale, 4)) / np.log(4)))


@dataclass(frozen=True)
class _GroundKey:
    id: str
    digest: str
    scale: int
    book: Rulebook = field(compare=False)


@lru_cache(maxsize=32)
def _ground(key: _GroundKey) -> Ground:
    shapes = key.book.frame.project(np.asarray(key.book.districts.geometry.values, dtype=object))
    thin = np.asarray(shapely.coverage_simplify(shapes, _BORDER_DETAIL_MM * key.scale / 1000), dtype=object)
    return Ground(thin, Borders.of(thin))


def clip(geometry: Geometries, window: Window, *, thin_mm: float = _FLATTEN_MM) -> Geometries:
    """Geometries in the window's millimetres, cut at the neat line and thinned below what print can show."""
    out = window.project(_near(geometry, window))
    if thin_mm:
        out = np.asarray(shapely.simplify(out, thin_mm), dtype=object)
    reach = shapely.intersects(out, window.outline)
    out = out[reach]
    inside = shapely.within(out, window.outline)
    out[~inside] = shapely.intersection(out[~inside], window.outline)
    return out


def edges(shapes: Sequence[Any], window: Window) -> Geometries:
    """The lines, and the outlines of the areas, in the window's millimetres, cut at the neat line."""
    found = np.array(shapes, dtype=object)
    lines = np.where(shapely.get_dimensions(found) == 2, shapely.boundary(found), found)
    return np.asarray(shapely.clip_by_rect(window.project(_near(lines, window)), *window.bounds), dtype=object)


def _near(geometry: Geometries, window: Window) -> Geometries:
    """Those whose box meets the window's: most of a plan lies outside of the map of one park."""
    low, high = window.metres(np.array([[0.0, window.box.height], [window.box.width, 0.0]]))
    west, south, east, north = shapely.bounds(geometry).reshape(-1, 4).T
    meets = (west <= high[0]) & (east >= low[0]) & (south <= high[1]) & (north >= low[1])
    return np.asarray(np.asarray(geometry, dtype=object)[meets], dtype=object)


def draw_ground(drawing: Drawing, window: Window, ground: Ground) -> None:
    """Land inside and outside the city, with the city's border band and the districts' borders."""
    drawing.add(window.outline, symbols.ABROAD)
    drawing.add(clip(ground.districts, window, thin_mm=0.0), symbols.LAND)
    lines = np.array([ground.borders.inner, ground.borders.outer], dtype=object)
    inner, outer = shapely.intersection(window.project(lines), window.outline)
    drawing.add(outer, symbols.CITY_BAND)
    drawing.add(inner, symbols.DISTRICT)
    drawing.add(outer, symbols.CITY)


def draw_graticule(drawing: Drawing, lines: Sequence[Any]) -> None:
    """The graticule, one path for each meridian and parallel."""
    for line in lines:
        drawing.add(line, symbols.GRATICULE)


def draw_leaders(drawing: Drawing, leaders: Sequence[Any]) -> None:
    """Leader lines from number labels to their groups, each with a dot in the group."""
    if not leaders:
        return
    lines = np.array(leaders, dtype=object)
    drawing.add(lines, Style(stroke="#ffffff", width_mm=0.45, opacity=0.8))
    drawing.add(lines, symbols.LEADER)
    drawing.add(shapely.buffer(shapely.get_point(lines, 0), 0.28), Style(fill=symbols.INK))
