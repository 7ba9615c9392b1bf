"""FlatGeobuf, in and out. Lists are joined with `;`; what the file is stands in its metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import orjson
import pyogrio

from geo.errors import InputError
from geo.exchange.about import MEMBER, about, parsed
from geo.exchange.rows import GEOMETRY, Rows, refusing, rows_of_layout
from geo.exchange.source import Source
from geo.exchange.tables import layer_of
from geo.exchange.unwritable import NUL, refuse_letters
from geo.model import Layout, Text

_META: Final = MEMBER.upper()
_UNREADABLE: Final = ("不是可读的 FlatGeobuf", "not readable FlatGeobuf")
_MAGIC: Final = b"fgb\x03fgb"
"""The third version of the format, the only one that is in use."""


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: one layer.

    Raises:
        InputError: not FlatGeobuf.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise InputError(*_UNREADABLE, where=path.name)
    told: list[Text] = []
    with refusing(*_UNREADABLE, path.name):
        layer = layer_of(path, remark=told.append)
        said = (pyogrio.read_info(path).get("layer_metadata") or {}).get(_META)
    return Source(path.name, "flatgeobuf", (layer,), said=parsed(said), remarks=tuple(told))


def write(layout: Layout, path: Path) -> None:
    """Write a layout, with a spatial index unless a feature has no place in one.

    Raises:
        InputError: a text has the letter NUL in it.
    """
    refuse_letters(layout, NUL, "FlatGeobuf")
    with rows_of_layout(layout, lists=False) as rows:
        everywhere = bool(len(layout)) and not layout.features.geometry.isna().any()
        write_rows(rows, path, about(layout), title=layout.id, indexed=everywhere)


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str, indexed: bool = True) -> None:
    """Write rows, and beside them what the file says of itself; an index puts them into an order of its own."""
    pyogrio.write_arrow(
        rows.batches(),
        path,
        layer=title,
        driver="FlatGeobuf",
        geometry_name=GEOMETRY,
        geometry_type="Unknown",
        crs=rows.crs,
        layer_options={"SPATIAL_INDEX": "YES" if indexed else "NO"},
        layer_metadata={_META: orjson.dumps(said).decode()},
    )
