"""GeoPackage, in and out. Lists are joined with `;`; what the file is stands in its metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyogrio

from geo import crs
from geo.errors import InputError
from geo.exchange.columns import clean, join
from geo.exchange.geojson import MEMBER, about
from geo.exchange.shapes import checked
from geo.model import COLUMNS, LIST_COLUMNS, Layout, Text

_META = MEMBER.upper()


def read(path: Path, *, id: str, rulebook: str = "zgc") -> Layout:
    """Read every spatial layer of a GeoPackage as one layout.

    Raises:
        InputError: not a GeoPackage, or a value is wrong.
        UnknownCRS: a layer's coordinate system is missing or not one that we read.
    """
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        tables = [_layer(path, name) for name in layers]
        meta = _meta(path, layers)
    except pyogrio.errors.DataSourceError as error:
        raise InputError("不是可读的 GeoPackage", "not a readable GeoPackage", where=path.name) from error
    if not tables:
        raise InputError("没有空间图层", "it has no spatial layer", where=path.name)
    table = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), geometry="geometry", crs=crs.EPSG)
    title = meta.get("title")
    return Layout.from_table(
        table,
        id=meta.get("layout") or id,
        revision=meta.get("revision"),
        rulebook=meta.get("rulebook") or rulebook,
        title=Text(**title) if title else None,
    )


def _layer(path: Path, name: str) -> gpd.GeoDataFrame:
    raw = crs.to_lonlat(pyogrio.read_dataframe(path, layer=name), where=f"{path.name}: {name}")
    records = raw.drop(columns=raw.geometry.name).replace({np.nan: None}).to_dict("records")
    rows: list[dict[str, Any]] = []
    for i, record in enumerate(records):
        row: dict[str, Any] = clean(record, f"{name}[{i + 1}]")
        row["id"] = str(record.get("id") or f"{name}-{i + 1}")
        row["kind"] = row["kind"] or ""
        rows.append(row)
    geometry = checked(np.asarray(raw.geometry.values, dtype=object), lambda row: f"{name}[{row + 1}]")
    return gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry=geometry, crs=crs.EPSG)


def _meta(path: Path, layers: list[str]) -> dict[str, Any]:
    """What the file says of itself, where this program wrote it."""
    for name in layers:
        stored = (pyogrio.read_info(path, layer=name).get("layer_metadata") or {}).get(_META)
        if stored:
            found = orjson.loads(stored)
            return found if isinstance(found, dict) else {}
    return {}


def write(layout: Layout, path: Path) -> None:
    """Write a layout as one layer named after it."""
    table = layout.features.copy()
    for name in LIST_COLUMNS:
        table[name] = [join(entries) for entries in table[name]]
    for name in COLUMNS:
        if table[name].dtype == object:
            table[name] = table[name].astype("string")
    path.unlink(missing_ok=True)
    pyogrio.write_dataframe(
        table,
        path,
        layer=layout.id,
        driver="GPKG",
        geometry_type="Unknown",
        promote_to_multi=True,
        layer_metadata={_META: orjson.dumps(about(layout)).decode()},
    )
