"""A feature that arrives in the body of a write: its coordinates in any offered system, its kind and its id."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import orjson
import shapely

from api.body import parse_json, parse_layout
from api.routes.ogc.collection import ALL
from api.routes.ogc.crs import named
from geo import crs
from geo.errors import InputError
from geo.model import Feature, Kind, features_of


def document_of(body: bytes, content_crs: str | None) -> dict[str, Any]:
    """A body as a JSON object, its geometry in longitude and latitude.

    Raises:
        NotJSON, InputError: it is not an object, or its geometry cannot be read.
        BadParameter: the header Content-Crs names a system that is not offered.
    """
    document = parse_json(body)
    if not isinstance(document, dict):
        raise InputError("应为对象", "must be an object")
    system = named(content_crs.strip().strip("<>") if content_crs else None, "Content-Crs")
    geometry = document.get("geometry")
    if geometry is None or not (system.flipped or system.transformed):
        return document
    try:
        shape = shapely.from_geojson(orjson.dumps(geometry).decode())
    except (shapely.errors.GEOSException, orjson.JSONEncodeError) as error:
        raise InputError("几何图形无法读取", "cannot be read", where="geometry") from error
    if system.flipped:
        shape = shapely.transform(shape, lambda xy: xy[:, ::-1])
    table = gpd.GeoDataFrame(geometry=[shape], crs=system.epsg)
    moved = crs.to_lonlat(table, where="geometry").geometry.iloc[0]
    return document | {"geometry": orjson.loads(shapely.to_geojson(moved))}


def feature_of(document: dict[str, Any], kind: str, id: str | None = None) -> Feature:
    """The feature of a GeoJSON object.

    Args:
        document: the object, in longitude and latitude.
        kind: the collection's, which the feature takes where it names none.
        id: the id of the address, which the feature must not contradict.

    Raises:
        InputError: it is not a feature, a value is wrong, or kind or id are not those of the address.
    """
    said = document.get("properties")
    properties = dict(said) if isinstance(said, dict) else {}
    if kind != ALL:
        properties.setdefault("kind", kind)
    for name, expected in (("kind", None if kind == ALL else kind), ("id", id)):
        for value in (properties.get(name), document.get(name) if name == "id" else None):
            if value is not None and expected is not None and str(value) != expected:
                raise InputError(f"应为 {expected}，与地址一致", f"must be {expected}, as the address says", where=name)
    own = id or document.get("id") or properties.get("id")
    body = document | {"properties": properties, "id": own}
    feature = next(iter(features_of(parse_layout(orjson.dumps(body), rulebook="").features)))
    if feature.kind not in [k.value for k in Kind]:
        known = ", ".join(k.value for k in Kind)
        raise InputError(f"应为要素类型之一：{known}", f"must be one of {known}", where="kind")
    return feature


def patched(old: str, patch: dict[str, Any]) -> dict[str, Any]:
    """A stored feature's GeoJSON changed by a merge patch (RFC 7396): properties one by one, the geometry whole."""
    document: dict[str, Any] = orjson.loads(old)
    if unknown := sorted(set(patch) - {"type", "id", "geometry", "properties", "links"}):
        raise InputError("未知的成员", "is not a member here", where=unknown[0])
    said = patch.get("properties", {})
    if not isinstance(said, dict):
        raise InputError("应为对象", "must be an object", where="properties")
    document["properties"] |= said
    return document | {name: patch[name] for name in ("id", "geometry") if name in patch}
