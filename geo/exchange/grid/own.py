"""A layout as rows of cells and back again: nothing is lost, and no text is taken for a formula.

Each property has a column of its name, `geometry` holds well-known text with the fewest decimals that read back as the
same number, and in CSV the last column, `yuantu`, says in its first row what the file is. An empty cell is no value; an
apostrophe before a text says that it is text, be it empty or one that a spreadsheet would calculate (`'=1+1`): it is
taken away when the file is read here. Lists are joined with `;`, or are JSON where an entry holds one itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson
import pandas as pd
import shapely

from geo import crs
from geo.exchange.about import MEMBER, parsed
from geo.exchange.columns import SEPARATOR, join, split
from geo.exchange.grid.cells import Cell
from geo.exchange.grid.shapes import drawn
from geo.exchange.rows import GEOMETRY, Rows
from geo.exchange.source import Layer
from geo.model import LIST_COLUMNS, NUMBER_COLUMNS

_TEXT: Final = "'"
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", _TEXT)


def header(rows: Rows) -> list[str]:
    """The names of the columns, without the one that says what the file is."""
    return ["id", *rows.names, GEOMETRY]


def cells(rows: Rows) -> Iterator[list[Cell]]:
    """The rows, in the columns of `header`."""
    for part in rows.parts():
        shapes = shapely.from_wkb([row[GEOMETRY] for row in part])
        texts = shapely.to_wkt(shapes, rounding_precision=-1).tolist()
        for row, text in zip(part, texts, strict=True):
            yield [*(_cell(row.get(name)) for name in ("id", *rows.names)), text]


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return _list(value)
    return _guarded(value) if isinstance(value, str) else value


def _list(entries: list[str]) -> str | None:
    if not entries:
        return None
    plain = all(entries) and not any(SEPARATOR in entry for entry in entries) and not entries[0].startswith("[")
    return _guarded(join(entries) if plain else orjson.dumps(entries).decode())


def _guarded(text: str) -> str:
    return f"{_TEXT}{text}" if not text or text.startswith(_FORMULAS) else text


def own(names: list[Cell], body: list[list[Cell]], name: str) -> Layer:
    """The layer of rows that this program wrote, with lists, numbers and texts as they were."""
    places = {title: column for column, title in enumerate(names) if isinstance(title, str)}
    body = [row for row in body if any(cell not in (None, "") for cell in (*row[: places.get(MEMBER, len(row))],))]
    columns = {title: [_value(title, _at(row, column)) for row in body] for title, column in places.items()
               if title not in (GEOMETRY, MEMBER)}  # fmt: skip
    geometry, broken, _ = drawn([_at(row, places[GEOMETRY]) for row in body])
    table = pd.DataFrame(columns, index=range(len(body)), dtype=object)
    return Layer(name, table, geometry, f"EPSG:{crs.EPSG}", broken)


def said_in(names: list[Cell], body: list[list[Cell]]) -> dict[str, Any]:
    """What the rows say of themselves; nothing where this program did not write them."""
    if MEMBER not in names or GEOMETRY not in names:
        return {}
    column = names.index(MEMBER)
    texts = (cell for row in body if isinstance(cell := _at(row, column), str) and cell)
    return parsed(next(texts, None))


def _value(name: str, cell: Cell) -> Any:
    if cell is None or cell == "":
        return [] if name in LIST_COLUMNS else None
    if name in NUMBER_COLUMNS:
        return _float(cell)
    if isinstance(cell, str):
        cell = cell.removeprefix(_TEXT)
        return _entries(cell) if name in LIST_COLUMNS else cell
    return cell


def _entries(text: str) -> Any:
    if text.startswith("["):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            pass
    return list(split(text))


def _float(cell: Cell) -> Any:
    try:
        return float(cell)  # type: ignore[arg-type]
    except ValueError:
        return cell


def _at(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
