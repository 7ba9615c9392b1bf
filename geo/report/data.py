"""A report for programs: JSON, and GeoJSON with one feature per finding."""

from __future__ import annotations

import orjson

from geo.model import Report


def to_json(report: Report) -> bytes:
    """The whole report; the same report gives the same bytes."""
    return orjson.dumps(report.data(), option=orjson.OPT_INDENT_2) + b"\n"


def to_geojson(report: Report) -> bytes:
    """The findings as a FeatureCollection: evidence as geometry, everything else as properties."""
    features = []
    for finding in report.findings:
        data = finding.data()
        geometry = data.pop("evidence")
        features.append({"type": "Feature", "id": data["id"], "geometry": geometry, "properties": data})
    head = {key: value for key, value in report.data().items() if key not in ("findings", "rules")}
    body = {"type": "FeatureCollection", "yuantu": head, "features": features}
    return orjson.dumps(body, option=orjson.OPT_INDENT_2) + b"\n"
