"""What could not enter a layout, as GeoJSON: outlines as they are, also wrong ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely

from geo.crs import Geometries
from geo.exchange.intake.draft import Quarantined
from geo.model import Text

if TYPE_CHECKING:  # a confined process, which needs one half of this, does without the store
    from api.store import QuarantineRecord


def drafted(items: Sequence[Quarantined]) -> dict[str, Any]:
    """Features that a draft keeps out, as a FeatureCollection for orjson."""
    said = [_said(item.properties, item.layer, item.row, item.code, item.reason, item.id, item.at) for item in items]
    return _collection(said, [item.geometry for item in items])


def stored(records: Sequence[QuarantineRecord]) -> dict[str, Any]:
    """The quarantine of a layout as a FeatureCollection for orjson; features are known by their number."""
    said = [
        _said(r.properties, r.layer, r.row, r.code, r.reason, r.id, r.at)
        | {
            "number": r.number, "import": r.import_, "file": r.file, "created": r.created.isoformat(),
            "release": None if r.release is None else r.release.data(),
        }
        for r in records
    ]  # fmt: skip
    found = _collection(said, [record.geometry for record in records])
    for item, record in zip(found["features"], records, strict=True):
        item["id"] = record.number
    return found


def _said(
    raw: Mapping[str, Any],
    layer: str,
    row: int | None,
    code: str,
    reason: Text,
    id: str | None,
    at: tuple[float, float] | None,
) -> dict[str, Any]:
    """The file's own properties, and ours over them; `raw` has them all."""
    ours = {"id": id, "layer": layer, "row": row, "code": code, "reason": reason.data(), "at": at}
    return {**raw, **ours, "raw": raw}


def _collection(said: Sequence[dict[str, Any]], geometry: Sequence[shapely.Geometry | None]) -> dict[str, Any]:
    outlines = outlines_of(geometry)
    features = [
        {"type": "Feature", "geometry": outline, "properties": properties}
        for outline, properties in zip(outlines, said, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def outlines_of(geometry: Sequence[shapely.Geometry | None]) -> list[orjson.Fragment | None]:
    """Geometries as GeoJSON, however wrong they are; None where there is nothing that can be drawn."""
    return [None if text is None else orjson.Fragment(text) for text in shapely.to_geojson(drawable(geometry))]


def drawable(geometry: Sequence[shapely.Geometry | None]) -> Geometries:
    """Geometries, None in place of those that have no point or one that is nowhere."""
    shapes = np.empty(len(geometry), dtype=object)
    shapes[:] = list(geometry)
    shapes[shapely.is_empty(shapes)] = None
    coordinates, rows = shapely.get_coordinates(shapes, return_index=True)
    shapes[np.unique(rows[~np.isfinite(coordinates).all(axis=1)])] = None
    return shapes
