"""Checks that every reader makes of geometries before they become a layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.errors import InputError

MAX_COORDINATES: Final = 20_000_000


def refuse_many(geometry: Geometries) -> None:
    """Raise InputError where there are more than `MAX_COORDINATES` coordinates."""
    if int(shapely.get_num_coordinates(geometry).sum()) > MAX_COORDINATES:
        raise InputError(f"坐标点超过 {MAX_COORDINATES:,} 个", f"there are more than {MAX_COORDINATES:,} coordinates")


def checked(geometry: Geometries, place: Callable[[int], str]) -> Geometries:
    """Geometries in 2D with every coordinate a longitude and latitude; Polygon stays Polygon.

    `place(row)` names a feature for the message.

    Raises:
        InputError: a coordinate is not finite or not a longitude and latitude in degrees.
    """
    refuse_many(geometry)
    flat = shapely.force_2d(geometry)
    coordinates, rows = shapely.get_coordinates(flat, return_index=True)
    with np.errstate(invalid="ignore"):
        fits = (np.abs(coordinates[:, 0]) <= 180) & (np.abs(coordinates[:, 1]) <= 90)
    if not fits.all():
        first = int(np.flatnonzero(~fits)[0])
        lon, lat = coordinates[first]
        raise InputError(
            f"坐标 ({lon:g}, {lat:g}) 不是以度表示的经度、纬度",
            f"({lon:g}, {lat:g}) is not a longitude and latitude in degrees",
            where=place(int(rows[first])),
        )
    return np.asarray(flat, dtype=object)
