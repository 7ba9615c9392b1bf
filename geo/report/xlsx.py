"""A report as a workbook: findings, areas, summary and clauses, a sheet each.

Whatever a text begins with, it is stored as text: no cell of the workbook is a formula. The same inputs give the same
bytes. Rows are written as they are made, so that a large layout needs little memory.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from geo.model import Text
from geo.report.checked import Checked
from geo.report.tables import Column, Table, tables

_HEAD_FILL: Final = PatternFill("solid", fgColor="164E63")
_HEAD_FONT: Final = Font(bold=True, color="FFFFFF")
_HEAD: Final = Alignment(vertical="center", wrap_text=True)
_TEXT: Final = Alignment(vertical="top", wrap_text=True)
_NUMBER: Final = Alignment(vertical="top", horizontal="right")
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COMPUTED: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL: Final = 32_767
_CALM: Final = 1_000
"""Rows up to which each cell wraps its text; more of them would make the file slow to open."""
# Libraries share the prefixes of namespaces: another one may have changed this one's.
_MODIFIED: Final = re.compile(rb"(<\w+:modified[^>]*>)[^<]*(</\w+:modified>)")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def to_xlsx(checked: Checked) -> bytes:
    """The workbook of a checked layout, in its language."""
    return workbook(checked.title, tables(checked), checked.on, checked.lang)


def workbook(title: Text, sheets: Iterable[Table], on: date, lang: str) -> bytes:
    """A workbook of that title and day with a sheet for each table."""
    book = Workbook(write_only=True)
    made = datetime.combine(on, time())
    book.properties.creator = "Yuantu 园图"
    book.properties.title = _fit(title.say(lang))
    book.properties.created = made
    for table in sheets:
        _sheet(book, table, lang)
    body = io.BytesIO()
    book.save(body)
    return _steady(body.getvalue(), made)


def _sheet(book: Any, table: Table, lang: str) -> None:
    sheet = book.create_sheet(table.title.say(lang))
    for i, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    if table.headed:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
        sheet.append([_head(sheet, column.title.say(lang)) for column in table.columns])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    wrapped = len(table.rows) <= _CALM
    for row in table.rows:
        sheet.append(list(_cells(sheet, row, table.columns, wrapped)))


def _head(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD
    return cell


def _cells(sheet: Any, row: Sequence[object], columns: Sequence[Column], wrapped: bool) -> Iterable[Any]:
    for value, column in zip(row, columns, strict=True):
        if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
            yield None
        elif isinstance(value, int | float):
            cell = WriteOnlyCell(sheet, value)
            cell.alignment = _NUMBER
            if column.format:
                cell.number_format = column.format
            yield cell
        elif isinstance(value, date):
            cell = WriteOnlyCell(sheet, datetime.combine(value, time()))
            cell.number_format, cell.alignment = "yyyy-mm-dd", _NUMBER
            yield cell
        else:
            yield _text(sheet, str(value), wrapped)


def _text(sheet: Any, text: str, wrapped: bool) -> Any:
    cell = WriteOnlyCell(sheet, _fit(text))
    # The type alone keeps it from being computed now, the prefix also after someone edits the cell.
    cell.data_type = "s"
    if text.startswith(_COMPUTED):
        cell.quotePrefix = True
    if wrapped:
        cell.alignment = _TEXT
    return cell


def _fit(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return _UNFIT.sub("", text)[:_LONGEST_CELL]


def _steady(body: bytes, made: datetime) -> bytes:
    """The same archive with one time everywhere."""
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return steady.getvalue()
