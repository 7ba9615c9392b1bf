"""One Shapefile, unpacked: its table and shapes, in and out, with its text handed over byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from geo import crs
from geo.crs import Geometries
from geo.errors import InputError
from geo.exchange import dbf
from geo.exchange.remark import Remark, silent
from geo.exchange.rows import refusing
from geo.exchange.source import Layer
from geo.exchange.tables import BYTES, layer_of, not_understood
from geo.model import COLUMNS

_NEEDED: Final = (".shp", ".shx", ".dbf")
_MAGIC: Final = b"\x00\x00\x27\x0a"
_DAMAGED: Final = ("已损坏，无法读取", "it is damaged and cannot be read")
_NAME_LIMIT: Final = 10
_TEXT_LIMIT_BYTES: Final = 254
_RESTORED: Final = {name[:_NAME_LIMIT]: name for name in COLUMNS}


def refuse_torn(shape: Path) -> None:
    """Raise InputError where a part of a Shapefile is missing, or it is none."""
    missing = [end for end in _NEEDED if not shape.with_suffix(end).is_file()]
    if missing:
        raise InputError(f"缺少 {'、'.join(missing)} 文件", f"it lacks its {', '.join(missing)}", where=shape.name)
    with shape.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise InputError("不是 Shapefile", "is not a Shapefile", where=shape.name)


def read_layer(shape: Path, encoding: str, remark: Remark = silent) -> Layer:
    """Its records and shapes; names that were cut to ten letters are whole again, U+FFFD is what does not decode.

    Raises:
        InputError: it is damaged.
    """
    with refusing(*_DAMAGED, shape.name):
        try:
            found = layer_of(shape, remark=remark, encoding=BYTES)
        except pyogrio.errors.CRSError:
            shape.with_suffix(".prj").unlink()
            remark(not_understood(shape.stem))
            found = layer_of(shape, remark=remark, encoding=BYTES)
    columns = {_decoded(name, encoding): _texts(found.table[name], encoding) for name in found.table.columns}
    named = {_RESTORED.get(name, name): values for name, values in columns.items()}
    table = pd.DataFrame(named, index=range(len(found)), dtype=object)
    return Layer(shape.stem, table, found.geometry, found.crs, found.broken)


def _texts(values: pd.Series[Any], encoding: str) -> Geometries:
    decoded = [_decoded(value, encoding) if isinstance(value, str) else value for value in values]
    return np.fromiter(decoded, dtype=object, count=len(decoded))


def _decoded(text: str, encoding: str) -> str:
    return text if text.isascii() else text.encode(BYTES, "replace").decode(encoding, "replace")


def write_layer(table: pd.DataFrame, geometry: Geometries, shape: Path, *, kind: str, encoding: str) -> None:
    """Write texts, numbers and shapes of one kind; what a record cannot hold is cut or left out."""
    fitted = {
        name[:_NAME_LIMIT]: values if values.dtype == np.float64 else _fitted(values, encoding)
        for name, values in table.items()
        if isinstance(name, str)
    }
    rows = gpd.GeoDataFrame(fitted, geometry=geometry, crs=crs.EPSG)
    pyogrio.write_dataframe(rows, shape, driver="ESRI Shapefile", geometry_type=kind, encoding=BYTES)
    dbf.declare(shape.with_suffix(".dbf"), encoding)


def _fitted(values: pd.Series[Any], encoding: str) -> pd.Series[Any]:
    return pd.Series([None if text is None else _cut(text, encoding) for text in values], dtype="string")


def _cut(text: str, encoding: str) -> str:
    """As many letters as have room, as the bytes of that encoding."""
    body = text.encode(encoding, "replace")
    if len(body) > _TEXT_LIMIT_BYTES:
        body = body[:_TEXT_LIMIT_BYTES].decode(encoding, "ignore").encode(encoding)
    return body.decode(BYTES)
