"""Properties as files write them: checked on the way in, lists joined with `;` where a format has no lists.

A list that would not come back from that, because an entry is empty or has a `;` in it, is written as JSON.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from geo.errors import InputError
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Property

SEPARATOR: Final = ";"


def clean(properties: Mapping[str, Any], where: str) -> dict[str, Property]:
    """The properties that a layout knows, each of its type; others are left out.

    Raises:
        InputError: a value is of the wrong type; `where` and the name of the property say which.
    """
    return {name: _clean(name, properties.get(name), f"{where}.{name}") for name in COLUMNS if name != "id"}


def _clean(name: str, value: Any, where: str) -> Property:
    if name in LIST_COLUMNS:
        return _texts(value, where)
    if name in NUMBER_COLUMNS:
        return _number(value, where)
    if value is None or isinstance(value, str):
        return value
    raise InputError("应为文本", "must be text", where=where)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return split(value)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    raise InputError("应为文本列表", "must be a list of texts", where=where)


def _number(value: Any, where: str) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError("应为有限数", "must be a finite number", where=where)
    return float(value)


def split(text: str) -> tuple[str, ...]:
    """A joined list as its entries."""
    entries = _listed(text) if text.startswith("[") else None
    return tuple(entry for entry in text.split(SEPARATOR) if entry) if entries is None else entries


def _listed(text: str) -> tuple[str, ...] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    known = isinstance(found, list) and all(isinstance(entry, str) for entry in found)
    return tuple(found) if known else None


def join(entries: Iterable[str]) -> str:
    """Entries as one text, from which `split` makes the same entries."""
    known = tuple(entries)
    text = SEPARATOR.join(known)
    return text if split(text) == known else orjson.dumps(known).decode()
