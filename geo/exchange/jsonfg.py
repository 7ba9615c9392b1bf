"""JSON-FG 1.0, in and out: GeoJSON that also names its reference system, the kind of each feature and its time.

What GeoJSON cannot say stands in `place`: other shapes, and coordinates in another system than CRS84, in the order of
axes that the system has. What goes out is in CRS84, so that `geometry` says it all, for readers of GeoJSON too.
Source: OGC 21-045r1 (Features and Geometries JSON), requirements classes "Core" and "Feature Types and Schemas".
"""

from __future__ import annotations

import mmap
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import orjson
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.errors import UnknownCRS
from geo.exchange import geojson
from geo.exchange.about import MEMBER, about
from geo.exchange.rows import Rows
from geo.exchange.source import Layer, Source
from geo.model import Layout, features_of

_PART_1: Final = "http://www.opengis.net/spec/json-fg-1/1.0/conf"
CONFORMS: Final = (f"{_PART_1}/core", f"{_PART_1}/types-schemas")
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_TELLS: Final = re.compile(rb'"conformsTo"\s*:\s*\[[^\]]*json-?fg')
_NAMES: Final = (re.compile(r"/def/crs/(\w+)/[^/]+/(\w+)$"), re.compile(r"^\[?(\w+):(\w+)\]?$"))
_SHAPES: Final = frozenset(geojson.GEOMETRY_TYPES)


def tells(path: Path) -> bool:
    """Whether a file of JSON says that it is JSON-FG."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as body:
        return _TELLS.search(body) is not None


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: a layer for each of its coordinate systems.

    Raises:
        InputError: not JSON, or it holds no features.
    """
    document = geojson.parsed(path)
    features = geojson.collected(document)
    said = document.get(MEMBER) if isinstance(document.get(MEMBER), dict) else {}
    groups: dict[str | None, list[dict[str, Any]]] = {}
    for feature in features:
        system, shape = _placed(feature, document)
        properties = feature.get("properties") or {}
        told = properties if said else {**_more(feature), **properties}
        groups.setdefault(system, []).append(feature | {"geometry": shape, "properties": told})
    names = {system: path.stem if len(groups) == 1 else f"{path.stem} {system}" for system in groups}
    layers = [_layer(group, names[system], system) for system, group in groups.items()]
    return Source(path.name, "jsonfg", tuple(layers) or (geojson.layer_of([], path.stem, "OGC:CRS84"),), said=said)


def _placed(feature: dict[str, Any], document: dict[str, Any]) -> tuple[str | None, Any]:
    """The name of a feature's coordinate system, and its coordinates in it."""
    place, shape = feature.get("place"), feature.get("geometry")
    known = isinstance(place, dict) and place.get("type") in _SHAPES
    if place is None or (shape is not None and not known):
        return "OGC:CRS84", shape
    own = place.get("coordRefSys") if isinstance(place, dict) else None
    told = own or feature.get("coordRefSys") or document.get("coordRefSys") or CRS84
    return _name(told), place


def _name(system: Any) -> str | None:
    """A reference system as PROJ names it; None where it is not understood."""
    address = system.get("href") if isinstance(system, dict) else system
    for pattern in _NAMES:
        found = pattern.search(address) if isinstance(address, str) else None
        if found:
            return f"{found[1]}:{found[2]}".replace("CRS84h", "CRS84")
    return None


def _layer(features: list[dict[str, Any]], name: str, system: str | None) -> Layer:
    layer = geojson.layer_of(features, name, system)
    return replace(layer, axes="yx") if _north_first(system) else layer


def _north_first(system: str | None) -> bool:
    try:
        known = crs.described(system, where="coordRefSys")
    except UnknownCRS:
        return False
    return known is not None and bool(known.axis_info) and known.axis_info[0].direction == "north"


def _more(feature: dict[str, Any]) -> dict[str, Any]:
    """What a feature says beside its properties, where it says it."""
    kind, time = feature.get("featureType"), feature.get("time")
    told = {} if kind is None else {"featureType": kind}
    if isinstance(time, dict):
        interval = time.get("interval")
        moment = time.get("timestamp") or time.get("date")
        told["time"] = moment or ("/".join(map(str, interval)) if isinstance(interval, list) else None)
    return told


def write(layout: Layout, path: Path) -> None:
    """Write a layout."""
    features = [
        _feature(item["properties"], item["geometry"]) for item in map(geojson.feature, features_of(layout.features))
    ]
    path.write_bytes(orjson.dumps({**root(about(layout)), "features": features}) + b"\n")


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str = "") -> None:
    """Write rows, part by part, as `write` writes a layout."""
    geojson.write_parts(rows, path, root(said), _of_row)


def root(said: dict[str, Any]) -> dict[str, Any]:
    """The members of a collection before its features."""
    return {"type": "FeatureCollection", "conformsTo": CONFORMS, "coordRefSys": CRS84, MEMBER: said}


def _of_row(properties: dict[str, Any], shape: BaseGeometry | None) -> dict[str, Any]:
    return _feature(properties, geojson.written(properties, shape)["geometry"])


def _feature(properties: dict[str, Any], geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": properties["id"],
        "featureType": properties["kind"],
        "time": None,
        "place": None,
        "geometry": geometry,
        "properties": properties,
    }
