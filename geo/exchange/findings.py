"""The findings of a report as a layer to work with in a GIS: GeoPackage with QGIS styles, GeoJSON with simplestyle.

Findings about areas, lines and points are a layer each in a GeoPackage, as QGIS styles them; those without a place are
a table without one, so that every finding is in the file. All geometries are in EPSG:4490.
Source of the members of style: simplestyle-spec 1.1.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import orjson
import shapely

from geo.exchange import geopackage
from geo.exchange.about import MEMBER
from geo.exchange.columns import join
from geo.exchange.qgis import Look, keep_styles
from geo.exchange.rows import Rows, room
from geo.model import Finding, Report, Text

SEVERITIES: Final = {
    "error": Look(Text("错误", "error"), "#a3162e"),
    "warning": Look(Text("警告", "warning"), "#8a5200"),
    "advice": Look(Text("建议", "advice"), "#2a669f"),
}
_SETTLED: Final = Look(Text("其他（已豁免等）", "other (waived …)"), "#777777")
_PLACES: Final = {"findings_area": 2, "findings_line": 1, "findings_point": 0, "findings_no_place": -1}
NUMBERS: Final = frozenset({"measured", "required", "tolerance"})
NAMES: Final = (
    "rule", "name", "severity", "status", "style", "message_zh", "message_en", "subjects", "measured", "required",
    "unit", "tolerance", "document", "locator", "clause_zh", "clause_en", "basis", "waiver",
)  # fmt: skip


def about(report: Report) -> dict[str, Any]:
    """What a file of findings says of itself."""
    return {
        "layout": report.layout,
        "revision": report.revision,
        "rulebook": report.rulebook,
        "stage": report.stage,
        "holds": "findings",
        "title": Text(f"{report.layout} 检查问题", f"Findings on {report.layout}").data(),
        "notice": None if report.notice is None else report.notice.data(),
        "summary": dict(report.summary),
    }


def to_geopackage(report: Report, path: Path, language: str = "zh") -> None:
    """Write all findings, a layer for each kind of place, each with its style by severity."""
    path.unlink(missing_ok=True)
    said = about(report)
    layers = []
    for layer, dimension in _PLACES.items():
        found = [finding for finding in report.findings if _dimension(finding) == dimension]
        if not found:
            continue
        with room() as lines:
            _lines(found, lines)
            rows = Rows(lines, NAMES, numbers=NUMBERS, places=dimension >= 0)
            geopackage.append_rows(rows, path, said, title=layer)
        layers.append((layer, dimension))
    if not layers:
        with room() as lines:
            geopackage.append_rows(Rows(lines, NAMES, numbers=NUMBERS), path, said, title="findings_area")
        layers.append(("findings_area", 2))
    looks = SEVERITIES | {"other": _SETTLED}
    keep_styles(path, [layer for layer in layers if layer[1] >= 0], "style", looks, language)


def to_geojson(report: Report, path: Path) -> None:
    """Write all findings as features whose members of style show the severity."""
    head = orjson.dumps({"type": "FeatureCollection", MEMBER: about(report), "features": []}).removesuffix(b"]}")
    with path.open("wb") as file:
        file.write(head)
        for i, finding in enumerate(report.findings):
            properties = _properties(finding)
            look = SEVERITIES.get(properties["style"], _SETTLED)
            properties |= look.simplestyle()
            place = finding.evidence
            shape = None if place is None else dict(shapely.orient_polygons(place).__geo_interface__)
            feature = {"type": "Feature", "id": finding.id, "geometry": shape, "properties": properties}
            file.write((b"," if i else b"") + orjson.dumps(feature))
        file.write(b"]}\n")


def _dimension(finding: Finding) -> int:
    if finding.evidence is None or finding.evidence.is_empty:
        return -1
    return int(shapely.get_dimensions(finding.evidence))


def _lines(findings: Sequence[Finding], lines: Any) -> None:
    for finding in findings:
        place = finding.evidence
        wkb = None if place is None or place.is_empty else shapely.to_wkb(place, hex=True)
        row = {"id": finding.id, **_properties(finding), "geometry": wkb}
        lines.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def _properties(finding: Finding) -> dict[str, Any]:
    clause, waiver = finding.clause, finding.waiver
    values = (
        finding.rule, finding.name, finding.severity.value, finding.status.value,
        finding.severity.value if finding.status.value == "open" else "other", finding.message.zh, finding.message.en,
        join(finding.subjects), finding.measured, finding.required, finding.unit, finding.tolerance, clause.document,
        clause.locator, clause.paraphrase.zh, clause.paraphrase.en, finding.basis,
        None if waiver is None else waiver.reason.zh,
    )  # fmt: skip
    return dict(zip(NAMES, values, strict=True))
