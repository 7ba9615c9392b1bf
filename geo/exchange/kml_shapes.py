"""Geometries of KML: coordinates are longitude, latitude and, if they like, height."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Floats
from geo.model import Text

_MOST_NESTED: Final = 16
NO_COORDINATES: Final = Text("坐标无法读取", "its coordinates cannot be read")
BAD_RING: Final = Text("多边形的环至少要有四个点且首尾相同", "a ring needs four points, the last equal to the first")
UNKNOWN: Final = Text("不支持这种几何图形", "there is no support for this type of geometry")
_NAMES: Final = frozenset(
    {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack"}
)


class Broken(Exception):
    """A geometry that cannot be built, and why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.find("}") + 1 :]


def shape_of(placemark: Element) -> BaseGeometry | None:
    """The geometry of a placemark; None where it has none. Raises Broken."""
    found = [child for child in placemark if local(child) in _NAMES]
    return _shape(found[0], 0) if found else None


def _shape(element: Element, depth: int) -> BaseGeometry:
    match local(element):
        case "Point":
            return shapely.Point(_places(element)[0])
        case "LineString" | "LinearRing":
            return _line(_places(element))
        case "Polygon":
            return _polygon(element)
        case "MultiGeometry" if depth < _MOST_NESTED:
            return _together([_shape(child, depth + 1) for child in element if local(child) in _NAMES])
    raise Broken(UNKNOWN)


def _together(shapes: list[Any]) -> BaseGeometry:
    kinds = {shape.geom_type for shape in shapes}
    if kinds == {"Polygon"}:
        return shapely.MultiPolygon(shapes)
    if kinds == {"Point"}:
        return shapely.MultiPoint(shapes)
    if kinds == {"LineString"}:
        return shapely.MultiLineString(shapes)
    return shapely.GeometryCollection(shapes)


def _polygon(element: Element) -> BaseGeometry:
    rings: dict[str, list[Any]] = {"outerBoundaryIs": [], "innerBoundaryIs": []}
    for boundary in element:
        for ring in boundary if local(boundary) in rings else ():
            rings[local(boundary)].append(_ring(_places(ring)))
    if not rings["outerBoundaryIs"]:
        raise Broken(BAD_RING)
    return shapely.Polygon(rings["outerBoundaryIs"][0], rings["innerBoundaryIs"])


def _ring(places: Floats) -> Any:
    if len(places) < 4 or not np.array_equal(places[0], places[-1]):
        raise Broken(BAD_RING)
    return shapely.linearrings(places)


def _line(places: Floats) -> BaseGeometry:
    if len(places) < 2:
        raise Broken(NO_COORDINATES)
    return shapely.LineString(places)


def _places(element: Element) -> Floats:
    text = next((child.text or "" for child in element if local(child) == "coordinates"), "")
    places = [place.split(",") for place in text.split()]
    width = min((len(place) for place in places), default=0)
    try:
        found = np.array([place[: min(width, 3)] for place in places], dtype=np.float64)
    except ValueError as error:
        raise Broken(NO_COORDINATES) from error
    if width < 2 or not np.isfinite(found).all():
        raise Broken(NO_COORDINATES)
    return found
