"""The map itself: land, borders, parks, groups, reserve and small areas, zones, graticule, leaders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.drawing import Drawing, Style
from geo.sheet.plan import Plan
from geo.sheet.symbols import Symbol
from geo.sheet.window import Window

_FLATTEN_MM: Final = 0.02


def borders(shapes: Geometries) -> tuple[Any, Any]:
    """(inner, outer) border lines of a coverage: each shared border once, so that its dashes do not run twice."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    same_ring = owner[1:] == owner[:-1]
    start, end = xy[:-1][same_ring], xy[1:][same_ring]
    turn = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start, end = np.where(turn[:, None], end, start), np.where(turn[:, None], start, end)
    segments, times = np.unique(np.hstack([start, end]), axis=0, return_counts=True)
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    return tuple(shapely.line_merge(shapely.multilinestrings(lines[pick])) for pick in (times > 1, times == 1))  # type: ignore[return-value]


def clip(geometry: Geometries, window: Window) -> Geometries:
    """Geometries in the window's millimetres, cut at the neat line and thinned below what print can show."""
    out = np.asarray(shapely.simplify(window.project(geometry), _FLATTEN_MM), dtype=object)
    reach = shapely.intersects(out, window.outline)
    out = out[reach]
    inside = shapely.within(out, window.outline)
    out[~inside] = shapely.intersection(out[~inside], window.outline)
    return out


def draw_ground(drawing: Drawing, window: Window, districts: Geometries) -> None:
    """Land inside and outside the city, with the city's border band and the districts' borders."""
    drawing.add(window.outline, symbols.ABROAD)
    land = clip(districts, window)
    drawing.add(land, symbols.LAND)
    inner, outer = (clip(np.array([line], dtype=object), window) for line in borders(districts))
    band = symbols.CITY_BAND
    drawing.add(outer, band)
    drawing.add(inner, symbols.DISTRICT)
    drawing.add(outer, symbols.CITY)


def draw_graticule(drawing: Drawing, lines: Sequence[Any]) -> None:
    """The graticule, one path for each meridian and parallel."""
    for line in lines:
        drawing.add(line, symbols.GRATICULE)


def draw_plan(drawing: Drawing, window: Window, plan: Plan, classes: Mapping[str, Symbol]) -> None:
    """The layout: areas of the three space classes, then what is drawn as an outline."""
    for kind in ("reserve", "small"):
        symbols.paint(drawing, clip(plan.of_kind(kind), window), symbols.KIND_SYMBOLS[kind])
    names = np.array([g.location_class for g in plan.groups], dtype=object)
    there = ~shapely.is_missing(plan.group_shapes)
    known = list(classes)
    for name, symbol in [*classes.items(), (None, symbols.NO_CLASS)]:
        chosen = ~np.isin(names, known) if name is None else names == name
        symbols.paint(drawing, clip(plan.group_shapes[chosen & there], window), symbol)
    for kind in ("parcel", "specialty"):
        symbols.paint(drawing, clip(plan.of_kind(kind), window), symbols.KIND_SYMBOLS[kind])
    drawing.add(clip(plan.of_kind(Kind.ZONE), window), symbols.ZONE)
    drawing.add(clip(plan.of_kind(Kind.PARK), window), symbols.PARK)
    sites = clip(plan.of_kind(Kind.SITE), window)
    if len(sites):
        drawing.add(shapely.buffer(shapely.centroid(sites), 0.7), Style(fill=symbols.INK, stroke="#ffffff", width_mm=0.2))


def draw_leaders(drawing: Drawing, leaders: Sequence[Any]) -> None:
    """Leader lines from number labels to their groups, each with a dot in the group."""
    if not leaders:
        return
    lines = np.array(leaders, dtype=object)
    drawing.add(lines, Style(stroke="#ffffff", width_mm=0.45, opacity=0.8))
    drawing.add(lines, symbols.LEADER)
    drawing.add(shapely.buffer(shapely.get_point(lines, 0), 0.28), Style(fill=symbols.INK))
