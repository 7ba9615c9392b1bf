"""Geometries of a layer on their way into a layout: placed, flat, of the right type, mended where that is sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Frame, Geometries, place
from geo.exchange.intake.decisions import Placement
from geo.exchange.intake.faults import Faults, Found, Mask
from geo.exchange.intake.values import Objects
from geo.exchange.source import Layer
from geo.measure import area_m2
from geo.model import POINT_KINDS, Text
from geo.model.outline import polygonal, readings
from geo.rulebook import Rulebook
from geo.rules.invalid_geometry import reason_of

MAX_AREA_CHANGE_SHARE: Final = 0.01
"""How far the readings of a crossed outline may differ in area, land that it runs around twice counted twice."""

_MIN_RING: Final = 4
_AREAL: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Outlines:
    """Geometries in EPSG:4490 degrees, which of them were mended, and how many had heights."""

    geometry: Geometries
    mended: Mask
    heights: int


def outlined(
    layer: Layer, placement: Placement, kinds: Objects, book: Rulebook, faults: Faults, *, repair: bool
) -> Outlines:
    """The geometries of a layer as its features of these `kinds` may have them; `faults` takes what may not.

    Raises:
        InputError: the coordinate system of the placement is not known.
    """
    tall = int(shapely.has_z(layer.geometry).sum())
    faults.add(layer.broken, "broken-geometry", layer.broken)
    with np.errstate(invalid="ignore"):
        flat = np.array(shapely.force_2d(layer.geometry), dtype=object)
        faults.add(np.asarray(shapely.is_missing(flat) | shapely.is_empty(flat)), "no-geometry", _MISSING)
        faults.add(~_finite(flat), "broken-geometry", _NOT_FINITE)
    flat[~faults.clear] = None
    shapes = place(flat, placement)
    faults.add(~_on_earth(shapes), "outside", _OFF_EARTH)
    shapes, closed = _areal(shapes, np.isin(kinds, [*POINT_KINDS]), repair=repair)
    faults.add(_wrong_type(shapes, kinds), "wrong-type", _WRONG_TYPE)
    shapes, mended = _sound(shapes, faults, book.frame, repair=repair)
    faults.add(_outside(shapes, faults.clear, book), "outside", _OUTSIDE)
    return Outlines(shapes, (mended | closed) & faults.clear, tall)


def _finite(geometry: Geometries) -> Mask:
    coordinates, rows = shapely.get_coordinates(geometry, return_index=True)
    return _without(rows[~np.isfinite(coordinates).all(axis=1)], len(geometry))


def _on_earth(geometry: Geometries) -> Mask:
    coordinates, rows = shapely.get_coordinates(geometry, return_index=True)
    with np.errstate(invalid="ignore"):
        fits = (np.abs(coordinates[:, 0]) <= 180) & (np.abs(coordinates[:, 1]) <= 90)
    return _without(rows[~fits], len(geometry))


def _without(rows: Any, size: int) -> Mask:
    mask = np.ones(size, dtype=bool)
    mask[rows] = False
    return mask


def _areal(geometry: Geometries, dots: Mask, *, repair: bool) -> tuple[Geometries, Mask]:
    """Closed lines and collections of polygons alone as polygons, and which were lines; `dots` may stay as they are."""
    out, types = geometry.copy(), shapely.get_type_id(geometry)
    collections = np.flatnonzero(types == shapely.GeometryType.GEOMETRYCOLLECTION)
    for row in collections:
        if np.isin(shapely.get_type_id(shapely.get_parts(geometry[row])), _AREAL).all():
            out[row] = polygonal(geometry[row : row + 1])[0]
    lines = (types == shapely.GeometryType.LINESTRING) & ~dots & repair
    lines &= shapely.is_closed(geometry) & (shapely.get_num_coordinates(geometry) >= _MIN_RING)
    for row in np.flatnonzero(lines):
        out[row] = shapely.Polygon(geometry[row])
    return out, lines


def _wrong_type(geometry: Geometries, kinds: Objects) -> Mask:
    types = shapely.get_type_id(geometry)
    one = (types == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(geometry) == 1)
    dots = ((types == shapely.GeometryType.POINT) | one) & np.isin(kinds, [*POINT_KINDS])
    return np.asarray(~(np.isin(types, _AREAL) | dots | (types < 0)))


def _sound(geometry: Geometries, faults: Faults, frame: Frame, *, repair: bool) -> tuple[Geometries, Mask]:
    """Crossed outlines mended where they have one reading; the others are faults, with the place."""
    mended = np.zeros(len(geometry), dtype=bool)
    bad = np.flatnonzero(faults.clear & ~shapely.is_valid(geometry))
    if not len(bad):
        return geometry, mended
    out = geometry.copy()
    enclosed, even_odd = readings(geometry[bad])
    one_m2, other_m2, wound_m2 = (area_m2(frame.project(shapes)) for shapes in (enclosed, even_odd, geometry[bad]))
    change_m2 = np.maximum(np.abs(one_m2 - other_m2), wound_m2 - one_m2)
    clear = (one_m2 > 0) & (change_m2 <= MAX_AREA_CHANGE_SHARE * one_m2) & shapely.is_valid(enclosed)
    mends = clear & repair
    out[bad[mends]] = enclosed[mends]
    mended[bad[mends]] = True
    for row in bad[~mends]:
        reason, at = reason_of(geometry[row])
        said = Text(f"边界无效：{reason.zh}", f"the outline is invalid: {reason.en}")
        faults.put(int(row), Found("invalid-ring", said, None if at is None else (at.x, at.y)))
    return out, mended


def _outside(geometry: Geometries, among: Mask, book: Rulebook) -> Mask:
    """Which touch no district; boundaries are those of the rulebook."""
    out = np.zeros(len(geometry), dtype=bool)
    out[among] = ~shapely.intersects(book.ground, geometry[among])
    return out


_MISSING: Final = Text("没有几何图形", "there is no geometry")
_NOT_FINITE: Final = Text("坐标不是有限数", "a coordinate is not a finite number")
_OFF_EARTH: Final = Text(
    "按所选坐标系，坐标超出经纬度范围",
    "under the coordinate system chosen, its coordinates are no longitude and latitude",
)
_WRONG_TYPE: Final = Text("不是面（只有点状设施可以是点）", "it is not a polygon (only a site may be a point)")
_OUTSIDE: Final = Text("在所有行政区之外", "it lies outside every district")
