"""Coordinate systems in words: datum, projection, zone, and how well their datum becomes CGCS2000."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from pyproj import CRS

from geo.crs.place import accuracy_m
from geo.crs.systems import datum_of, understood

Words = tuple[str, str]
"""Chinese and English."""

_DATUMS: Final[dict[str, Words]] = {
    "China 2000": ("CGCS2000", "CGCS2000"),
    "China Geodetic Coordinate System 2000": ("CGCS2000", "CGCS2000"),
    "World Geodetic System 1984": ("WGS 84", "WGS 84"),
    "Beijing 1954": ("北京 1954", "Beijing 1954"),
    "New Beijing": ("新北京 1954", "New Beijing 1954"),
    "Xian 1980": ("西安 1980", "Xi'an 1980"),
}
_FALSE_EASTING_M: Final = 500_000.0
_PREFIX_M: Final = 1_000_000.0
_UTM_SCALE: Final = 0.9996
_KEPT: Final = 256


@lru_cache(maxsize=_KEPT)
def title(crs: str) -> Words:
    """A coordinate system for people, as `CGCS2000 / 3 度带 39 带，中央经线 117°E，带带号`, in Chinese and English.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    system = understood(crs, where="crs")
    zh, en = _datum(system)
    if system.is_geographic:
        return f"{zh} 经纬度", f"{en} longitude and latitude"
    if system.to_epsg() == 3857:
        return "Web 墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)"
    projection = _transverse(system)
    if projection is None:
        return system.name, system.name
    return f"{zh} / {projection[0]}", f"{en} / {projection[1]}"


def _datum(system: CRS) -> Words:
    name = datum_of(system)
    return next((words for start, words in _DATUMS.items() if name.startswith(start)), (name, name))


def _transverse(system: CRS) -> Words | None:
    operation = system.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return None
    values: dict[str, Any] = {parameter.name: parameter.value for parameter in operation.params}
    meridian = float(values["Longitude of natural origin"])
    easting = float(values["False easting"])
    if values["Scale factor at natural origin"] == _UTM_SCALE:
        zone = round((meridian + 183) / 6)
        return f"UTM {zone}N，中央经线 {meridian:g}°E", f"UTM zone {zone}N, central meridian {meridian:g}°E"
    zone = round((easting - _FALSE_EASTING_M) / _PREFIX_M)
    width = _width(system, zone, meridian)
    if zone > 0:
        return (
            f"{width} 度带 {zone} 带，中央经线 {meridian:g}°E，带带号",
            f"{width}-degree zone {zone}, central meridian {meridian:g}°E, zone number in eastings",
        )
    return (
        f"{width} 度带，中央经线 {meridian:g}°E，不带带号",
        f"{width}-degree zone, central meridian {meridian:g}°E, no zone number",
    )


def _width(system: CRS, zone: int, meridian: float) -> int:
    """3 or 6 degrees: by the number of the zone where eastings carry it, else by the system's name."""
    if zone > 0:
        return 6 if zone * 6 - 3 == meridian else 3
    return 3 if "3" in system.name.split("/")[-1].split("CM")[0] or (meridian - 3) % 6 else 6


@lru_cache(maxsize=_KEPT)
def accuracy(crs: str) -> Words:
    """How well the datum of a system becomes CGCS2000, in a sentence, in Chinese and English.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    zh, en = _datum(understood(crs, where="crs"))
    known = accuracy_m(crs)
    if known is None:
        return (
            f"没有公开的{zh} 到 CGCS2000 转换参数：经纬度按原数值采用，可能偏差数十米到一百多米",
            f"no public parameters lead from {en} to CGCS2000: degrees keep their numbers, which may be off by tens of "
            "metres to over a hundred",
        )
    if known == 0:
        return "坐标基准就是 CGCS2000", "its datum is CGCS2000"
    if known < 1:
        return f"{zh} 与 CGCS2000 相差不超过厘米级", f"{en} agrees with CGCS2000 to centimetres"
    return f"{zh} 到 CGCS2000 的转换精度约 {known:g} 米", f"{en} becomes CGCS2000 to about {known:g} m"
