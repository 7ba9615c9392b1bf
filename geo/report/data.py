"""A report for programs: JSON, and GeoJSON with one feature per finding."""

from __future__ import annotations

import orjson

from geo.model import Report
from geo.report.against import Against, report_data


def to_json(report: Report, against: Against | None = None) -> bytes:
    """The whole report, beside an earlier one where there is one; the same reports give the same bytes."""
    return orjson.dumps(report_data(report, against), option=orjson.OPT_INDENT_2) + b"\n"


def to_geojson(report: Report, against: Against | None = None) -> bytes:
    """The findings as a FeatureCollection: evidence as geometry, everything else as properties."""
    features = []
    told = report_data(report, against)
    for finding in told["findings"]:
        geometry = finding.pop("evidence")
        features.append({"type": "Feature", "id": finding["id"], "geometry": geometry, "properties": finding})
    head = {key: value for key, value in told.items() if key not in ("findings", "rules")}
    body = {"type": "FeatureCollection", "yuantu": head, "features": features}
    return orjson.dumps(body, option=orjson.OPT_INDENT_2) + b"\n"
