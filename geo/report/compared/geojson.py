"""A comparison as GeoJSON: each difference a feature with its change, its values, and the ground gained and lost."""

from __future__ import annotations

from typing import Any

import orjson

from geo.compare import Change, Comparison
from geo.model import SCHEMATIC_NOTICE
from geo.report.compared.data import features_data, named
from geo.report.compared.findings import FindingsDelta


def compared_geojson(found: Comparison, findings: FindingsDelta | None) -> bytes:
    """A FeatureCollection in EPSG:4490. A feature has the later outline, the earlier one where it was removed.

    The other outlines stand in its properties: `before` where that is another, `gained` and `lost`.
    """
    schematic = found.before.schematic or found.after.schematic
    about: dict[str, Any] = {"holds": "comparison", "from": named(found.before), "to": named(found.after)}
    about |= {"rulebook": found.after.rulebook, "notice": SCHEMATIC_NOTICE.data() if schematic else None}
    about |= {"findings": None if findings is None else findings.data()}
    features = [_feature(told) for told in features_data(found, geometry=True)]
    document = {"type": "FeatureCollection", "yuantu": about, "features": features}
    return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY)


def _feature(told: dict[str, Any]) -> dict[str, Any]:
    drawn = told["geometry"]
    removed = told["change"] == Change.REMOVED
    properties = {name: value for name, value in told.items() if name != "geometry"}
    properties["columns"] = [value["name"] for value in told["attributes"]]
    properties["before"] = drawn["before"] if told["change"] == Change.MOVED else None
    properties |= {"gained": drawn["gained"], "lost": drawn["lost"]}
    geometry = drawn["before" if removed else "after"]
    return {"type": "Feature", "id": told["id"], "geometry": geometry, "properties": properties}
