"""Small layouts to print."""

from __future__ import annotations

from typing import Any

import shapely

from geo.model import Feature, Layout, Property
from geo.sheet import Order
from tests.conftest import ON


def square(lon: float, lat: float, half_deg: float = 0.01) -> shapely.Polygon:
    return shapely.box(lon - half_deg, lat - half_deg, lon + half_deg, lat + half_deg)


def group(
    id: str,
    lon: float,
    lat: float,
    *,
    half_deg: float = 0.01,
    basis: str = "surveyed",
    location_class: str = "三城一区",
    **more: Property,
) -> Feature:
    values: dict[str, Property] = {
        "name": f"组团{id}",
        "park": "海淀园",
        "class": location_class,
        "modes": ("研发创新",),
        "basis": basis,
        **more,
    }
    return Feature(id, "group", square(lon, lat, half_deg), values)


def layout(*features: Feature, id: str = "trial") -> Layout:
    return Layout.of(features, id=id)


def order(**more: Any) -> Order:
    asked: dict[str, Any] = {"on": ON, "scale": 500_000} | more
    return Order(**asked)
