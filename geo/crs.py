"""Coordinates: the equal-area frame of a layout, and the GCJ-02 shift of public Chinese map data.

The only importer of pyproj. Stored coordinates are CGCS2000 longitude and latitude in degrees
(EPSG:4490, longitude first). CGCS2000 and WGS 84 differ by centimetres, far below any tolerance here,
so WGS 84 coordinates enter unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Geod, Proj, Transformer
from pyproj.exceptions import CRSError

from geo.errors import UnknownCRS

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]

EPSG = 4490
SEMI_MAJOR_M = 6378137.0
INVERSE_FLATTENING = 298.257222101
"""The CGCS2000 ellipsoid (GB 22021-2008)."""

_SAME_DATUMS = ("China 2000", "China Geodetic Coordinate System 2000", "World Geodetic System 1984")
_GCJ_A = 6378245.0
_GCJ_EE = 0.00669342162296594323
_GCJ_PRECISION_DEG = 1e-11


@dataclass(frozen=True)
class Frame:
    """Lambert's azimuthal equal-area projection on the CGCS2000 ellipsoid, in metres.

    Every area and length is measured here. Within 150 km of the centre an area differs from the
    geodesic one by less than 1e-7 and a length by less than 1e-4.
    Source: Snyder, Map Projections - A Working Manual, USGS PP 1395 (1987), pp. 187-190.
    """

    lon_0: float
    lat_0: float

    @cached_property
    def _proj(self) -> Proj:
        return Proj(proj="laea", lat_0=self.lat_0, lon_0=self.lon_0, a=SEMI_MAJOR_M, rf=INVERSE_FLATTENING, units="m")

    def xy(self, lonlat: Floats) -> Floats:
        """(n, 2) degrees to (n, 2) metres."""
        x, y = self._proj(lonlat[:, 0], lonlat[:, 1])
        return np.column_stack([x, y])

    def lonlat(self, xy: Floats) -> Floats:
        """(n, 2) metres to (n, 2) degrees, corrected once because PROJ's inverse series stops at 1e-8 degrees."""
        rough = self._inverse(xy)
        return self._inverse(2 * xy - self.xy(rough))

    def _inverse(self, xy: Floats) -> Floats:
        lon, lat = self._proj(xy[:, 0], xy[:, 1], inverse=True)
        return np.column_stack([lon, lat])

    @property
    def wkt(self) -> str:
        """The frame as other programs read it: well-known text, version 1."""
        ellipsoid = f'SPHEROID["CGCS2000",{SEMI_MAJOR_M:.0f},{INVERSE_FLATTENING}]'
        datum = f'DATUM["China_2000",{ellipsoid},AUTHORITY["EPSG","1043"]]'
        angles = 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]'
        geographic = f'GEOGCS["China Geodetic Coordinate System 2000",{datum},{angles},AUTHORITY["EPSG","{EPSG}"]]'
        centre = f'PARAMETER["latitude_of_center",{self.lat_0!r}],PARAMETER["longitude_of_center",{self.lon_0!r}]'
        offset = 'PARAMETER["false_easting",0],PARAMETER["false_northing",0]'
        projection = f'PROJECTION["Lambert_Azimuthal_Equal_Area"],{centre},{offset}'
        return f'PROJCS["CGCS2000 / Lambert azimuthal equal-area",{geographic},{projection},UNIT["metre",1]]'

    def project(self, geometry: Geometries) -> Geometries:
        """Geometries in EPSG:4490 degrees to the frame; missing ones stay missing."""
        return np.asarray(shapely.transform(geometry, self.xy), dtype=object)

    def unproject(self, geometry: Geometries) -> Geometries:
        """Geometries in the frame to EPSG:4490 degrees."""
        return np.asarray(shapely.transform(geometry, self.lonlat), dtype=object)


_GEOD = Geod(a=SEMI_MAJOR_M, rf=INVERSE_FLATTENING)


def geodesic_area_m2(geometry: Any) -> float:
    """The area in m² inside geodesic edges of one geometry in EPSG:4490, to prove the frame's areas by."""
    area, _ = _GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(area)


def geodesic_distance_m(lonlat_a: tuple[float, float], lonlat_b: tuple[float, float]) -> float:
    """The shortest distance on the ellipsoid in metres between two points in EPSG:4490."""
    _, _, metres = _GEOD.inv(*lonlat_a, *lonlat_b)
    return float(metres)


def geodesic_distances_m(lonlat_a: Floats, lonlat_b: Floats) -> Floats:
    """The shortest distances on the ellipsoid in metres between (n, 2) points and (n, 2) others in EPSG:4490."""
    _, _, metres = _GEOD.inv(lonlat_a[:, 0], lonlat_a[:, 1], lonlat_b[:, 0], lonlat_b[:, 1])
    return np.asarray(metres, dtype=np.float64)


def gcj02_from_wgs84(lonlat: Floats) -> Floats:
    """Shift true (n, 2) degrees to GCJ-02, as Chinese public web maps draw them (inside China only)."""
    x, y = lonlat[:, 0] - 105.0, lonlat[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    d_lat += (wave + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y)) * 2 / 3
    d_lat += (160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    d_lon += (wave + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x)) * 2 / 3
    d_lon += (150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)) * 2 / 3
    phi = np.radians(lonlat[:, 1])
    magic = 1 - _GCJ_EE * np.sin(phi) ** 2
    d_lat_deg = np.degrees(d_lat * magic * np.sqrt(magic) / (_GCJ_A * (1 - _GCJ_EE)))
    d_lon_deg = np.degrees(d_lon * np.sqrt(magic) / (_GCJ_A * np.cos(phi)))
    return np.column_stack([lonlat[:, 0] + d_lon_deg, lonlat[:, 1] + d_lat_deg])


def wgs84_from_gcj02(lonlat: Floats) -> Floats:
    """Undo the GCJ-02 shift of (n, 2) degrees exactly: iterate until the shift forward returns the input.

    The shift changes so slowly that each step gains about four digits.

    Raises:
        ArithmeticError: no convergence, which means that the input lies far outside China.
    """
    guess = lonlat.copy()
    for _ in range(20):
        error = gcj02_from_wgs84(guess) - lonlat
        guess -= error
        if np.abs(error).max(initial=0.0) < _GCJ_PRECISION_DEG:
            return guess
    raise ArithmeticError("GCJ-02 inversion does not converge; are these coordinates in China?")


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
    if system is None:
        return None
    try:
        return CRS.from_user_input(system)
    except CRSError as error:
        raise UnknownCRS("坐标系的描述无法理解", "its coordinate system is not understood", where=where) from error


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
    datum = table.crs.geodetic_crs.datum.name if table.crs.geodetic_crs else ""
    if not datum.startswith(_SAME_DATUMS):
        raise UnknownCRS(
            f"坐标系 {table.crs.name} 的基准不是 CGCS2000 或 WGS 84",
            f"the datum of {table.crs.name} is neither CGCS2000 nor WGS 84",
            where=where,
        )
    if table.crs.is_geographic:
        return table.set_crs(EPSG, allow_override=True)
    return table.to_crs(table.crs.geodetic_crs).set_crs(EPSG, allow_override=True)
