"""Coordinates: the equal-area frame of a layout, the systems of Chinese plan data, and the shifts of public web maps.

The only importer of pyproj. Stored coordinates are CGCS2000 longitude and latitude in degrees
(EPSG:4490, longitude first). CGCS2000 and WGS 84 differ by centimetres, far below any tolerance here,
so WGS 84 coordinates enter unchanged.
"""

from geo.crs.china import possible, siblings
from geo.crs.frame import (
    EPSG,
    INVERSE_FLATTENING,
    SEMI_MAJOR_M,
    Floats,
    Frame,
    Geometries,
    geodesic_area_m2,
    geodesic_distance_m,
    geodesic_distances_m,
)
from geo.crs.place import Axes, Placed, accuracy_m, mover, place
from geo.crs.shift import (
    Shift,
    bd09_from_gcj02,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    shifted,
    unshifted,
    wgs84_from_gcj02,
)
from geo.crs.systems import (
    described,
    gauss_kruger,
    in_degrees,
    name_of,
    projection,
    projjson,
    recognised,
    to_lonlat,
    unprojection,
)
from geo.crs.titles import accuracy, title

__all__ = [
    "EPSG", "INVERSE_FLATTENING", "SEMI_MAJOR_M", "Axes", "Floats", "Frame", "Geometries", "Placed", "Shift",
    "accuracy", "accuracy_m", "bd09_from_gcj02", "described", "gauss_kruger", "gcj02_from_bd09", "gcj02_from_wgs84",
    "geodesic_area_m2", "geodesic_distance_m", "geodesic_distances_m", "in_degrees", "mover", "name_of", "place",
    "possible", "projection", "projjson", "recognised", "shifted", "siblings", "title", "to_lonlat", "unprojection",
    "unshifted", "wgs84_from_gcj02",
]  # fmt: skip
