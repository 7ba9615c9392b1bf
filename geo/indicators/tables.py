"""Values in and out as tables: CSV and XLSX, with headings in Chinese or English. All of a table is taken, or none."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo.errors import InputError
from geo.indicators.values import Value, Wrong, check_value
from geo.model import Text
from geo.rulebook import Rulebook

COLUMNS: Final = {
    "indicator": "指标编号", "name": "指标名称", "scope": "范围", "year": "年份", "value": "数值", "unit": "单位",
    "source": "来源", "note": "备注",
}  # fmt: skip
_NEEDED: Final = ("indicator", "scope", "year", "value", "source")
_UNPACKED_LIMIT_BYTES: Final = 200 * 1024**2
_ROW_LIMIT: Final = 100_000
_CELL_LIMIT: Final = 200
_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class WrongCell:
    """A cell that cannot be taken: the row as a spreadsheet counts it, the column's heading, and why."""

    row: int
    column: str
    message: Text

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"row": self.row, "column": self.column, "message": self.message.data()}


class WrongCells(InputError):
    """A table has wrong cells, so nothing of it was taken; `cells` are all of them, up to a limit."""

    def __init__(self, name: str, cells: Sequence[WrongCell]) -> None:
        shown = cells[:_CELL_LIMIT]
        zh = [f"第 {c.row} 行 {COLUMNS[c.column]} 列：{c.message.zh}" for c in shown]
        en = [f"row {c.row}, column {c.column}: {c.message.en}" for c in shown]
        super().__init__(
            "\n".join([f"{len(cells)} 处有误，未导入任何数值", *zh]),
            "\n".join([f"{len(cells)} wrong, nothing was imported", *en]),
            where=name,
        )
        self.cells = tuple(shown)


@dataclass(frozen=True)
class _Cell:
    """A cell's text, and whether a spreadsheet shows it as a share of a hundred."""

    text: str
    percent: bool = False


def read_values(body: bytes, book: Rulebook, *, name: str = "table", author: str = "") -> list[Value]:
    """The values of a CSV (UTF-8 or GB 18030) or XLSX table; rows without a number are left out.

    Raises:
        WrongCells: some cells are wrong; nothing is taken.
        InputError: it is no table, or a heading is missing.
    """
    rows = _xlsx(body, name) if body[:4] == b"PK\x03\x04" else _csv(body, name)
    _, first = next(rows, (0, []))
    columns = _columns([cell.text for cell in first], name)
    values: list[Value] = []
    wrong: list[WrongCell] = []
    seen: dict[tuple[str, str, int], int] = {}
    for number, cells in rows:
        if number > _ROW_LIMIT:
            raise InputError(f"超过 {_ROW_LIMIT} 行", f"has more than {_ROW_LIMIT} rows", where=name)
        row = {key: cells[i] if i < len(cells) else _Cell("") for key, i in columns.items()}
        if not row["value"].text:
            continue
        value, faults = _value(row, book, author)
        wrong += [WrongCell(number, fault.column, fault.message) for fault in faults]
        if value is None:
            continue
        key = (value.indicator, value.scope, value.year)
        if (earlier := seen.setdefault(key, number)) != number:
            told = Text(f"与第 {earlier} 行重复", f"says again what row {earlier} says")
            wrong.append(WrongCell(number, "indicator", told))
        values.append(value)
    if wrong:
        raise WrongCells(name, wrong)
    if not values:
        raise InputError("表中没有数值", "the table has no values", where=name)
    return values


def template_csv(book: Rulebook) -> bytes:
    """A table with a row for every indicator that takes a value, to be filled in; opens in a spreadsheet as it is."""
    out = io.StringIO()
    csv.writer(out).writerows(_template(book))
    return out.getvalue().encode("utf-8-sig")


