"""Features as JSON-FG: GeoJSON that also names its reference system, the kind of each feature and its time.

What GeoJSON cannot say stands in `place`: coordinates in another system than CRS84; `geometry` is then null.
The class `api` is not declared: it asks for a parameter `profile`, where here `f` and `Accept` choose.
Source: OGC 21-045r1 (Features and Geometries JSON), requirements classes "Core" and "Feature Types and Schemas".
"""

from __future__ import annotations

from typing import Any

import orjson

from api.routes.ogc.crs import ReferenceSystem
from geo.exchange.jsonfg import CONFORMS


def item(feature: str, place: str | None) -> str:
    """A feature's text, in SQL, from that of its GeoJSON and from its geometry in another system."""
    told = "'null'" if place is None else f"ST_AsGeoJSON({place}, 15, 0)"
    return f"""concat(left({feature}, -1), ',"place":', {told}, ',"time":null,"featureType":', to_jsonb(kind), '}}')"""


def opening(system: ReferenceSystem) -> bytes:
    """How a collection begins, before its features."""
    return orjson.dumps({"type": "FeatureCollection"} | root(system))[:-1] + b',"features":['


def root(system: ReferenceSystem) -> dict[str, Any]:
    """The members that a document has besides those of its features or of its one feature."""
    return {"conformsTo": CONFORMS, "coordRefSys": system.uri}
