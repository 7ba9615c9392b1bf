"""Geometries in a filter: GeoJSON and boxes, in the coordinates that the filter names, to CGCS2000 degrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from api.store.cql.compiler import Compiler, Literal
from api.store.cql.terms import Term, Type
from api.store.entry import fault
from geo import crs
from geo.errors import InputError

NORTH_FIRST: Final = frozenset({4326, 4490, 4547, 4548, 4549})
"""Systems whose first axis points north."""
EAST_FIRST: Final = frozenset({3857})
_DEGREES: Final = frozenset({4326, 4490})
_STEPS: Final = 512
_WHOLE_TURN_DEG: Final = 360.0
_FARTHEST: Final = 2.1e7
"""Half of the way round the Earth in metres: projections answer anything beyond with nonsense."""


def known(code: int | None) -> None:
    """Raise InputError unless coordinates of a filter may be in this system."""
    if code is not None and code not in NORTH_FIRST | EAST_FIRST:
        codes = ", ".join(f"EPSG:{one}" for one in sorted(NORTH_FIRST | EAST_FIRST))
        raise InputError(
            f"不支持坐标系 EPSG:{code}；有：CRS84, {codes}",
            f"EPSG:{code} is not offered; there are: CRS84, {codes}",
            where="filter-crs",
        )


def _geojson(compiler: Compiler, node: Mapping[str, Any]) -> Term:
    try:
        shape = shapely.from_geojson(orjson.dumps({k: v for k, v in node.items() if k != "crs"}))
    except (shapely.errors.ShapelyError, TypeError, ValueError) as error:
        raise compiler.fault("几何不是 GeoJSON", "the geometry is no GeoJSON") from error
    return _bound(compiler, shape)


def _bbox(compiler: Compiler, node: Mapping[str, Any]) -> Term:
    numbers = node["bbox"]
    fine = isinstance(numbers, list) and len(numbers) in (4, 6) and set(node) == {"bbox"}
    if not fine or not all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in numbers):
        raise compiler.fault("范围框应为四个或六个数", "a box takes four or six numbers")
    half = len(numbers) // 2
    low, high = np.asarray(numbers[:2], dtype=float), np.asarray(numbers[half : half + 2], dtype=float)
    if compiler.crs in NORTH_FIRST:
        low, high = low[::-1], high[::-1]
    return _bound(compiler, _turned(compiler, _box(compiler, low, high)))


def _box(compiler: Compiler, low: crs.Floats, high: crs.Floats) -> BaseGeometry:
    """A box by its corners, east first; also one without width or height, and one across the 180th meridian."""
    (west, south), (east, north) = low, high
    if south > north:
        raise compiler.fault("范围框的南北颠倒", "the box has south and north reversed")
    if west > east:
        if compiler.crs is not None and compiler.crs not in _DEGREES:
            raise compiler.fault("范围框的东西颠倒", "the box has west and east reversed")
        half_turn = _WHOLE_TURN_DEG / 2
        halves = [shapely.box(west, south, half_turn, north), shapely.box(-half_turn, south, east, north)]
        return shapely.multipolygons(halves)
    if (low == high).all():
        return shapely.Point(low)
    return shapely.LineString([low, high]) if (low == high).any() else shapely.box(west, south, east, north)


def _turned(compiler: Compiler, shape: BaseGeometry) -> BaseGeometry:
    """From the system's axis order to east first, or back."""
    if compiler.crs in NORTH_FIRST:
        shape = shapely.transform(shape, lambda xy: xy[:, ::-1])
    return shape


def _bound(compiler: Compiler, shape: BaseGeometry) -> Term:
    shape = _checked(compiler, shapely.force_2d(shape))
    place = compiler.bindings.bind(shapely.to_wkb(_lonlat(compiler, shape)), "bytea")
    return Term(f"ST_GeomFromWKB({place}, {crs.EPSG})", Type.GEOMETRY)


def _checked(compiler: Compiler, shape: BaseGeometry) -> BaseGeometry:
    """The shape, if PostGIS can work with it. Raises InputError."""
    compiler.vertices += int(shapely.get_num_coordinates(shape))
    most = compiler.limits.vertices
    if compiler.vertices > most:
        raise compiler.fault(f"几何超过 {most} 个点", f"the geometries have more than {most} vertices")
    if shape.is_empty:
        raise compiler.fault("几何为空", "the geometry is empty")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise compiler.fault("坐标不是数", "a coordinate is no number")
    if np.abs(shapely.get_coordinates(shape)).max() > _FARTHEST:
        raise _outside(compiler)
    if not shape.is_valid:
        said = fault(shapely.is_valid_reason(shape).partition("[")[0])
        raise compiler.fault(said.zh, said.en)
    # Of one sort, a collection becomes a multi-geometry; of several, its parts no longer lie over each other.
    return shapely.union_all(shapely.get_parts(shape)) if shape.geom_type == "GeometryCollection" else shape


def _lonlat(compiler: Compiler, shape: BaseGeometry) -> BaseGeometry:
    """Longitude and latitude on CGCS2000, from which WGS 84 differs by centimetres."""
    code = compiler.crs
    shape = _turned(compiler, shape)
    if code is not None and code not in _DEGREES:
        # A straight side in this system is a curve in the stored one.
        shape = shapely.segmentize(shape, shape.length / _STEPS) if shape.length else shape
        shape = shapely.transform(shape, crs.unprojection(code))
    lon, lat = shapely.get_coordinates(shape).T
    if not (np.abs(lon) <= _WHOLE_TURN_DEG / 2).all() or not (np.abs(lat) <= _WHOLE_TURN_DEG / 4).all():
        raise _outside(compiler)
    return shape


def _outside(compiler: Compiler) -> InputError:
    code = compiler.crs
    name = "CRS84" if code is None else f"EPSG:{code}"
    zh, en = ("先北后东", "north first") if code in NORTH_FIRST else ("先东后北", "east first")
    return compiler.fault(
        f"坐标超出 {name} 的范围（坐标顺序为{zh}）", f"coordinates lie outside {name} (axis order: {en})"
    )


LITERALS: Final[Mapping[str, Literal]] = {"type": _geojson, "bbox": _bbox}
