"""A table that GDAL has read, as rows of a layout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo import crs
from geo.exchange.columns import clean
from geo.exchange.remark import Remark, converted_from, left_out, silent
from geo.exchange.shapes import checked
from geo.exchange.source import Layer
from geo.exchange.wkb import shapes_of
from geo.model import COLUMNS, Text

BYTES: Final = "ISO-8859-1"
"""In which each byte is a letter: GDAL hands the text over as it is, and nothing in it can be wrong."""
BROKEN: Final = Text("几何图形无法读取", "its geometry cannot be read")


def rows_of(raw: gpd.GeoDataFrame, name: str, remark: Remark, *, where: str) -> gpd.GeoDataFrame:
    """The rows of one layer, with the columns of a layout, in EPSG:4490; rows without an id are numbered.

    Raises:
        InputError: a value is wrong; the message names the row.
        UnknownCRS: the coordinate system is missing or not one that we read.
    """
    table = crs.to_lonlat(raw, where=where)
    if not raw.crs.is_geographic:
        converted_from(raw.crs.name, remark)
    plain = table.drop(columns=table.geometry.name)
    left_out(map(str, plain.columns), remark)
    records: list[Mapping[str, Any]] = plain.replace({np.nan: None}).to_dict("records")
    rows: list[dict[str, Any]] = []
    for i, record in enumerate(records):
        row: dict[str, Any] = clean(record, f"{name}[{i + 1}]")
        row["id"] = str(record.get("id") or f"{name}-{i + 1}")
        row["kind"] = row["kind"] or ""
        rows.append(row)
    geometry = checked(np.asarray(table.geometry.values, dtype=object), lambda row: f"{name}[{row + 1}]")
    return gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry=geometry, crs=crs.EPSG)


def layer_of(
    path: Path,
    layer: str | None = None,
    *,
    remark: Remark = silent,
    encoding: str | None = None,
) -> Layer:
    """A layer of a file that GDAL reads; without a geometry column there is no geometry in any row.

    A coordinate system that nobody understands is none, letters that are no UTF-8 are U+FFFD; `remark` is told so.

    Raises:
        DataSourceError: of pyogrio, where GDAL cannot read it.
        ValueError: its attributes and its shapes have not the same number of rows.
    """
    title = layer or path.stem
    raw = _attributes(path, layer, encoding, title, remark)
    if pyogrio.read_info(path, layer=layer, encoding=encoding)["geometry_type"] is None:
        return Layer(title, _objects(raw, len(raw)), np.full(len(raw), None, dtype=object))
    told, _, stored, _ = pyogrio.raw.read(path, layer=layer, encoding=encoding, columns=[])
    geometry = shapes_of(stored)
    broken = {int(row): BROKEN for row in np.flatnonzero(shapely.is_missing(geometry)) if stored[row] is not None}
    system = crs.recognised(told["crs"])
    if system is None and told["crs"] is not None:
        remark(not_understood(title))
    return Layer(title, _objects(raw, len(stored)), geometry, system, broken)


def not_understood(title: str) -> Text:
    """What to say of a layer whose coordinate system nobody understands."""
    return Text(
        f"图层“{title}”的坐标系描述无法理解，按没有注明处理。",
        f"The coordinate system of the layer “{title}” is not understood: it is taken as not stated.",
    )


def _attributes(path: Path, layer: str | None, encoding: str | None, title: str, remark: Remark) -> pd.DataFrame:
    try:
        raw: pd.DataFrame = pyogrio.read_dataframe(path, layer=layer, encoding=encoding, read_geometry=False)
        return raw
    except UnicodeDecodeError:
        raw = pyogrio.read_dataframe(path, layer=layer, encoding=BYTES, read_geometry=False)
    remark(Text(
        f"图层“{title}”中有的文字不是 UTF-8，读不出的字显示为 �。",
        f"Some text of the layer “{title}” is not UTF-8: letters that cannot be read are shown as �.",
    ))  # fmt: skip
    return pd.DataFrame({_utf8(column): raw[column].map(_utf8) for column in raw.columns})


def _utf8(value: Any) -> Any:
    return value.encode(BYTES).decode("utf-8", "replace") if isinstance(value, str) else value


def _objects(raw: pd.DataFrame, count: int) -> pd.DataFrame:
    """Plain objects, None where there is nothing."""
    if len(raw.columns) and len(raw) != count:
        raise ValueError(f"{len(raw)} rows, but {count} shapes")
    columns = {name: values.astype(object).where(values.notna(), None) for name, values in raw.items()}
    return pd.DataFrame(columns, index=range(count), dtype=object)
