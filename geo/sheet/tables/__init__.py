"""Tables beside the map: columns, and rows whose texts are measured before they are set, so that nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from geo.sheet.words import shorten, width_em

TEXT_MM: Final = 2.4
"""The height of the tables' text on an A3 sheet: one em."""

PADDING_MM: Final = 1.0
SECOND: Final = 0.74
"""How much smaller the second language is set."""

_SMALLEST: Final = 0.7
_SECOND_LINES: Final = 0.78
_AIR: Final = 1.06
_AIR_IN_LINE: Final = 1.03
_SWATCH_MM: Final = 4.6
_IN_SWATCH: Final = 3

_UNBROKEN: Final = re.compile(r"[^\s\u2e80-\uffff]+")
"""What no line can break: words of narrow letters."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Column:
    """A column: its head (text or an SVG), its share of the table's width, and whether long texts take more lines."""

    title: str
    share: float
    align: Align = "left"
    wraps: bool = False
    second: str = ""
    swatch: str = ""


@dataclass(frozen=True)
class Cell:
    """A text in a table; `second` stands below it in small print; `swatch` is an SVG drawn in its place."""

    text: str
    second: str = ""
    swatch: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """A row: a heading over several rows with its symbol, a row of cells, or a total."""

    kind: Literal["class", "row", "total"]
    cells: tuple[Cell, ...]
    swatch: str = ""


@dataclass(frozen=True)
class Table:
    """What is set beside the map; `more` is its title where it goes on elsewhere, `head` whether columns have heads."""

    title: str
    more: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: bool = True


def row_data(row: Row, columns: Sequence[Column], width_mm: float) -> dict[str, Any]:
    """A row for a table of that width on an A3 sheet, with the lines that its tallest cell needs."""
    if row.kind == "class":
        room = width_mm - PADDING_MM - 5.6
        cell = _on_one_line(row.cells[0], room / TEXT_MM)
        return {"kind": row.kind, "swatch": row.swatch, "cells": [cell], "lines": 1.0}
    cells = [_fit(c, k, k.share * width_mm - PADDING_MM) for c, k in zip(row.cells, columns, strict=True)]
    return {"kind": row.kind, "cells": cells, "lines": max(c["lines"] for c in cells)}


def _fit(cell: Cell, column: Column, width_mm: float) -> dict[str, Any]:
    """The cell with how much it shrinks to fit, or broken into lines; cut where neither helps."""
    drawn = _SWATCH_MM if cell.swatch and len(cell.text) > _IN_SWATCH else 0.0
    room = max(width_mm - drawn, PADDING_MM) / TEXT_MM
    too_long = " " in cell.text and room / _AIR_IN_LINE < _SMALLEST * width_em(cell.text)
    if not (column.wraps or too_long):
        return _on_one_line(cell, room)
    text = _UNBROKEN.sub(lambda found: shorten(found[0], room / _AIR), cell.text)
    lines = sum(max(1, -(-int(width_em(part) * _AIR * 100) // int(room * 100))) for part in text.split("\n"))
    return _data(cell, 1.0, text, lines + (_SECOND_LINES if cell.second else 0.0), room)


def _on_one_line(cell: Cell, room: float) -> dict[str, Any]:
    room /= _AIR_IN_LINE
    size = min(1.0, max(_SMALLEST, room / max(width_em(cell.text), 0.1)))
    return _data(cell, size, shorten(cell.text, room / size), 1.0 + (_SECOND_LINES if cell.second else 0.0), room)


def _data(cell: Cell, size: float, text: str, lines: float, room: float = 0.0) -> dict[str, Any]:
    out: dict[str, Any] = {"text": text, "size": round(size, 3), "lines": lines, "bold": cell.bold}
    if cell.swatch:
        out["swatch"] = cell.swatch
    if cell.second:
        small = SECOND * min(1.0, max(0.75, room / max(width_em(cell.second) * SECOND, 0.1)))
        out |= {"second": shorten(cell.second, room / small), "second_size": round(small, 3)}
    return out
