"""Findings of a report as features, in the same pages as the features of a layout: any order, box and system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import orjson

from api.store.pages import PageQuery

_TOLD: Final = """
    SELECT id COLLATE "C" AS feature_id, 'finding' AS kind, properties,
           ST_SetSRID(ST_GeomFromGeoJSON(nullif(evidence, 'null')), 4490) AS geom
    FROM jsonb_to_recordset(%(told)s::text::jsonb) AS told (id text, properties jsonb, evidence jsonb)
"""


def text_of_finding(geometry: str | None) -> str:
    """A finding as GeoJSON text, in SQL, with this geometry (none if None)."""
    shape = "'null'" if geometry is None else f"coalesce(ST_AsGeoJSON({geometry}, 15, 0), 'null')"
    head = """'{"type":"Feature","id":', to_jsonb(feature_id), ',"geometry":'"""
    return f"""concat({head}, {shape}, ',"properties":', properties, '}}')"""


@dataclass
class FoundQuery(PageQuery):
    """A page of findings: `told` is what `told_of` made of a report."""

    told: str = "[]"

    def source(self, *more: str) -> str:
        """The findings to choose from, under every condition and these besides."""
        conditions = [*self.where, *more]
        return f"FROM ({_TOLD}) finding" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")

    def bound(self) -> dict[str, Any]:
        """The values of the parameters."""
        return super().bound() | {"told": self.told}


def told_of(report: bytes) -> str:
    """The findings of a report's JSON for the query, each with its sentences and clause as plain properties."""
    found = [
        {"id": finding["id"], "evidence": finding["evidence"], "properties": _properties(finding)}
        for finding in orjson.loads(report)["findings"]
    ]
    return orjson.dumps(found).decode()


def _properties(finding: dict[str, Any]) -> dict[str, Any]:
    clause = finding["clause"]
    plain = ("rule", "name", "severity", "status", "subjects", "measured", "required", "unit", "tolerance", "basis")
    return {name: finding.get(name) for name in plain} | {
        "message": finding["message"]["zh"],
        "message_en": finding["message"]["en"],
        "document": clause["document"],
        "locator": clause["locator"],
    }
