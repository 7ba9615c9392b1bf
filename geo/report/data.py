"""A report for programs: JSON, and GeoJSON with one feature per finding."""

from __future__ import annotations

from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Report
from geo.report.against import Against, report_data


def to_json(report: Report, against: Against | None = None) -> bytes:
    """The whole report, beside an earlier one where there is one; the same reports give the same bytes."""
    return orjson.dumps(report_data(report, against), option=orjson.OPT_INDENT_2) + b"\n"


def to_geojson(report: Report, against: Against | None = None) -> bytes:
    """The findings as a FeatureCollection (RFC 7946): evidence as geometry, everything else as properties.

    Outer rings run anticlockwise, as that standard asks for; the JSON report has them as they were found.
    """
    features = []
    told = report_data(report, against)
    for found, finding in zip(report.findings, told["findings"], strict=True):
        del finding["evidence"]
        geometry = _oriented(found.evidence)
        features.append({"type": "Feature", "id": finding["id"], "geometry": geometry, "properties": finding})
    head = {key: value for key, value in told.items() if key not in ("findings", "rules")}
    body = {"type": "FeatureCollection", "yuantu": head, "features": features}
    return orjson.dumps(body, option=orjson.OPT_INDENT_2) + b"\n"


def _oriented(evidence: BaseGeometry | None) -> dict[str, Any] | None:
    return None if evidence is None else dict(shapely.orient_polygons(evidence).__geo_interface__)
