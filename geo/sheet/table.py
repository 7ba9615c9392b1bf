"""The table of groups: rows by location class, cut to flow through the sheet's boxes and on to further pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo.model import Kind
from geo.sheet.paper import Arrangement, Box
from geo.sheet.plan import GroupRow, Plan
from geo.sheet.symbols import NO_CLASS, Symbol, swatch
from geo.sheet.words import glossary, say, shorten, width_em

ROW_MM: Final = 3.3
TALLEST_ROW_MM: Final = 4.6
HEAD_MM: Final = 10.4
"""Heading and column heads of a table, for an A3 sheet."""

_COLUMNS: Final = {"zh": (0.08, 0.33, 0.18, 0.14, 0.27), "en": (0.07, 0.31, 0.21, 0.11, 0.30)}
_TEXT_MM: Final = 2.4
_SMALLEST_TEXT: Final = 0.7
_CLASS_REST_EM: Final = 13.0
_PADDING_MM: Final = 1.0


@dataclass(frozen=True)
class Names:
    """How names are shown: English ones from the rulebook's glossary where the sheet is English."""

    lang: str
    rulebook: str

    def __call__(self, name: str) -> str:
        return glossary(self.rulebook).get(name, name) if self.lang == "en" else name


def table_data(
    plan: Plan, classes: dict[str, Symbol], sheet: Arrangement, names: Names, planned_km2: float
) -> dict[str, Any]:
    """Rows for each table box of the first page, and for each column of further pages."""
    boxes = sheet.tables
    rows = _rows(plan, classes, names, boxes[0].width / sheet.factor, sheet.factor)
    rows += _totals(plan, names, planned_km2)
    base = ROW_MM * sheet.factor
    room = sum(_capacity(b, sheet, base) for b in boxes)
    height = base
    if len(rows) <= room:
        height = min(TALLEST_ROW_MM * sheet.factor, _stretched(rows, boxes, sheet))
    chunks = _flow(rows, [_capacity(b, sheet, height) for b in boxes])
    rest = rows[sum(map(len, chunks)) :]
    return {
        "columns": _COLUMNS[names.lang],
        "row": round(height, 3),
        "boxes": [box.data() | {"rows": chunk} for box, chunk in zip(boxes, chunks, strict=True)],
        "pages": _further(rest, sheet, base),
    }


def _rows(plan: Plan, classes: dict[str, Symbol], names: Names, width_mm: float, weight: float) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for name in [*classes, *dict.fromkeys(g.location_class for g in plan.groups if g.location_class not in classes)]:
        members = [g for g in plan.groups if g.location_class == name]
        if members:
            area = sum(g.area_km2 or 0 for g in members)
            title = names(name) or say("no_class", names.lang)
            text = say(
                "class_row",
                names.lang,
                name=shorten(title, width_mm / _TEXT_MM - _CLASS_REST_EM),
                count=len(members),
                area=f"{area:.2f}",
            )
            symbol = swatch(classes.get(name, NO_CLASS), 4.6 * weight, 2.4 * weight, weight)
            out.append({"kind": "class", "text": text, "swatch": symbol})
            out += [_row(g, names, width_mm) for g in sorted(members, key=lambda g: (len(g.key), g.key))]
    return out


def _row(group: GroupRow, names: Names, width_mm: float) -> dict[str, Any]:
    joint = ", " if names.lang == "en" else "、"
    area = "—" if group.area_km2 is None else f"{group.area_km2:.2f}"
    texts = (group.key, names(group.name), names(group.park), area, joint.join(map(names, group.modes)) or "—")
    shares = _COLUMNS[names.lang]
    return {
        "kind": "group",
        "cells": [_cell(t, share * width_mm - _PADDING_MM) for t, share in zip(texts, shares, strict=True)],
    }


def _cell(text: str, width_mm: float) -> dict[str, Any]:
    """A text with the factor by which it shrinks to fit its column, and cut where that does not help."""
    room = width_mm / _TEXT_MM
    size = min(1.0, max(_SMALLEST_TEXT, room / max(width_em(text), 0.1)))
    return {"text": shorten(text, room / size), "size": round(size, 3)}


def _totals(plan: Plan, names: Names, planned_km2: float) -> list[dict[str, Any]]:
    planned = say("parks_limit", names.lang, area=f"{planned_km2:.2f}")
    rows = [("groups_total", Kind.GROUP, ""), ("parks_total", Kind.PARK, planned)]
    return [
        {
            "kind": "total",
            "text": say(word, names.lang, count=plan.count(kind)),
            "area": f"{plan.total_km2(kind):.2f}",
            "note": note,
        }
        for word, kind, note in rows
    ]


def _capacity(box: Box, sheet: Arrangement, row_mm: float) -> int:
    return max(0, int((box.height - HEAD_MM * sheet.factor) / row_mm + 1e-6))


def _stretched(rows: Sequence[Any], boxes: Sequence[Box], sheet: Arrangement) -> float:
    """The row height at which the rows fill the boxes evenly."""
    longest = -(-len(rows) // len(boxes))
    return min(box.height - HEAD_MM * sheet.factor for box in boxes) / max(longest, 1)


def _flow(rows: list[Any], capacities: Sequence[int]) -> list[list[Any]]:
    """Rows dealt out to boxes in order; what is over stays over."""
    even = max(-(-len(rows) // len(capacities)), 1)
    chunks, start = [], 0
    for room in capacities:
        size = min(room, even) if sum(capacities) >= len(rows) else room
        if any(row["kind"] == "class" for row in rows[start : start + size][-1:]):
            size -= 1
        chunks.append(rows[start : start + size])
        start += size
    return chunks


def _further(rows: list[Any], sheet: Arrangement, row_mm: float) -> list[list[list[Any]]]:
    """The rest of the rows on pages of three columns."""
    if not rows:
        return []
    room = max(1, int((sheet.height_mm - 45 * sheet.factor) / row_mm))
    columns = [rows[i : i + room] for i in range(0, len(rows), room)]
    return [columns[i : i + 3] for i in range(0, len(columns), 3)]
