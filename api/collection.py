"""A layout as the page reads it: GeoJSON with every feature's measured area."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo import measure
from geo.exchange import geojson
from geo.model import Layout, Text, features_of
from geo.rulebook import Rulebook


def collection(layout: Layout, book: Rulebook, notice: Text | None) -> dict[str, Any]:
    """The FeatureCollection, each feature with `area_km2`; the notice holds for any part of the layout."""
    area_m2 = measure.area_m2(book.frame.project(np.asarray(layout.features.geometry, dtype=object)))
    items: list[dict[str, Any]] = [geojson.feature(item) for item in features_of(layout.features)]
    for item, area in zip(items, area_m2, strict=True):
        item["properties"]["area_km2"] = measure.km2(area)
    about = geojson.about(layout) | {"notice": None if notice is None else notice.data()}
    return {"type": "FeatureCollection", geojson.MEMBER: about, "features": items}
