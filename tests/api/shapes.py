"""Small features to write and read."""

import shapely

from geo.model import Feature

BOW_TIE = shapely.Polygon([(116.0, 39.0), (116.1, 39.1), (116.1, 39.0), (116.0, 39.1)])


def square(id: str, lon: float = 116.0, lat: float = 39.9, size: float = 0.01, **properties: object) -> Feature:
    """A square group of `size` degrees."""
    values = {"kind": "group", "name": id, "basis": "schematic"} | properties
    kind = str(values.pop("kind"))
    return Feature(id, kind, shapely.box(lon, lat, lon + size, lat + size), values)  # type: ignore[arg-type]
