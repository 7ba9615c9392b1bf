"""The door of the store: what may enter, in which shape, and what is kept out with which words.

The CHECK constraints have the last word; these checks say the same beforehand, by feature and place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import orjson
import pandas as pd
import shapely
from sqlalchemy import Connection

from api.store.records import Refusal
from api.store.statements import statement
from geo.crs import EPSG
from geo.model import COLUMNS, POINT_KINDS, Kind, Text

Told = Callable[[int, int], None]
PROPERTIES: Final = tuple(name for name in COLUMNS if name not in ("id", "kind"))
_ID_LENGTH = 200
_COPY: Final = "COPY staged (feature_id, kind, properties, geom) FROM STDIN (FORMAT BINARY)"
_TOLD_EVERY: Final = 5_000
_JSONB_VERSION: Final = b"\x01"
# PostgreSQL's text has no place for U+0000. An escaped backslash before "u0000" is harmless.
_NUL_IN_JSON = r"(?<!\\)(?:\\\\)*\\u0000"

_FAULTS: Final = {
    "self-intersection": "边界自相交",
    "ring self-intersection": "边界环自相交",
    "nested shells": "一个部分在另一个部分之内",
    "hole lies outside shell": "孔洞在外边界之外",
    "holes are nested": "孔洞互相嵌套",
    "interior is disconnected": "内部不连通",
    "duplicate rings": "边界环重复",
    "too few points in geometry component": "边界环的点太少",
    "invalid coordinate": "坐标不是数",
}


def multipolygons(geometry: Any) -> npt.NDArray[np.object_]:
    """Polygons as multipolygons of one part, without heights; everything else as it is."""
    out = np.array(shapely.force_2d(np.asarray(geometry, dtype=object)), dtype=object)
    single = shapely.get_type_id(out) == shapely.GeometryType.POLYGON
    single &= ~shapely.is_empty(out)
    if single.any():
        out[single] = shapely.multipolygons(out[single], indices=np.arange(single.sum()))
    return out


def untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def stage(connection: Connection, features: gpd.GeoDataFrame, told: Told = untold) -> tuple[Refusal, ...]:
    """Put the features that may enter into the temporary table `staged`; return the others.

    `told` is called with how many are there, and of how many.
    """
    geometry = multipolygons(features.geometry)
    said = _properties(features)
    refused = _unfit(features, said, geometry)
    fit = ~features["id"].isin([r.feature for r in refused]).to_numpy(dtype=bool)
    connection.execute(statement("staged"))
    _copy(connection, features[fit], said[fit], geometry[fit], told)
    broken = [
        Refusal(row.feature_id, fault(row.reason), (row.lon, row.lat))
        for row in connection.execute(statement("staged_faults"))
    ]
    if broken:
        ids = [r.feature for r in broken]
        connection.exec_driver_sql("DELETE FROM staged WHERE feature_id = ANY(%s)", (ids,))
    return tuple(sorted([*refused, *broken], key=lambda r: r.feature))


def _copy(
    connection: Connection,
    features: gpd.GeoDataFrame,
    said: pd.Series[str],
    geometry: npt.NDArray[np.object_],
    told: Told,
) -> None:
    """As binary: a third of the time of text. To the driver, JSON and geometries are bytes as PostgreSQL takes them."""
    shapes = shapely.to_wkb(shapely.set_srid(geometry, EPSG), include_srid=True)
    packed = [_JSONB_VERSION + text.encode() for text in said]
    rows = zip(features["id"].tolist(), features["kind"].tolist(), packed, shapes.tolist(), strict=True)
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(_COPY) as copy:
        copy.set_types(["text", "text", "bytea", "bytea"])
        for n, row in enumerate(rows):
            if n % _TOLD_EVERY == 0:
                told(n, len(features))
            copy.write_row(row)
    told(len(features), len(features))


def _properties(features: gpd.GeoDataFrame) -> pd.Series[str]:
    """Each row's properties as a JSON object, without those that say nothing."""
    rows = zip(*(features[name].tolist() for name in PROPERTIES), strict=True)
    texts = [
        orjson.dumps({name: value for name, value in zip(PROPERTIES, row, strict=True) if _says(value)}).decode()
        for row in rows
    ]
    return pd.Series(texts, index=features.index, dtype=object)


def _says(value: Any) -> bool:
    return value is not None and value != () and value != [] and value == value  # NaN is not itself


def _unfit(features: gpd.GeoDataFrame, said: pd.Series[str], geometry: npt.NDArray[np.object_]) -> list[Refusal]:
    """Features that are refused before PostGIS sees them; the first reason counts."""
    ids = features["id"].astype(str)
    bounds = shapely.bounds(geometry)
    kinds = shapely.get_type_id(geometry)
    dots = (kinds == shapely.GeometryType.POINT) & _mask(features["kind"].isin([k.value for k in POINT_KINDS]))
    drawable = (kinds == shapely.GeometryType.MULTIPOLYGON) | dots
    outside = (bounds[:, 0] < -180) | (bounds[:, 2] > 180) | (bounds[:, 1] < -90) | (bounds[:, 3] > 90)
    reasons: list[tuple[npt.NDArray[np.bool_], Text]] = [
        (_mask(ids.str.len().eq(0) | ids.str.len().gt(_ID_LENGTH)), _ID),
        (_mask(ids.str.contains("\0", regex=False) | said.str.contains(_NUL_IN_JSON)), _NUL),
        (_mask(~features["kind"].isin([k.value for k in Kind])), _KIND),
        (np.asarray(shapely.is_missing(geometry)), _MISSING),
        (np.asarray(shapely.is_empty(geometry)), _EMPTY),
        (~drawable, _TYPE),
        (outside, _RANGE),
    ]
    out: dict[str, Refusal] = {}
    for mask, reason in reasons:
        for id, kind in zip(ids[mask], features["kind"][mask], strict=True):
            out.setdefault(id, Refusal(id, reason.format(kind=kind)))
    return list(out.values())


def _mask(series: pd.Series[bool]) -> npt.NDArray[np.bool_]:
    return np.asarray(series, dtype=bool)


def fault(reason: str) -> Text:
    """What PostGIS or GEOS finds wrong with a geometry, in both languages."""
    zh = _FAULTS.get(reason.lower(), reason)
    return Text(f"几何无效：{zh}", f"the geometry is invalid: {reason}")


_ID = Text("要素编号为空或超过 200 个字", "the id is empty or longer than 200 characters")
_NUL = Text("文字中含有空字符 U+0000", "a text contains the character U+0000")
_KIND = Text("未知的要素类型 {kind}", "unknown kind {kind}")
_MISSING = Text("没有几何", "there is no geometry")
_EMPTY = Text("几何为空", "the geometry is empty")
_TYPE = Text(
    "几何不是面（只有点状设施可以是点）", "the geometry is not a polygon or multipolygon (only a site may be a point)"
)
_RANGE = Text("坐标超出经纬度范围", "coordinates lie outside the range of longitude and latitude")