def template_xlsx(book: Rulebook) -> bytes:
    """The same as a workbook."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in _template(book):
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _template(book: Rulebook) -> Iterator[list[str | int]]:
    yield list(COLUMNS.values())
    for item in book.indicators.values():
        if item.type != "baseline" and item.low is not None:
            scope = "" if item.each else item.scope
            yield [item.id, item.name, scope, item.last, "", item.unit, "", ""]


def _columns(headings: Sequence[str], name: str) -> dict[str, int]:
    known = {heading: key for key, zh in COLUMNS.items() for heading in (key, zh)}
    found: dict[str, int] = {}
    for i, heading in enumerate(headings):
        key = known.get(heading.strip().lower())
        if key is None and heading.strip():
            raise InputError(f"未知的列“{heading}”", f"unknown column {heading}", where=name)
        if key in found:
            raise InputError(f"列“{heading}”重复", f"the column {heading} occurs twice", where=name)
        if key is not None:
            found[key] = i
    if missing := [key for key in _NEEDED if key not in found]:
        zh = "、".join(COLUMNS[key] for key in missing)
        raise InputError(f"首行缺少列：{zh}", f"the first row lacks the columns {', '.join(missing)}", where=name)
    return found


def _value(row: dict[str, _Cell], book: Rulebook, author: str) -> tuple[Value | None, list[Wrong]]:
    """A row as a value, or what is wrong with it."""
    wrong: list[Wrong] = []
    indicator = book.indicators.get(row["indicator"].text)
    unit = "" if indicator is None else indicator.unit
    given = row.get("unit", _Cell("")).text
    if indicator is not None and given not in ("", unit):
        zh, en = f"单位应为“{unit}”，而非“{given}”", f"the unit is {unit}, not {given}"
        wrong.append(Wrong("unit", Text(zh, en)))
    number = _number(row["value"], unit, wrong)
    year = _year(row["year"].text, wrong)
    texts = {name: row[name].text if name in row else "" for name in ("indicator", "scope", "source", "note")}
    value = Value(year=year or 2000, value=0.0 if number is None else number, author=author, **texts)
    wrong += check_value(value, book)
    return (None if wrong else value), wrong


def _number(cell: _Cell, unit: str, wrong: list[Wrong]) -> float | None:
    text = cell.text.replace("，", ",")
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if text.startswith("="):
        wrong.append(Wrong("value", Text("是公式，请粘贴为数值", "is a formula; paste it as a value")))
    elif not text or not any(c.isdigit() for c in text) or not _NUMBER.fullmatch(text):
        wrong.append(Wrong("value", Text(f"“{cell.text}”不是数", f"{cell.text} is not a number")))
    elif (percent or cell.percent) and unit != "%":
        wrong.append(Wrong("value", Text("此指标的单位不是 %", "this indicator is not counted in %")))
    else:
        number = float(text.replace(",", ""))
        return round(number * 100, 9) if cell.percent else number
    return None


def _year(text: str, wrong: list[Wrong]) -> int | None:
    if re.fullmatch(r"\d{4}(\.0+)?年?", text):
        return int(text[:4])
    wrong.append(Wrong("year", Text(f"“{text}”不是四位数的年份", f"{text} is not a year of four digits")))
    return None


def _csv(body: bytes, name: str) -> Iterator[tuple[int, list[_Cell]]]:
    reader = csv.reader(io.StringIO(_decoded(body, name), newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, [_Cell(cell.strip()) for cell in row]
    except csv.Error as error:
        where = f"{name}: {reader.line_num}"
        raise InputError(f"不是有效的 CSV：{error}", f"not valid CSV: {error}", where=where) from error


def _decoded(body: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("既不是 UTF-8 也不是 GB 18030 文本", "is neither UTF-8 nor GB 18030 text", where=name)


def _xlsx(body: bytes, name: str) -> Iterator[tuple[int, list[_Cell]]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _UNPACKED_LIMIT_BYTES:
                raise InputError("工作簿解压后过大", "the workbook is too large when unpacked", where=name)
        sheet = openpyxl.load_workbook(io.BytesIO(body), read_only=True).worksheets[0]
        for number, row in enumerate(sheet.iter_rows(), start=1):
            yield number, [_cell(cell.value, str(cell.number_format or "")) for cell in row]
    except InputError:
        raise
    except Exception as error:  # a broken workbook can fail anywhere in its XML
        raise InputError("不是可读的 XLSX 工作簿", "is not a readable XLSX workbook", where=name) from error


def _cell(value: object, number_format: str) -> _Cell:
    if value is None:
        return _Cell("")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _Cell(str(value).strip())
    return _Cell(repr(value), percent="%" in number_format)
