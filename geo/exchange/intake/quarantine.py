"""What is kept out of a layout: with the reason, and all that could be read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import orjson
import pandas as pd
import shapely

from geo.crs import Geometries
from geo.exchange.intake.draft import Quarantined
from geo.exchange.intake.faults import Faults
from geo.model import COLUMNS

_LIMIT: Final = 200
"""The length to which a value is cut that JSON has no form for."""


def quarantined(table: pd.DataFrame, faults: Faults, raw: dict[str, pd.DataFrame]) -> Iterator[Quarantined]:
    """The rows with faults, in the file's order.

    `table` has the columns of a layout, and layer, row and geometry; `raw` has for each layer those of the file's own
    columns that it keeps beside them.
    """
    rows = sorted(faults.found)
    kept = table.iloc[rows]
    said: list[dict[str, Any]] = [{} for _ in rows]
    _fill_raw(said, kept, raw)
    for name in COLUMNS[1:]:
        for mine, value in zip(said, kept[name].tolist(), strict=True):
            if _says(value):
                mine[name] = plain(value)
    heads = [kept[name].tolist() for name in ("layer", "row", "id")]
    for row, layer, at, id, mine, shape in zip(rows, *heads, said, kept["geometry"].tolist(), strict=True):
        found = faults.found[row]
        yield Quarantined(layer, at, id, found.code, found.reason, mine, shape, found.at)


def _fill_raw(said: list[dict[str, Any]], kept: pd.DataFrame, raw: dict[str, pd.DataFrame]) -> None:
    """Put the file's own values of the rows that are kept into what is said of each."""
    layers = kept["layer"].to_numpy(dtype=object)
    for layer, own in raw.items():
        places = np.flatnonzero(layers == layer)
        mine = own.iloc[kept["row"].to_numpy(dtype=np.int64)[places]]
        for name in mine.columns:
            for place, value in zip(places.tolist(), mine[name].tolist(), strict=True):
                if _says(value):
                    said[place][str(name)] = plain(value)


def _says(value: Any) -> bool:
    if isinstance(value, str | tuple | list):
        return len(value) > 0
    return value is not None and value == value  # NaN is not itself


def plain(value: Any) -> Any:
    """A value as JSON and the store have it; what they have no form for as text."""
    if isinstance(value, str):
        return _storable(value)
    try:
        dumped = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    except orjson.JSONEncodeError:
        return _storable(str(value)[:_LIMIT])
    return _storable(str(value)[:_LIMIT]) if b"\\u0000" in dumped else orjson.loads(dumped)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def drawable(geometry: Geometries) -> Geometries:
    """Geometries without those that have a coordinate which JSON has no form for."""
    coordinates, rows = shapely.get_coordinates(geometry, return_index=True)
    out = geometry.copy()
    out[np.unique(rows[~np.isfinite(coordinates).all(axis=1)])] = None
    return out


def quarantine_data(items: Sequence[Quarantined]) -> dict[str, Any]:
    """Quarantined features as a GeoJSON FeatureCollection object for `orjson`: geometries are fragments of JSON.

    Beside a feature's own members it has `layer`, `row`, `code`, `reason` and `at`.
    """
    shapes = shapely.to_geojson(np.array([*(item.geometry for item in items), None], dtype=object)).tolist()
    features = [
        {
            "type": "Feature",
            "id": item.id,
            "geometry": None if shape is None else orjson.Fragment(shape),
            "properties": dict(item.properties),
            "layer": item.layer,
            "row": item.row,
            "code": item.code,
            "reason": item.reason.data(),
            "at": None if item.at is None else list(item.at),
        }
        for item, shape in zip(items, shapes[:-1], strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}
