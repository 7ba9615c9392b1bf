"""Shapes for cases, in metres east and north of a point in 海淀区, turned into stored coordinates.

`square 2.0 km2`, `square 2.0 km2 at 3000 0`, `rect 1000 500 at 0 0`, or WKT in the same metres; a list is one
feature of several parts.
"""

import re
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Frame

ORIGIN = (116.28, 40.03)
_SQUARE = re.compile(r"square ([\d.]+) km2(?: at (-?[\d.]+) (-?[\d.]+))?$")
_RECT = re.compile(r"rect ([\d.]+) ([\d.]+) at (-?[\d.]+) (-?[\d.]+)$")


def shape(text: str | list[str] | None, frame: Frame) -> BaseGeometry | None:
    """A shape's words as a geometry in EPSG:4490."""
    if text is None:
        return None
    parts = [_local(part) for part in ([text] if isinstance(text, str) else text)]
    local: Any = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    origin = frame.xy(np.array([ORIGIN]))[0]
    moved: BaseGeometry = shapely.transform(local, lambda xy: frame.lonlat(xy + origin))
    return moved


def _local(text: str) -> BaseGeometry:
    if found := _SQUARE.match(text):
        side = np.sqrt(float(found[1])) * 1000
        x, y = float(found[2] or 0), float(found[3] or 0)
        return shapely.box(x, y, x + side, y + side)
    if found := _RECT.match(text):
        width, height, x, y = map(float, found.groups())
        return shapely.box(x, y, x + width, y + height)
    return shapely.from_wkt(text)
