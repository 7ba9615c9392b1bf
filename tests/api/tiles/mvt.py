"""Tiles decoded by another hand, back into coordinates of their matrix set."""

from typing import Any, NamedTuple

import mapbox_vector_tile
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from api.tiles.drawing import EXTENT
from api.tiles.matrices import Cell, MatrixSet


class Seen(NamedTuple):
    """A feature as a tile shows it."""

    layer: str
    properties: dict[str, Any]
    geometry: BaseGeometry


def features(body: bytes, cell: Cell) -> list[Seen]:
    """Everything in a tile, in the coordinates of its matrix set."""
    layers = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True}) if body else {}
    return [
        Seen(name, feature["properties"], _placed(feature["geometry"], cell))
        for name, layer in layers.items()
        for feature in layer["features"]
    ]


def ids(body: bytes, cell: Cell) -> set[str]:
    return {str(seen.properties["id"]) for seen in features(body, cell)}


def _placed(geometry: dict[str, Any], cell: Cell) -> BaseGeometry:
    west, _, east, north = cell.corners
    unit = (east - west) / EXTENT

    def place(points: Any) -> Any:
        return np.column_stack([west + points[:, 0] * unit, north - points[:, 1] * unit])

    return shapely.transform(shapely.geometry.shape(geometry), place)


def unit_of(cell: Cell) -> float:
    """A cell of the tile's own grid, in units of the matrix set."""
    return (cell.corners[2] - cell.corners[0]) / EXTENT


def cells(matrices: MatrixSet, level: int, bounds: tuple[float, float, float, float]) -> list[Cell]:
    """All tiles of a level that reach into bounds in the matrix set's coordinates."""
    side = matrices.world / matrices.size(level)[0]
    left, top = matrices.west_north
    west, south, east, north = bounds
    return [
        matrices.cell(str(level), str(row), str(col))
        for row in range(int((top - north) // side), int((top - south) // side) + 1)
        for col in range(int((west - left) // side), int((east - left) // side) + 1)
    ]
