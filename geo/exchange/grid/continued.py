"""Texts that are longer than a cell can be: continued in further columns, named `name~2`, `name~3` and so on."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from geo.exchange.grid.cells import Cell, Grid

_CONTINUED: Final = re.compile(r"(.+)~(\d+)", re.S)


def continued(name: str, part: int) -> str:
    """The name of the column with a text's further part, counted from 1."""
    return name if part == 1 else f"{name}~{part}"


def joined(grid: Grid) -> Grid:
    """A grid whose first row has such columns, with the parts put together in the first column of each name."""
    names = [cell if isinstance(cell, str) else "" for cell in grid.rows[0]] if grid.rows else []
    parts: dict[int, list[int]] = defaultdict(list)
    for column, name in enumerate(names):
        if (found := _CONTINUED.fullmatch(name)) and found[1] in names:
            parts[names.index(found[1])].append(column)
    if not parts:
        return grid
    gone = {column for columns in parts.values() for column in columns}
    return Grid(grid.name, [_row(row, parts if i else {}, gone) for i, row in enumerate(grid.rows)])


def _row(row: list[Cell], parts: dict[int, list[int]], gone: set[int]) -> list[Cell]:
    whole = list(row)
    for column, further in parts.items():
        texts = [row[i] for i in further if i < len(row)]
        if any(texts) and isinstance(whole[column], str):
            whole[column] = "".join(str(text) for text in (whole[column], *texts) if text is not None)
    return [cell for i, cell in enumerate(whole) if i not in gone]
