"""Features as JSON-FG: GeoJSON that also names its reference system, the kind of each feature and its time.

What GeoJSON cannot say stands in `place`: coordinates in another system than CRS84; `geometry` is then null.
Source: OGC 21-045 (Features and Geometries JSON), clauses 7.2 to 7.6.
"""

from __future__ import annotations

from typing import Final

import orjson

from api.routes.ogc.crs import ReferenceSystem

_CORE: Final = "http://www.opengis.net/spec/json-fg-1/0.3/conf/core"


def item(feature: str, place: str | None) -> str:
    """A feature's text, in SQL, from that of its GeoJSON and from its geometry in another system."""
    told = "'null'" if place is None else f"ST_AsGeoJSON({place}, 15, 0)"
    return f"""concat(left({feature}, -1), ',"place":', {told}, ',"time":null,"featureType":', to_jsonb(kind), '}}')"""


def opening(system: ReferenceSystem) -> bytes:
    """How a collection begins, before its features."""
    said = {"type": "FeatureCollection", "conformsTo": [_CORE], "coordRefSys": system.uri}
    return orjson.dumps(said)[:-1] + b',"features":['
