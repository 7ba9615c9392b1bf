"""Zipped Shapefiles, in. Names that the format cut to ten letters are restored; what had to be guessed is said."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo import crs
from geo.errors import InputError, UnknownCRS
from geo.exchange.archive import unpack
from geo.exchange.remark import Remark, assumed_lonlat, silent
from geo.exchange.tables import rows_of
from geo.model import COLUMNS, Layout, Text

_PARTS: Final = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_NEEDED: Final = (".shp", ".shx", ".dbf")
_MAGIC: Final = b"\x00\x00\x27\x0a"
_NAME_LIMIT: Final = 10
_RESTORED: Final = {name[:_NAME_LIMIT]: name for name in COLUMNS}


def read(path: Path, *, id: str, rulebook: str = "zgc", remark: Remark = silent) -> Layout:
    """Read every Shapefile of a zip archive as one layout.

    Raises:
        InputError: not a zip archive, no whole Shapefile in it, or a value is wrong.
        UnknownCRS: the coordinate system is not one that we read.
    """
    with tempfile.TemporaryDirectory() as folder:
        shapes = [p for p in unpack(path, Path(folder), _PARTS) if p.suffix == ".shp"]
        if not shapes:
            raise InputError(
                "压缩包里没有 Shapefile（.shp）", "there is no Shapefile (.shp) in the archive", where=path.name
            )
        tables = [_layer(shape, remark) for shape in shapes]
    table = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), geometry="geometry", crs=crs.EPSG)
    return Layout.from_table(table, id=id, rulebook=rulebook)


def _layer(shape: Path, remark: Remark) -> gpd.GeoDataFrame:
    missing = [end for end in _NEEDED if not shape.with_suffix(end).is_file()]
    if missing:
        raise InputError(f"缺少 {'、'.join(missing)} 文件", f"it lacks its {', '.join(missing)}", where=shape.name)
    if shape.read_bytes()[:4] != _MAGIC:
        raise InputError("不是 Shapefile", "is not a Shapefile", where=shape.name)
    raw: gpd.GeoDataFrame = pyogrio.read_dataframe(shape, encoding=_encoding(shape, remark), on_invalid="ignore")
    if not isinstance(raw, gpd.GeoDataFrame):
        raise InputError("没有几何图形", "it has no geometries", where=shape.name)
    raw = raw.rename(columns=_RESTORED)
    return rows_of(_located(raw, shape, remark), shape.stem, remark, where=shape.name)


def _located(raw: gpd.GeoDataFrame, shape: Path, remark: Remark) -> gpd.GeoDataFrame:
    """The table with a coordinate system: degrees where the file names none and its numbers can be degrees."""
    if raw.crs is not None:
        return raw
    bounds = shapely.total_bounds(np.asarray(raw.geometry.values, dtype=object))
    if np.isfinite(bounds).all() and (np.abs(bounds) > (180, 90, 180, 90)).any():
        raise UnknownCRS(
            f"缺少 .prj，坐标（如 {bounds[0]:.0f}, {bounds[1]:.0f}）又不是经纬度，无法判断坐标系",
            f"it lacks its .prj, and its coordinates ({bounds[0]:.0f}, {bounds[1]:.0f}) are no degrees",
            where=shape.name,
        )
    assumed_lonlat(remark)
    return raw.set_crs(crs.EPSG)


def _encoding(shape: Path, remark: Remark) -> str | None:
    """The encoding of the records where no .cpg names one; None: what the .cpg says."""
    if shape.with_suffix(".cpg").is_file():
        return None
    body = shape.with_suffix(".dbf").read_bytes()
    records = body[int.from_bytes(body[8:10], "little") :]
    if records.isascii():
        return "UTF-8"
    found, title = ("UTF-8", "UTF-8") if _decodes(records, "utf-8") else ("GB18030", "GBK")
    remark(Text(f"缺少 .cpg，文字按 {title} 编码读取。", f"There is no .cpg: text was read as {title}."))
    return found


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
