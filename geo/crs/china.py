"""Which coordinate systems of Chinese plan data numbers can be in, by their size alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.crs.place import Axes

DEGREES: Final = "EPSG:4490"
WEB_MERCATOR: Final = "EPSG:3857"
MERIDIANS_DEG: Final = range(75, 136, 3)
"""Central meridians of the 3-degree zones of China; those of 6 degrees are among them."""

_ZONES_3: Final = {"CGCS2000": 4513, "Xian 1980": 2349, "Beijing 1954": 2401}
_MERIDIANS_3: Final = {"CGCS2000": 4534, "Xian 1980": 2370, "Beijing 1954": 2422}
_ZONES_6: Final = {"CGCS2000": 4491, "Xian 1980": 2327, "Beijing 1954": 21413}
_UTM: Final = range(43, 54)
_LON, _LAT = (70.0, 140.0), (15.0, 56.0)
_NORTHING_M: Final = (1.6e6, 6.3e6)
_EASTING_M: Final = (0.0, 1e6)
_MERCATOR_X_M, _MERCATOR_Y_M = (7.7e6, 15.6e6), (1.6e6, 7.6e6)


def systems(x: float, y: float) -> Iterator[str]:
    """The systems on CGCS2000 or WGS 84 that a place in China can have these coordinates in, east first."""
    if _within(x, _LON) and _within(y, _LAT):
        yield DEGREES
    if _within(x, _MERCATOR_X_M) and _within(y, _MERCATOR_Y_M):
        yield WEB_MERCATOR
    if not _within(y, _NORTHING_M):
        return
    if _within(x, _EASTING_M):
        yield from (f"EPSG:{_MERIDIANS_3['CGCS2000'] + i}" for i in range(len(MERIDIANS_DEG)))
        yield from (f"EPSG:{32600 + zone}" for zone in _UTM)
    elif 13 <= (zone := int(x // 1e6)) <= 23:
        yield f"EPSG:{_ZONES_6['CGCS2000'] + zone - 13}"
    elif 25 <= zone <= 45:
        yield f"EPSG:{_ZONES_3['CGCS2000'] + zone - 25}"


def possible(x: float, y: float) -> Iterator[tuple[str, Axes]]:
    """The systems in which a place in China can have these coordinates, in either order."""
    yield from ((crs, "xy") for crs in systems(x, y))
    yield from ((crs, "yx") for crs in systems(y, x))


def siblings(crs: str) -> Iterator[str]:
    """The same Gauss-Krüger zone on Xi'an 1980 and Beijing 1954, of one on CGCS2000; none of other systems."""
    if not (text := crs.removeprefix("EPSG:")).isdigit():
        return
    code = int(text)
    for table, count in ((_ZONES_3, 21), (_MERIDIANS_3, 21), (_ZONES_6, 11)):
        if 0 <= code - table["CGCS2000"] < count:
            yield f"EPSG:{table['Xian 1980'] + code - table['CGCS2000']}"
            yield f"EPSG:{table['Beijing 1954'] + code - table['CGCS2000']}"


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
