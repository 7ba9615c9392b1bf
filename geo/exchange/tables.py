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
from geo.exchange.remark import Remark, converted_from, left_out
from geo.exchange.shapes import checked
from geo.exchange.source import Layer
from geo.model import COLUMNS, Text

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


def layer_of(path: Path, layer: str | None = None, *, name: str | None = None, encoding: str | None = None) -> Layer:
    """A layer of a file that GDAL reads; without a geometry column there is no geometry in any row.

    Raises:
        DataSourceError: of pyogrio, where GDAL cannot read it.
    """
    raw: pd.DataFrame = pyogrio.read_dataframe(path, layer=layer, encoding=encoding, on_invalid="ignore")
    columns = [column for column in raw.columns if not _is_geometry(raw, column)]
    table = pd.DataFrame({column: _objects(raw[column]) for column in columns}, index=range(len(raw)), dtype=object)
    title = name or layer or path.stem
    if not isinstance(raw, gpd.GeoDataFrame):
        return Layer(title, table, np.full(len(raw), None, dtype=object))
    geometry = np.asarray(raw.geometry.values, dtype=object)
    return Layer(title, table, geometry, raw.crs, _broken(path, layer, geometry))


def _broken(path: Path, layer: str | None, geometry: crs.Geometries) -> dict[int, Text]:
    """The rows that have a geometry in the file of which none could be made."""
    missing = np.flatnonzero(shapely.is_missing(geometry))
    if not len(missing):
        return {}
    stored = pyogrio.raw.read(path, layer=layer, columns=[])[2]
    return {int(row): BROKEN for row in missing if stored[row] is not None}


def _is_geometry(raw: pd.DataFrame, column: str) -> bool:
    return isinstance(raw, gpd.GeoDataFrame) and column == raw.geometry.name


def _objects(values: pd.Series[Any]) -> pd.Series[Any]:
    plain = values.astype(object)
    return plain.where(values.notna(), None).reset_index(drop=True)
