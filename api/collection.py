"""A layout as the page reads it: GeoJSON with every feature's measured area."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import orjson
import shapely

from geo import measure
from geo.exchange import geojson
from geo.exchange.about import MEMBER, about
from geo.model import Feature, Layout, Text, features_of
from geo.rulebook import Rulebook


def collection(layout: Layout, book: Rulebook, notice: Text | None) -> dict[str, Any]:
    """The FeatureCollection for orjson, each feature with `area_km2`; the notice holds for any part of the layout."""
    shapes = np.asarray(layout.features.geometry, dtype=object)
    # A point has no area, which is not the same as an area of nothing.
    area_m2 = np.where(shapely.get_dimensions(shapes) == 0, np.nan, measure.area_m2(book.frame.project(shapes)))
    # The geometry library writes all outlines at once, and every number so that it reads back as the same.
    outlines = shapely.to_geojson(shapes)
    items = [
        _item(feature, outline, measure.km2(area))
        for feature, outline, area in zip(features_of(layout.features), outlines, area_m2, strict=True)
    ]
    said = about(layout) | {"notice": None if notice is None else notice.data()}
    return {"type": "FeatureCollection", MEMBER: said, "features": items}


def _item(feature: Feature, outline: str | None, area_km2: float | None) -> dict[str, Any]:
    item = geojson.feature(replace(feature, geometry=None))
    item["geometry"] = None if outline is None else orjson.Fragment(outline)
    item["properties"]["area_km2"] = area_km2
    return item
