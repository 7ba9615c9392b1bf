"""The audit as a file: CSV for a spreadsheet, or a line of JSON for each entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import Any, Final

import orjson

from api.store.audit import Entry

_COLUMNS: Final = (
    *("number", "at", "person", "name", "address", "request", "action", "table", "layout", "key"),
    *("before", "after", "hash"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PART: Final = 500


class AuditFormat(StrEnum):
    """What the audit is exported as."""

    CSV = "csv"
    JSONL = "jsonl"


MEDIA: Final = {AuditFormat.CSV: "text/csv; charset=utf-8", AuditFormat.JSONL: "application/x-ndjson"}


def pieces(entries: Iterable[Entry], format: AuditFormat) -> Iterator[bytes]:
    """The file in pieces, one for some hundred entries."""
    if format is AuditFormat.CSV:
        # The mark lets spreadsheets know that the text is UTF-8.
        yield b"\xef\xbb\xbf" + _rows([_COLUMNS])
    write: Callable[[list[Entry]], bytes] = _csv if format is AuditFormat.CSV else _lines
    left = iter(entries)
    while part := list(islice(left, _PART)):
        yield write(part)


def _lines(entries: list[Entry]) -> bytes:
    return b"".join(orjson.dumps(entry.data()) + b"\n" for entry in entries)


def _csv(entries: list[Entry]) -> bytes:
    return _rows([[_cell(entry.data()[name]) for name in _COLUMNS] for entry in entries])


def _rows(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, whoever chose its text."""
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
