"""CSV, in and out: geometries as well-known text, or the boundary points of surveyors; any delimiter, any encoding.

What goes out is UTF-8 with a byte order mark, so that spreadsheets show its Chinese; `grid.own` says what stands in it.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Final

from geo.errors import InputError
from geo.exchange.about import MEMBER, about
from geo.exchange.grid import Grid, layer_of
from geo.exchange.grid.cells import Cell
from geo.exchange.grid.own import cells, header, own, said_in
from geo.exchange.grid.words import Words, words_of
from geo.exchange.rows import Rows, rows_of_layout
from geo.exchange.source import Source
from geo.model import Layout

_DELIMITERS: Final = ("\t", ",", ";", "，", "；", "|", "、")
_LONGEST_CELL: Final = 256 * 1024**2
_SAMPLE_LINES: Final = 60


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us.

    Raises:
        InputError: it holds no table.
    """
    return source_of(words_of(path, encoding), path, "csv")


def source_of(words: Words, path: Path, format: str) -> Source:
    """The same of text that was already read.

    Raises:
        InputError: it holds no table.
    """
    lines = table(words.text)
    remarks = [*words.remarks]
    said = said_in([*lines[0]], lines[1:]) if lines else {}
    if said:
        layer = own([*lines[0]], lines[1:], path.stem)
    else:
        found = layer_of(Grid(path.stem, lines))
        if found is None:
            raise InputError("没有表格", "there is no table in it", where=path.name)
        layer, told = found
        remarks += told
    return Source(path.name, format, (layer,), words.sample, words.encoding, words.declared, said, tuple(remarks))


def table(text: str) -> list[list[Cell]]:
    """The rows of delimited text; an empty cell is None."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        return [[cell or None for cell in row] for row in reader]
    except csv.Error as error:
        raise InputError(f"表格文本有误：{error}", f"the text is no table: {error}") from error


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first lines have one same number of cells, more than one."""
    lines = io.StringIO(text[: 256 * 1024], newline="")
    sample = [line for line, _ in zip(lines, range(_SAMPLE_LINES), strict=False)]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        several = [width for width in widths if width > 1]
        agreeing = max((several.count(width) * min(width, 4) for width in {*several}), default=0)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best


def write(layout: Layout, path: Path) -> None:
    """Write a layout, a row a feature."""
    with rows_of_layout(layout, lists=True) as rows:
        write_rows(rows, path, about(layout))


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str = "") -> None:
    """Write rows, and in the first of them what the file says of itself; where there are none, in one of its own."""
    names = header(rows)
    words: str | None = json.dumps(said)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*names, MEMBER])
        for row in cells(rows):
            writer.writerow([*(repr(cell) if isinstance(cell, float) else cell for cell in row), words])
            words = None
        if words is not None:
            writer.writerow([*[None] * len(names), words])
