"""Geometries that stand in one cell: well-known text, with or without SRID, hexadecimal WKB, and GeoJSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.exchange.grid.cells import Cell
from geo.exchange.wkb import shapes_of
from geo.model import Text

_WKT: Final = re.compile(
    r"\s*(srid=\d+;)?\s*(point|linestring|polygon|multipoint|multilinestring|multipolygon|geometrycollection)\b", re.I
)
_SRID: Final = re.compile(r"\s*srid=(\d+);", re.I)
_HEX: Final = re.compile(r"\s*0[01]([0-9a-fA-F]{2}){8,}\s*")
_COLLECTION: Final = "COLLECTION"
_MOST_COLLECTIONS: Final = 100
_from_wkt = partial(shapely.from_wkt, on_invalid="ignore")
_from_json = partial(shapely.from_geojson, on_invalid="ignore")
_JSON: Final = re.compile(r'\s*\{.*"(coordinates|geometries)"', re.S)


def looks_drawn(cell: Cell) -> bool:
    """Whether a cell seems to hold a geometry."""
    return isinstance(cell, str) and bool(_WKT.match(cell) or _HEX.fullmatch(cell) or _JSON.match(cell))


def drawn(cells: Sequence[Cell]) -> tuple[Geometries, dict[int, Text], str | None]:
    """The geometries of cells, of which rows they cannot be built and why, and the coordinate system that they name."""
    texts = [cell if isinstance(cell, str) and cell.strip() else None for cell in cells]
    crs = next((f"EPSG:{found[1]}" for text in texts if text and (found := _SRID.match(text))), None)
    texts = [None if text is None or _is_deep(text) else text for text in texts]
    bare = [None if text is None else _SRID.sub("", text, count=1).strip() for text in texts]
    geometry = np.full(len(cells), None, dtype=object)
    kinds = np.array([_kind(text) for text in bare], dtype=object)
    for kind, parse in (("wkt", _from_wkt), ("wkb", shapes_of), ("json", _from_json)):
        rows = np.flatnonzero(kinds == kind)
        with np.errstate(all="ignore"):  # Numbers beyond those of a float are infinite.
            geometry[rows] = parse([bare[row] for row in rows])
    broken = {
        row: Text("几何文本无法读取", "the text of its geometry cannot be read")
        for row, cell in enumerate(cells)
        if geometry[row] is None and cell is not None and (not isinstance(cell, str) or cell.strip())
    }
    return geometry, broken, crs


def _is_deep(text: str) -> bool:
    """Whether collections stand in collections so often that the parser would run out of its stack."""
    return max(text.upper().count(_COLLECTION), text.count("[[[[[[[")) > _MOST_COLLECTIONS


def _kind(text: str | None) -> str:
    if text is None:
        return ""
    if text.startswith("{"):
        return "json"
    return "wkb" if _HEX.fullmatch(text) else "wkt"
