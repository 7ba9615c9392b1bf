"""GeoPackage, in and out, styled for QGIS. Lists are joined with `;`; what the file is stands in its metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pyogrio

from geo.errors import InputError
from geo.exchange.about import MEMBER, about, parsed
from geo.exchange.looks import keep_looks
from geo.exchange.rows import GEOMETRY, Rows, refusing, rows_of_layout
from geo.exchange.schema import refuse_reaching
from geo.exchange.source import Source
from geo.exchange.tables import layer_of
from geo.exchange.unwritable import NUL, refuse_letters
from geo.model import Layout, Text

_LOOKED_AT = frozenset({"kind", "class", "name", "basis"})
_UNREADABLE = ("不是可读的 GeoPackage", "not a readable GeoPackage")
_META = MEMBER.upper()
_MAGIC = b"SQLite format 3\0"
"""Any other beginning would let GDAL guess another format, some of which name further files to read."""


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: every spatial layer.

    Raises:
        InputError: not a GeoPackage, or it has no spatial layer.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise InputError(*_UNREADABLE, where=path.name)
    told: list[Text] = []
    with refusing(*_UNREADABLE, path.name):
        refuse_reaching(path)
        names = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        layers = [layer_of(path, name, remark=told.append) for name in names]
        said = _meta(path, names)
    if not layers:
        raise InputError("没有空间图层", "it has no spatial layer", where=path.name)
    return Source(path.name, "geopackage", tuple(layers), said=said, remarks=tuple(told))


def _meta(path: Path, layers: list[str]) -> dict[str, Any]:
    """What the file says of itself, where this program wrote it."""
    for name in layers:
        stored = (pyogrio.read_info(path, layer=name).get("layer_metadata") or {}).get(_META)
        if stored:
            return parsed(stored)
    return {}


def write(layout: Layout, path: Path) -> None:
    """Write a layout as one layer named after it.

    Raises:
        InputError: a text has the letter NUL in it.
    """
    refuse_letters(layout, NUL, "GeoPackage")
    with rows_of_layout(layout, lists=False) as rows:
        write_rows(rows, path, about(layout), title=layout.id)


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str) -> None:
    """Write rows as one layer of that title, and beside them what the file says of itself."""
    path.unlink(missing_ok=True)
    append_rows(rows, path, said, title=title)
    if _LOOKED_AT.issubset(rows.names):
        keep_looks(path, title)


def append_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str) -> None:
    """Write rows as a layer more, a table without places where they have none."""
    spatial: dict[str, Any] = {"geometry_name": GEOMETRY, "geometry_type": "Unknown", "crs": rows.crs}
    pyogrio.write_arrow(
        rows.batches(),
        path,
        layer=title,
        driver="GPKG",
        layer_metadata={_META: orjson.dumps(said).decode()},
        **(spatial if rows.places else {}),
    )
