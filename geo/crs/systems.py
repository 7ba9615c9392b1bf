"""Coordinate systems as files name them, and the ways from them to degrees."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.crs.frame import EPSG, Floats
from geo.errors import UnknownCRS

_SAME_DATUMS = ("China 2000", "China Geodetic Coordinate System 2000", "World Geodetic System 1984")


def understood(system: Any, *, where: str) -> CRS:
    """A coordinate system by its name, PROJJSON or well-known text.

    Raises:
        UnknownCRS: PROJ does not understand it, or it is no system of places on Earth.
    """
    known = _read(system, where)
    if not (known.is_geographic or known.is_projected):
        raise UnknownCRS(
            f"坐标系 {known.name} 既不是经纬度也不是投影坐标",
            f"{known.name} is neither geographic nor projected",
            where=where,
        )
    return known


def _read(system: Any, where: str) -> CRS:
    try:
        return CRS.from_user_input(system)
    except CRSError as error:
        raise UnknownCRS("坐标系的描述无法理解", "its coordinate system is not understood", where=where) from error


def recognised(system: Any) -> CRS | None:
    """A coordinate system as a file names it; None where it names none, or none that PROJ understands."""
    try:
        return None if system is None else _read(system, "crs")
    except UnknownCRS:
        return None


def name_of(system: Any) -> str:
    """The short name of a coordinate system, as `EPSG:4548`; where it has none, its well-known text.

    Raises:
        UnknownCRS: PROJ does not understand it.
    """
    known = understood(system, where="crs")
    if known.to_authority() == ("OGC", "CRS84"):
        return "EPSG:4326"
    code = known.to_epsg()
    return f"EPSG:{code}" if code else str(known.to_wkt())


def in_degrees(crs: str) -> bool:
    """Whether a system has longitude and latitude, no metres.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    return bool(understood(crs, where="crs").is_geographic)


def datum_of(system: CRS) -> str:
    """The name of a system's datum, empty where it has none."""
    return str(system.geodetic_crs.datum.name) if system.geodetic_crs and system.geodetic_crs.datum else ""


def is_same_datum(system: CRS) -> bool:
    """Whether its degrees are those of CGCS2000, to centimetres."""
    return datum_of(system).startswith(_SAME_DATUMS)


@cache
def unprojection(code: int) -> Callable[[Floats], Floats]:
    """From (n, 2) metres of a projected system on CGCS2000 or WGS 84, east first, to (n, 2) degrees in EPSG:4490.

    Where the projection has no answer, the degrees are infinite.
    """
    system = CRS.from_epsg(code)
    move = Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
    return lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1]))


@cache
def projjson(name: str) -> dict[str, Any]:
    """A coordinate system such as `EPSG:4490` or `OGC:CRS84` as PROJJSON."""
    return CRS.from_user_input(name).to_json_dict()


def described(system: Any, *, where: str) -> CRS | None:
    """The coordinate system that a file describes, as PROJJSON or by its name; None where it describes none.

    Raises:
        UnknownCRS: PROJ does not understand it.
    """
    return None if system is None else _read(system, where)


@cache
def projection(code: int) -> Callable[[Floats], Floats]:
    """From (n, 2) degrees in EPSG:4490 to (n, 2) metres of a projected system on CGCS2000, east first."""
    system = CRS.from_epsg(code)
    move = Transformer.from_crs(system.geodetic_crs, system, always_xy=True)
    return lambda lonlat: np.column_stack(move.transform(lonlat[:, 0], lonlat[:, 1]))


def gauss_kruger(lon_deg: float) -> tuple[int, int]:
    """The EPSG code and the central meridian in degrees of the 3-degree Gauss-Krüger zone on CGCS2000, east of 500 km.

    Outside China's zones the outermost one.
    """
    meridian = int(min(max(round(lon_deg / 3) * 3, 75), 135))
    return 4534 + (meridian - 75) // 3, meridian


def to_lonlat(table: gpd.GeoDataFrame, *, where: str) -> gpd.GeoDataFrame:
    """A table in EPSG:4490: CGCS2000 and WGS 84 degrees as they are, their projected coordinates unprojected.

    Raises:
        UnknownCRS: the table names no coordinate system, or one on another datum, which needs a decision.
    """
    if table.crs is None:
        raise UnknownCRS("没有坐标系", "it has no coordinate system", where=where)
    if not is_same_datum(table.crs):
        raise UnknownCRS(
            f"坐标系 {table.crs.name} 的基准不是 CGCS2000 或 WGS 84",
            f"the datum of {table.crs.name} is neither CGCS2000 nor WGS 84",
            where=where,
        )
    if table.crs.is_geographic:
        return table.set_crs(EPSG, allow_override=True)
    return table.to_crs(table.crs.geodetic_crs).set_crs(EPSG, allow_override=True)
