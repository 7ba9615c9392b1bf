"""Tables of boundary points (界址点成果表): one row a point, rows grouped into rings, rings into parcels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from geo.exchange.grid.cells import Cell, empty, number, shown
from geo.exchange.grid.header import Header, Role
from geo.exchange.grid.traverse import Point, Traverse
from geo.exchange.source import Layer
from geo.model import Text

_FOOT: Final = re.compile(
    r"合计|总计|小计|共计|面积|周长|制表|填表|审核|检查|校核|日期|备注|说明|单位|注[:：]|total|sum", re.I
)
_SECTION: Final = "地块名称"
_NAMING: Final = re.compile(r"名称|编号|代码|组团|园区|^id$|name", re.I)
_LEAST_REPEATED: Final = 3


@dataclass
class _Parcel:
    key: Cell
    traverse: Traverse = field(default_factory=Traverse)
    rows: list[list[Cell]] = field(default_factory=list)
    wrong: Text | None = None


def boundary_layer(
    name: str, header: Header, body: Sequence[tuple[int, list[Cell]]], crs: str | None, remarks: list[Text]
) -> Layer:
    """The parcels whose boundary points a table lists; what could not be read is told in `remarks` or by `broken`.

    Rings end where the first point comes again, where a ring's number changes, and where numbering starts anew. Without
    a column that names parcels, they end at a row with a title, and where numbering starts anew.
    """
    key = header.roles.get(Role.PARCEL, _naming(header, body))
    parcels = _parcels(header, body, key, remarks)
    geometry = np.full(len(parcels), None, dtype=object)
    broken: dict[int, Text] = {}
    sorted_by_number = 0
    for i, parcel in enumerate(parcels):
        wrong = parcel.wrong or parcel.traverse.wrong
        if wrong is not None:
            broken[i] = wrong
        else:
            geometry[i] = parcel.traverse.outline()
            sorted_by_number += parcel.traverse.sorted
    if sorted_by_number:
        remarks.append(Text(
            f"“{name}”中 {sorted_by_number} 个环按行的顺序自相交，已按点号的顺序连接。",
            f"{sorted_by_number} ring(s) of “{name}” cross themselves in the order of rows: joined in that of numbers.",
        ))  # fmt: skip
    return Layer(name, _table(header, parcels, key, name, remarks), geometry, crs, broken, header.axes)


def _naming(header: Header, body: Sequence[tuple[int, list[Cell]]]) -> int | None:
    """The column that names parcels although its title does not say so: one value in several rows."""
    for column, title in enumerate(header.names):
        if column in header.roles.values() or not _NAMING.search(title):
            continue
        values = [shown(row[column]) for _, row in body if column < len(row)]
        filled = [value for value in values if value]
        if filled and len(values) >= _LEAST_REPEATED * len({*filled}):
            return column
    return None


def _parcels(
    header: Header, body: Sequence[tuple[int, list[Cell]]], key: int | None, remarks: list[Text]
) -> list[_Parcel]:
    parcels: list[_Parcel] = []
    known: dict[str, _Parcel] = {}
    skipped: list[tuple[int, str]] = []
    current: Cell = None
    anew, blank = True, False
    for block, (i, row) in _rows(header, body):
        cells = [_at(row, column) for column in header.pairs[block]]
        if all(map(empty, cells)):
            words = " ".join(shown(cell) for cell in row if not empty(cell))
            blank = blank or not words
            if key is None and _is_title(row):
                current, anew = words, True
            elif words:
                skipped.append((i + 1, words))
            continue
        if key is not None and not empty(_at(row, key)):
            current = _at(row, key)
        numbered = header.labels[block]
        label = "" if numbered is None else shown(_at(row, numbered))
        ring = shown(_at(row, header.roles[Role.RING])) if Role.RING in header.roles else ""
        x, y = map(number, cells)
        if key is not None:
            parcel = known.get(shown(current))
        else:
            anew = anew or (not ring and parcels[-1].traverse.restarts(label, (x, y), blank))
            parcel = None if anew else parcels[-1]
        if parcel is None:
            parcel = known[shown(current)] = _Parcel(current)
            parcels.append(parcel)
        anew = blank = False
        parcel.rows.append(row)
        if x is None or y is None:
            parcel.wrong = parcel.wrong or _no_number(i + 1, label, cells)
        else:
            parcel.traverse.add(Point(x, y, label), ring)
    _tell(skipped, remarks)
    return parcels


def _rows(header: Header, body: Sequence[tuple[int, list[Cell]]]) -> Iterator[tuple[int, tuple[int, list[Cell]]]]:
    """Rows of the first block of columns, then those of the next, as they are read on paper."""
    for block in range(len(header.pairs)):
        for entry in body:
            yield block, entry


def _is_title(row: Sequence[Cell]) -> bool:
    texts = [cell for cell in row if not empty(cell)]
    return len(texts) == 1 and isinstance(texts[0], str) and number(texts[0]) is None and not _FOOT.search(texts[0])


def _no_number(line: int, label: str, cells: Sequence[Cell]) -> Text:
    words = "，".join(shown(cell) or "（空）" for cell in cells)
    return Text(
        f"第 {line} 行（点 {label or '未编号'}）的坐标不是数：{words}",
        f"row {line} (point {label or 'without a number'}) has a coordinate that is no number: {words}",
    )


def _tell(skipped: list[tuple[int, str]], remarks: list[Text]) -> None:
    if skipped:
        line, words = skipped[-1]
        remarks.append(Text(
            f"{len(skipped)} 行没有坐标，未读作界址点，如第 {line} 行：{words[:40]}",
            f"{len(skipped)} row(s) without coordinates were not read as points, such as row {line}: {words[:40]}",
        ))  # fmt: skip


def _table(header: Header, parcels: list[_Parcel], key: int | None, name: str, remarks: list[Text]) -> pd.DataFrame:
    """A row a parcel: its key, and the columns that hold one value for all of its points."""
    used = {column for pair in header.pairs for column in pair}
    used |= {column for role, column in header.roles.items() if role in (Role.POINT, Role.RING)}
    used |= {column for column in header.labels if column is not None}
    columns: dict[str, list[Cell]] = {}
    varying: list[str] = []
    if key is None and any(parcel.key is not None for parcel in parcels):
        columns[_SECTION] = [parcel.key for parcel in parcels]
    for column, title in enumerate(header.names):
        if column in used:
            continue
        values = [{shown(cell): cell for cell in _filled(parcel, column)} for parcel in parcels]
        if column != key and any(len(value) > 1 for value in values):
            varying.append(title)
        elif any(values) and not title.startswith("#"):
            columns[title] = [next(iter(value.values()), None) for value in values]
    if varying:
        titles = "、".join(varying)
        remarks.append(Text(
            f"“{name}”中逐点不同的列未读取：{titles}",
            f"Columns of “{name}” that differ from point to point were left out: {', '.join(varying)}",
        ))  # fmt: skip
    return pd.DataFrame(columns, index=range(len(parcels)), dtype=object)


def _filled(parcel: _Parcel, column: int) -> list[Cell]:
    return [cell for cell in (_at(row, column) for row in parcel.rows) if not empty(cell)]


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
