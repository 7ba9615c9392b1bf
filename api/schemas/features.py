"""Features, collections and geometries."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel


class GeometryModel(BaseModel):
    """A GeoJSON geometry, longitude first, in degrees (EPSG:4490)."""

    type: str
    coordinates: list[Any]


class FeatureModel(BaseModel):
    """A GeoJSON feature; answers add `area_km2`, the measured ellipsoidal area, to its properties."""

    type: Literal["Feature"]
    id: str
    geometry: GeometryModel | None
    properties: dict[str, Any]


class CollectionModel(BaseModel):
    """A GeoJSON FeatureCollection (RFC 7946); `yuantu` says which layout and revision it is."""

    type: Literal["FeatureCollection"]
    yuantu: dict[str, Any] | None = None
    features: list[FeatureModel]
