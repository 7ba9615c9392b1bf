"""XLSX, in and out: sheets with well-known text or boundary points; the same rows as CSV (`grid.own`).

A text longer than a cell can hold goes on in further columns (`geometry~2`); characters that XML does not have are
written as `_xHHHH_` (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring). What the file is stands in its custom properties, and in
words on a sheet of its own.
"""

from __future__ import annotations

import datetime
import json
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty

from geo.errors import InputError
from geo.exchange.about import MEMBER, about, parsed
from geo.exchange.archive import MAX_BYTES
from geo.exchange.grid import Grid, layer_of
from geo.exchange.grid.cells import Cell
from geo.exchange.grid.continued import continued, joined
from geo.exchange.grid.own import cells, header, own
from geo.exchange.rows import GEOMETRY, Rows, refusing, rows_of_layout
from geo.exchange.source import Layer, Source
from geo.model import Layout, Text

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
_LONGEST: Final = 32_767
_CHUNK: Final = 4_000
"""Of characters that may take up to seven each when they are escaped."""
_CHUNK_BYTES: Final = 1024**2
_SHEETS: Final = "xl/worksheets/sheet"
_NO_RESULT: Final = (b"</f>", b"</f><v/>", b"</f><v />", b"</f><v></v>")
_FEATURES: Final = "要素"
_ABOUT: Final = "说明"
_SYSTEM: Final = Text(
    "坐标：CGCS2000 经纬度（EPSG:4490），WKT", "Coordinates: CGCS2000 longitude and latitude (EPSG:4490), WKT"
)
_NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_UNREADABLE: Final = (
    "不是可读的 .xlsx 工作簿（旧版 .xls 与加密的文件请另存为 .xlsx）",
    "not a readable .xlsx workbook (save an old .xls or an encrypted file as .xlsx)",
)


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: every sheet with a table, of cells with formulas the value last calculated.

    Raises:
        InputError: not a workbook, or none of its sheets holds a table.
    """
    grids, said = _opened(path)
    ours = next((joined(grid) for grid in grids if said and grid.rows and GEOMETRY in grid.rows[0]), None)
    if ours is not None:
        return Source(path.name, "xlsx", (own(ours.rows[0], ours.rows[1:], path.stem),), said=said)
    with refusing(*_UNREADABLE, path.name):
        remarks = [*_on_formulas(path)]
    layers: list[Layer] = []
    for grid in grids:
        found = layer_of(grid)
        if found is not None:
            layers.append(found[0])
            remarks += found[1]
    if not layers:
        raise InputError("没有表格", "there is no table in it", where=path.name)
    drawn = [layer for layer in layers if layer.broken or any(shape is not None for shape in layer.geometry)]
    if drawn and len(drawn) < len(layers):
        names = [layer.name for layer in layers if layer not in drawn]
        remarks.append(Text(
            f"下列工作表没有坐标，未读取：{'、'.join(names)}",
            f"These sheets have no coordinates and were left out: {', '.join(names)}",
        ))  # fmt: skip
    return Source(path.name, "xlsx", tuple(drawn or layers), remarks=tuple(remarks))


def _opened(path: Path) -> tuple[list[Grid], dict[str, Any]]:
    """The sheets of a workbook, and what it says of itself."""
    with refusing(*_UNREADABLE, path.name), path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of styles and extensions that it does not read; none of them bears values.
        _refuse_bombs(path)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            grids = [Grid(sheet.title, _rows(sheet)) for sheet in book.worksheets]
            properties = {item.name: item.value for item in book.custom_doc_props.props}  # type: ignore[attr-defined]
        finally:
            book.close()
    return grids, parsed(properties.get(MEMBER))


def _on_formulas(path: Path) -> Iterator[Text]:
    """Say how many formulas have no result, as a program leaves them that writes workbooks without calculating them."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith(_SHEETS)]
        count = sum(_uncalculated(archive, name) for name in sheets)
    if count:
        yield Text(
            f"{count} 个单元格的公式没有计算结果，按空值读取：请用表格软件打开并保存一次。",
            f"{count} cell(s) with formulas have no result and were read as empty: open and save it in a spreadsheet.",
        )


