"""Tables flow through the boxes beside the map, and on to further pages where they are longer than the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from geo.sheet.paper import Arrangement
from geo.sheet.tables import SECOND, Table, row_data

ROW_MM: Final = 3.3
TALLEST_ROW_MM: Final = 4.6
TITLE_MM: Final = 5.2
HEAD_MM: Final = 5.2
"""Title and column heads of a table, for an A3 sheet."""

_BETWEEN_MM: Final = 2.0
_ZOOMS: Final = (1.6, 1.45, 1.3, 1.15)
_LEAST_SIZE: Final = 0.85
_PAGE_COLUMNS: Final = 3
_PAGE_REST_MM: Final = 45.0


def flow(tables: Sequence[Table], sheet: Arrangement) -> dict[str, Any]:
    """Pieces of tables for each box of the first page, and for each column of further pages.

    Row heights are stretched to fill the boxes when everything fits, and evened out over several boxes; few rows
    are set larger ("zoom"), so that a meeting can read them.
    """
    usual = _set(tables, sheet, 1.0)
    larger = (_set(tables, sheet, zoom) for zoom in (_ZOOMS if usual[1] == TALLEST_ROW_MM else ()))
    zoom, row, dealt, rest = next((found for found in larger if not found[3] and _is_easy(found[2])), usual)
    pages = _pages(rest, sheet)
    return {
        "zoom": zoom,
        "row": round(row * zoom * sheet.factor, 3),
        "page_row": round(ROW_MM * sheet.factor, 3),
        "boxes": [box.data() | {"pieces": pieces} for box, pieces in zip(sheet.tables, dealt, strict=True)],
        "pages": pages,
    }


_Measured = tuple[Table, list[dict[str, Any]]]


def _set(
    tables: Sequence[Table], sheet: Arrangement, zoom: float
) -> tuple[float, float, list[list[dict[str, Any]]], list[_Measured]]:
    """Everything set `zoom` times as large: that number, a line's height before it, pieces by box, what is over."""
    measured = [_measure(t, sheet, zoom) for t in tables]
    rooms = [box.height / sheet.factor / zoom for box in sheet.tables]
    row = _stretched(measured, rooms)
    level = None if len(rooms) == 1 else row * sum(sum(r["lines"] for r in rows) for _, rows in measured) / len(rooms)
    return zoom, row, *_deal(measured, rooms, row, level if row > ROW_MM else None)


def _is_easy(dealt: Sequence[Sequence[dict[str, Any]]]) -> bool:
    """Whether no text had to shrink much, let alone be cut."""
    cells = [cell for pieces in dealt for piece in pieces for row in piece["rows"] for cell in row["cells"]]
    return all(min(c["size"], c.get("second_size", SECOND) / SECOND) >= _LEAST_SIZE for c in cells)


def _measure(table: Table, sheet: Arrangement, zoom: float) -> _Measured:
    width = sheet.tables[0].width / sheet.factor / zoom
    return table, [row_data(row, table.columns, width) for row in table.rows]


def _over(table: Table) -> float:
    return TITLE_MM + (HEAD_MM if table.head else 0.0)


def _stretched(measured: Sequence[_Measured], rooms: Sequence[float]) -> float:
    """The height of a line at which everything fills the boxes, between the smallest and the tallest."""
    lines = sum(sum(r["lines"] for r in rows) for _, rows in measured)
    fixed = sum(_over(t) for t, _ in measured) + _BETWEEN_MM * max(len(measured) - 1, 0)
    fixed += HEAD_MM * 2 * (len(rooms) - 1)
    slack = 0.0 if len(rooms) == 1 else 2 * ROW_MM * len(rooms)
    height = (sum(rooms) - fixed - slack) / max(lines, 1)
    return min(max(height, ROW_MM), TALLEST_ROW_MM)


def _deal(
    measured: Sequence[_Measured], rooms: Sequence[float], row_mm: float, level: float | None = None
) -> tuple[list[list[dict[str, Any]]], list[_Measured]]:
    """Rows dealt out to rooms in order, and what is over."""
    queue = list(measured)
    out: list[list[dict[str, Any]]] = []
    begun = False
    for room in rooms:
        left, pieces = room + 1e-6, list[dict[str, Any]]()
        while queue:
            table, rows = queue[0]
            gap = _BETWEEN_MM if pieces else 0.0
            free = left - gap - _over(table)
            take = _taken(rows, free if level is None else min(free, max(level - (room - left), 0.0) + row_mm), row_mm)
            if not take:
                break
            pieces.append(_piece(table, rows[:take], begun))
            left = free - row_mm * sum(r["lines"] for r in rows[:take])
            begun = take < len(rows)
            if begun:
                queue[0] = (table, rows[take:])
                break
            queue.pop(0)
        out.append(pieces)
    return out, queue


def _taken(rows: Sequence[dict[str, Any]], free_mm: float, row_mm: float) -> int:
    """How many rows fit, so that no heading stays behind alone."""
    used, count = 0.0, 0
    for row in rows:
        used += row["lines"] * row_mm
        if used > free_mm + 1e-6:
            break
        count += 1
    while 0 < count < len(rows) and rows[count - 1]["kind"] == "class":
        count -= 1
    return count


def _piece(table: Table, rows: list[dict[str, Any]], begun: bool) -> dict[str, Any]:
    return {
        "title": table.more if begun else table.title,
        "head": table.head,
        "columns": [
            {"title": c.title, "second": c.second, "swatch": c.swatch, "share": c.share, "align": c.align}
            for c in table.columns
        ],
        "rows": rows,
    }


def _pages(rest: Sequence[_Measured], sheet: Arrangement) -> list[list[list[dict[str, Any]]]]:
    """The rest of the rows on pages of three columns."""
    room = sheet.height_mm / sheet.factor - _PAGE_REST_MM
    pages: list[list[list[dict[str, Any]]]] = []
    queue = list(rest)
    while queue:
        columns, left = _deal(queue, [room] * _PAGE_COLUMNS, ROW_MM)
        if not any(columns):
            columns = [[_piece(queue[0][0], queue[0][1][:1], True)]]
            left = [(queue[0][0], queue[0][1][1:]), *queue[1:]] if len(queue[0][1]) > 1 else queue[1:]
        pages.append([pieces for pieces in columns if pieces])
        queue = left
    return pages
