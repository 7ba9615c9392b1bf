"""GeoJSON (RFC 7946), in and out.

Coordinates are longitude and latitude, written with the fewest decimals that read back as the same number. A
foreign member `yuantu` carries layout, revision, rulebook and title, so that a file knows what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.errors import InputError, UnknownCRS
from geo.exchange.about import MEMBER, about, laid
from geo.exchange.columns import clean
from geo.exchange.remark import Remark, assumed_lonlat, left_out, silent
from geo.exchange.rows import GEOMETRY, Rows
from geo.exchange.shapes import checked
from geo.exchange.source import Layer, Source
from geo.model import COLUMNS, LIST_COLUMNS, Feature, Layout, Text, features_of

GEOMETRY_TYPES: Final = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
)  # fmt: skip
_END: Final = b"]}"
_KNOWN_CRS: Final = ("CRS84", "EPSG::4490", "EPSG::4326", "EPSG:4490", "EPSG:4326")


def loads(body: bytes, *, id: str = "upload", rulebook: str = "zgc", remark: Remark = silent) -> Layout:
    """Read a FeatureCollection (or one Feature); `id` and `rulebook` serve where the file names none.

    Raises:
        InputError: not JSON, not GeoJSON, or a value is wrong; the message names the place.
        UnknownCRS: the file says that its coordinates are not longitude and latitude.
    """
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InputError(f"不是有效的 JSON：{error}", f"not valid JSON: {error}") from error
    features = _features(document)
    if document.get("crs") is None and MEMBER not in document:
        assumed_lonlat(remark)
    left_out((name for item in features for name in item.get("properties") or ()), remark)
    said = document.get(MEMBER) if isinstance(document.get(MEMBER), dict) else {}
    rows = [_row(feature, i) for i, feature in enumerate(features)]
    geometry = checked(_geometries(features), lambda row: f"features[{row}].geometry.coordinates")
    table = gpd.GeoDataFrame(rows, columns=list(COLUMNS), geometry=geometry, crs=crs.EPSG)
    return laid(table, said, id=id, rulebook=rulebook)


def read(path: Path, *, id: str, rulebook: str = "zgc", remark: Remark = silent) -> Layout:
    """Read a file as `loads` does, which names the place of whatever is wrong."""
    return loads(path.read_bytes(), id=id, rulebook=rulebook, remark=remark)


def _features(document: Any) -> list[dict[str, Any]]:
    """The collection's features, each known to be an object with the members of a Feature."""
    if isinstance(document, dict):
        _refuse_foreign_crs(document.get("crs"))
    return collected(document)


def collected(document: Any) -> list[dict[str, Any]]:
    """The features of a collection, or the one that a document is. Raises InputError where it is neither."""
    if not isinstance(document, dict):
        raise InputError("GeoJSON 应为一个对象", "GeoJSON must be an object")
    if document.get("type") == "Feature":
        features: Any = [document]
    elif document.get("type") == "FeatureCollection":
        features = document.get("features")
    else:
        raise InputError("应为 FeatureCollection 或 Feature", "must be a FeatureCollection or a Feature", where="type")
    if not isinstance(features, list):
        raise InputError("应为列表", "must be a list", where="features")
    for i, feature in enumerate(features):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise InputError("应为 Feature", "must be a Feature", where=f"features[{i}]")
        if not isinstance(feature.get("properties") or {}, dict):
            raise InputError("应为对象", "must be an object", where=f"features[{i}].properties")
    return features


def _refuse_foreign_crs(member: Any) -> None:
    if member is None:
        return
    name = member.get("properties", {}).get("name", "") if isinstance(member, dict) else ""
    if not str(name).endswith(_KNOWN_CRS):
        raise UnknownCRS(
            f"坐标系 {name} 不是经纬度，请先转换为 CGCS2000（EPSG:4490）经纬度",
            f"{name} is not longitude and latitude: convert to CGCS2000 (EPSG:4490) first",
            where="crs",
        )


def _row(feature: dict[str, Any], i: int) -> dict[str, Any]:
    properties = feature.get("properties") or {}
    row: dict[str, Any] = clean(properties, f"features[{i}].properties")
    row["kind"] = row["kind"] or ""
    row["id"] = _id(feature.get("id", properties.get("id")), i)
    return row


def _id(value: Any, i: int) -> str:
    if value is None or value == "":
        return f"row-{i + 1}"
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError("编号应为文本或整数", "an id must be text or a whole number", where=f"features[{i}].id")
    return str(value)


def _geometries(features: list[dict[str, Any]]) -> Any:
    """All geometries at once; one by one only to find the place when something is wrong."""
    for i, feature in enumerate(features):
        _check_type(feature.get("geometry"), f"features[{i}].geometry")
    try:
        texts = np.array([_text_of(feature.get("geometry")) for feature in features], dtype=object)
        return np.asarray(shapely.from_geojson(texts), dtype=object)
    except orjson.JSONEncodeError as error:
        raise InputError("坐标嵌套过深", "coordinates are nested too deep", where="features") from error
    except shapely.errors.GEOSException as error:
        raise _blame(features, str(error)) from error


def _text_of(geometry: Any) -> str | None:
    return None if geometry is None else orjson.dumps(geometry).decode()


def _check_type(geometry: Any, where: str) -> None:
    if geometry is None:
        return
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRY_TYPES:
        raise InputError("不是 GeoJSON 几何图形", "is not a GeoJSON geometry", where=where)
    member = "geometries" if geometry["type"] == "GeometryCollection" else "coordinates"
    if not isinstance(geometry.get(member), list):
        raise InputError(f"缺少 {member} 列表", f"lacks the list “{member}”", where=where)


