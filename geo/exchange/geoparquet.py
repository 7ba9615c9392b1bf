"""GeoParquet 1.1, in and out: geometries as WKB, lists as lists; what the file is stands in its metadata.

Longitude or easting always comes first, whatever the order of the system's own axes.
Source: OGC GeoParquet 1.1.0, "Geometry columns" and "File metadata".
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import pandas as pd
from arro3.core import Table
from arro3.io import read_parquet, write_parquet

from geo import crs
from geo.errors import InputError
from geo.exchange.about import MEMBER, about, parsed
from geo.exchange.rows import GEOMETRY, Rows, refusing, rows_of_layout
from geo.exchange.source import Layer, Source
from geo.exchange.tables import BROKEN
from geo.exchange.wkb import shapes_of
from geo.model import Layout

VERSION: Final = "1.1.0"
_GEO: Final = "geo"
_UNREADABLE: Final = ("不是可读的 GeoParquet", "not readable GeoParquet")
_MAGIC: Final = b"PAR1"
_ROWS_IN_GROUP: Final = 16_384
_CRS84: Final = "OGC:CRS84"


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: one layer, by its primary geometry column.

    Raises:
        InputError: not GeoParquet, or its geometries are not WKB.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise InputError(*_UNREADABLE, where=path.name)
    with refusing(*_UNREADABLE, path.name):
        reader = read_parquet(path)
        geo = parsed(reader.schema.metadata.get(_GEO.encode()))
        column, system = _described(geo, path)
        table = reader.read_all()
        stored = table[column].to_pylist()
        geometry = shapes_of(stored)
        plain = _plain(table, column)
    broken = {row: BROKEN for row, wkb in enumerate(stored) if wkb is not None and geometry[row] is None}
    said = geo.get(MEMBER)
    layer = Layer(path.stem, plain, geometry, system, broken)
    return Source(path.name, "geoparquet", (layer,), said=said if isinstance(said, dict) else {})


def _described(geo: dict[str, Any], path: Path) -> tuple[str, Any]:
    """The geometry column that the metadata name, and its coordinate system."""
    column, columns = geo.get("primary_column"), geo.get("columns")
    entry = columns.get(column) if isinstance(column, str) and isinstance(columns, dict) else None
    if not isinstance(column, str) or not isinstance(entry, dict):
        raise InputError("没有 GeoParquet 的元数据 geo", "it lacks the metadata `geo` of GeoParquet", where=path.name)
    if entry.get("encoding") != "WKB":
        raise InputError("几何编码不是 WKB", "its geometries are not encoded as WKB", where=path.name)
    return column, entry.get("crs", _CRS84)


def _plain(table: Table, column: str) -> pd.DataFrame:
    names = [name for name in table.column_names if name != column]
    columns = {name: np.fromiter(table[name].to_pylist(), dtype=object, count=table.num_rows) for name in names}
    return pd.DataFrame(columns, index=range(table.num_rows), dtype=object)


def write(layout: Layout, path: Path) -> None:
    """Write a layout."""
    with rows_of_layout(layout, lists=True) as rows:
        write_rows(rows, path, about(layout))


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str = "") -> None:
    """Write rows, and beside them what the file says of itself; the format has no place for a title."""
    types, box = rows.extent()
    column = {
        "encoding": "WKB",
        "geometry_types": types,
        "crs": crs.projjson(rows.crs),
        "edges": "planar",
        **({"bbox": box} if box else {}),
    }
    # One entry of metadata: the library would write several in another order each time.
    geo = {"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}, MEMBER: said}
    write_parquet(
        rows.batches(),
        path,
        compression="zstd(3)",
        key_value_metadata={_GEO: orjson.dumps(geo).decode()},
        max_row_group_size=_ROWS_IN_GROUP,
    )
