"""Findings of a report as features, in the same pages as the features of a layout: any order, box and system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from api.store.cql import queryables
from api.store.cql.queryables import Queryable
from api.store.pages import PageQuery
from geo.model import Severity, Status, Text
from geo.rules import RULES

TITLES: Final = {
    "rule": Text("规则", "Rule"),
    "title": Text("规则名称", "Title of the rule"),
    "title_en": Text("规则名称（英文）", "Title of the rule in English"),
    "name": Text("规则短名", "Short name of the rule"),
    "severity": Text("级别", "Severity"),
    "status": Text("状态", "Status"),
    "subjects": Text("涉及的要素", "Features concerned"),
    "message": Text("说明", "Message"),
    "message_en": Text("说明（英文）", "Message in English"),
    "measured": Text("量得", "Measured"),
    "required": Text("要求", "Required"),
    "unit": Text("单位", "Unit"),
    "tolerance": Text("容差", "Tolerance"),
    "basis": Text("量算依据", "Basis of measurement"),
    "document": Text("文件", "Document"),
    "locator": Text("条文位置", "Place in the document"),
}
"""What a finding says of itself, in the order in which it is written, and what that is called."""
COLUMNS: Final = tuple(TITLES)
LISTS: Final = ("subjects",)
NUMBERS: Final = ("measured", "required", "tolerance")
CLOSED: Final = {
    "severity": [severity.value for severity in Severity],
    "status": [status.value for status in Status],
}
"""The values that there are, in their order: the worst first, what is open first."""
_TOLD: Final = """
    SELECT id COLLATE "C" AS feature_id, 'finding' AS kind, properties,
           ST_SetSRID(ST_GeomFromGeoJSON(nullif(evidence, 'null')), 4490) AS geom
    FROM jsonb_to_recordset(%(told)s::text::jsonb) AS told (id text, properties jsonb, evidence jsonb)
"""


def _queryable(name: str) -> Queryable:
    known = queryables.property_of(name, LISTS, NUMBERS)
    return Queryable(name, {"type": "string", "enum": CLOSED[name]}, known.term) if name in CLOSED else known


QUERYABLES: Final = queryables.table(queryables.ID, queryables.GEOMETRY, *map(_queryable, COLUMNS))


def text_of_finding(geometry: str | None, properties: Sequence[str] | None = None) -> str:
    """A finding as GeoJSON text, in SQL, with this geometry (none if None) and these properties (all if None).

    The names are known to be of `COLUMNS`.
    """
    shape = "'null'" if geometry is None else f"coalesce(ST_AsGeoJSON({geometry}, 15, 0), 'null')"
    named = [name for name in COLUMNS if properties is None or name in properties]
    pairs = ", ',', ".join(f"""'"{name}":', coalesce(properties -> '{name}', 'null')""" for name in named)
    head = """'{"type":"Feature","id":', to_jsonb(feature_id), ',"geometry":'"""
    return f"""concat({head}, {shape}, ',"properties":{{', {pairs or "''"}, '}}}}')"""


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
    clause, rule = finding["clause"], RULES.get(finding["rule"])
    title = rule.title if rule else Text(finding["name"], finding["name"])
    said = {
        "title": title.zh,
        "title_en": title.en,
        "message": finding["message"]["zh"],
        "message_en": finding["message"]["en"],
        "document": clause["document"],
        "locator": clause["locator"],
    }
    return {name: said[name] if name in said else finding.get(name) for name in COLUMNS}