def _blame(features: list[dict[str, Any]], reason: str) -> InputError:
    """The error for the first geometry that cannot be read, with its exact place."""
    for i, feature in enumerate(features):
        geometry = feature.get("geometry")
        if geometry is None:
            continue
        try:
            shapely.from_geojson(orjson.dumps(geometry).decode())
        except shapely.errors.GEOSException:
            where = f"features[{i}].geometry"
            place = next(_bad_positions(geometry.get("coordinates"), f"{where}.coordinates"), None)
            if place is not None:
                return InputError("坐标应为两个数", "a position must be two numbers", where=place)
            return InputError(
                "多边形的环至少要有四个点且首尾相同",
                "a ring needs four points, the last equal to the first",
                where=where,
            )
    return InputError(f"几何图形无法读取：{reason}", f"cannot read a geometry: {reason}", where="features")


def _bad_positions(value: Any, where: str) -> Iterator[str]:
    """Places below `value` that should be a position (a list of numbers) and are not."""
    if not isinstance(value, list):
        yield where
    elif value and all(isinstance(entry, int | float) and not isinstance(entry, bool) for entry in value):
        if len(value) < 2:
            yield where
    else:
        for i, entry in enumerate(value):
            yield from _bad_positions(entry, f"{where}[{i}]")


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us; geometries that cannot be built are told, not refused.

    Raises:
        InputError: not JSON, or not GeoJSON.
    """
    found = parsed(path)
    features = collected(found)
    said = found.get(MEMBER) if isinstance(found.get(MEMBER), dict) else {}
    system = _crs_name(found.get("crs")) or (f"EPSG:{crs.EPSG}" if said else None)
    return Source(path.name, "geojson", (layer_of(features, path.stem, system),), said=said)


def parsed(path: Path) -> Any:
    """What a file of JSON holds. Raises InputError where it is none."""
    try:
        return orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise InputError(f"不是有效的 JSON：{error}", f"not valid JSON: {error}", where=path.name) from error


def layer_of(features: list[dict[str, Any]], name: str, system: str | None) -> Layer:
    """Features as a layer, in a coordinate system; geometries that cannot be built are told."""
    geometry, broken = _built(features)
    columns = dict.fromkeys(name for item in features for name in item.get("properties") or ())
    records = [item.get("properties") or {} for item in features]
    table = pd.DataFrame({name: pd.Series([r.get(name) for r in records], dtype=object) for name in columns})
    ids = [item.get("id") for item in features]
    if any(id is not None for id in ids):
        table["id"] = pd.Series(
            [r.get("id") if i is None else i for i, r in zip(ids, records, strict=True)], dtype=object
        )
    table = table.reindex(range(len(features)))
    return Layer(name, table.astype(object).where(table.notna(), None), geometry, system, broken)


def _crs_name(member: Any) -> str | None:
    name = member.get("properties", {}).get("name") if isinstance(member, dict) else None
    return name if isinstance(name, str) else None


def _built(features: list[dict[str, Any]]) -> tuple[crs.Geometries, dict[int, Text]]:
    """The geometries, and of those that cannot be built why; one by one only where some cannot."""
    try:
        return _geometries(features), {}
    except InputError:
        pass
    built, broken = np.full(len(features), None, dtype=object), {}
    for i, feature in enumerate(features):
        try:
            built[i] = _geometries([feature])[0]
        except InputError as error:
            broken[i] = Text(error.zh, error.en)
    return built, broken


def write(layout: Layout, path: Path) -> None:
    """Write a layout into a file."""
    path.write_bytes(dumps(layout))


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str = "") -> None:
    """Write rows, part by part, as `dumps` writes a layout; what the file is stands in `said`, its title too."""
    write_parts(rows, path, {"type": "FeatureCollection", MEMBER: said}, written)


def write_parts(rows: Rows, path: Path, members: dict[str, Any], one: Callable[..., dict[str, Any]]) -> None:
    """Write rows, part by part, as a collection with these members; `one` makes a feature of a row and its shape."""
    head = orjson.dumps({**members, "features": []})
    with path.open("wb") as file:
        file.write(head.removesuffix(_END))
        gap = b""
        for part in rows.parts():
            shapes = shapely.from_wkb([record.pop(GEOMETRY) for record in part])
            features = [one(record, shape) for record, shape in zip(part, shapes, strict=True)]
            file.write(gap + orjson.dumps(features)[1:-1])
            gap = b","
        file.write(_END + b"\n")


def written(properties: dict[str, Any], shape: BaseGeometry | None) -> dict[str, Any]:
    """One feature of a row, as a GeoJSON object."""
    geometry = None if shape is None else dict(shape.__geo_interface__)
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


def dumps(layout: Layout) -> bytes:
    """Write a layout as a FeatureCollection."""
    return orjson.dumps(document(layout)) + b"\n"


def document(layout: Layout) -> dict[str, Any]:
    """A layout as a FeatureCollection object."""
    return {
        "type": "FeatureCollection",
        MEMBER: about(layout),
        "features": [feature(f) for f in features_of(layout.features)],
    }


def feature(item: Feature) -> dict[str, Any]:
    """One feature as a GeoJSON object."""
    row = item.row()
    properties = {name: list(row[name]) if name in LIST_COLUMNS else row[name] for name in COLUMNS}
    return written(properties, item.geometry)