def _uncalculated(archive: zipfile.ZipFile, name: str) -> int:
    count, rest = 0, b""
    with archive.open(name) as sheet:
        while chunk := sheet.read(_CHUNK_BYTES):
            *cells, rest = (rest + chunk).split(b"</c>")
            rest = rest[-_CHUNK_BYTES:]
            count += sum(cell.endswith(_NO_RESULT) for cell in cells)
    return count


def _refuse_bombs(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        # A member never unpacks to more than its entry says.
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            megabytes = MAX_BYTES // 1024**2
            raise InputError(f"解压后超过 {megabytes} MB", f"it unpacks to more than {megabytes} MB", where=path.name)


def _rows(sheet: Any) -> list[list[Cell]]:
    """The cells of a sheet, whatever it says of its own extent."""
    sheet.reset_dimensions()
    grid = [_trimmed(row) for row in islice(sheet.iter_rows(values_only=True), MOST_ROWS)]
    while grid and not grid[-1]:
        grid.pop()
    return grid


def _trimmed(row: tuple[Any, ...]) -> list[Cell]:
    last = next((i for i in range(len(row), 0, -1) if row[i - 1] is not None), 0)
    return [_cell(value) for value in row[:last]]


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def write(layout: Layout, path: Path) -> None:
    """Write a layout, a row a feature.

    Raises:
        InputError: it has more features than a sheet has rows, or an outline that no row can hold.
    """
    with rows_of_layout(layout, lists=True) as rows:
        write_rows(rows, path, about(layout), title=layout.id)


def write_rows(rows: Rows, path: Path, said: dict[str, Any], *, title: str = "") -> None:
    """Write rows, and beside them what the file says of itself.

    Raises:
        InputError: there are more rows than a sheet has, or an outline that no row can hold.
    """
    names = header(rows)
    parts = _widths(rows, len(names))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_FEATURES)
    sheet.freeze_panes = "B2"
    sheet.append([continued(name, part + 1) for name, count in zip(names, parts, strict=True) for part in range(count)])
    for row in cells(rows):
        sheet.append([
            _written(sheet, piece[part] if part < len(piece) else None)
            for piece, count in zip(map(_parts, row), parts, strict=True) for part in range(count)
        ])  # fmt: skip
    _describe(book, said, title)
    book.save(path)


def _widths(rows: Rows, columns: int) -> list[int]:
    """How many cells each column takes; refuses what fits no sheet."""
    parts, count = [1] * columns, 0
    for row in cells(rows):
        parts = [max(width, len(_parts(cell))) for width, cell in zip(parts, row, strict=True)]
        count += 1
    if count >= MOST_ROWS:
        raise InputError(f"超过 {MOST_ROWS - 1} 个要素", f"there are more than {MOST_ROWS - 1} features", where="xlsx")
    if sum(parts) > MOST_COLUMNS:
        raise InputError("轮廓太长，一行容纳不下", "an outline is too long for a row", where="xlsx")
    return parts


def _parts(cell: Cell) -> list[Cell]:
    if not isinstance(cell, str) or len(cell) <= _CHUNK:
        return [cell]
    size = _LONGEST if cell.isascii() and not _NO_XML.search(cell) else _CHUNK
    return [cell[start : start + size] for start in range(0, len(cell), size)]


def _written(sheet: Any, value: Cell) -> Any:
    if isinstance(value, float):
        cell = WriteOnlyCell(sheet, repr(value))
        cell.data_type = "n"  # With all its digits: the library itself writes one less than some numbers need.
        return cell
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    cell.data_type = "s"  # Never a formula or an error, whatever it begins with.
    return cell


def _describe(book: Workbook, said: dict[str, Any], name: str) -> None:
    """What the file is: for programs in its properties, for people on a sheet."""
    properties: Any = book.custom_doc_props  # type: ignore[attr-defined]
    properties.append(StringProperty(name=MEMBER, value=json.dumps(said)))
    sheet = book.create_sheet(_ABOUT)
    for words in (said.get("title") or {"zh": name}, said.get("notice") or {}, _SYSTEM.data()):
        for line in words.values():
            sheet.append([_written(sheet, line[:_CHUNK])])
