"""What words around a table say of its coordinate system, as surveyors write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from geo.exchange.grid.cells import Cell, shown

_DATUMS: Final = (
    (re.compile(r"2000|cgcs"), (4513, 4534, 4491, 4502)),
    (re.compile(r"1980|80\s*(西安|国家|坐标)|西安\s*80|西安"), (2349, 2370, 2327, 2338)),
    (re.compile(r"1954|54\s*(北京|坐标)|北京\s*54"), (2401, 2422, 21413, 21453)),
)
"""Of each datum the EPSG codes of the first zone: 3° with its number before the easting and without, 6° likewise."""
_WIDTH: Final = re.compile(r"([36三六])\s*(度|°)\s*(分?带|zone)|几?度分带\D{0,3}([36])")
_MERIDIAN: Final = re.compile(r"(中央(子午线|经线)|meridian)\D{0,8}(\d{2,3})")
_ZONE: Final = re.compile(r"带号\D{0,3}(\d{2})|(\d{2})\s*(带|号带)")
_PREFIXED: Final = 1e7
_DEGREES: Final = 360


def system_in(rows: Iterable[Sequence[Cell]], numbers: Sequence[float | None]) -> str | None:
    """The coordinate system that the words above a table name, such as `EPSG:4527`; `numbers` are its coordinates."""
    return system(" ".join(shown(cell) for row in rows for cell in row), numbers)


def system(words: str, numbers: Sequence[float | None]) -> str | None:
    """The coordinate system that words name, for coordinates with or without the zone's number; None: they do not.

    A zone is found by its number or its central meridian; its width, where nothing says it, by the number (25 to 45 are
    3-degree zones of China, 13 to 23 are 6-degree zones). Source: GB/T 17278-2009 and the EPSG registry.
    """
    text = unicodedata.normalize("NFKC", words).casefold()
    codes = next((codes for pattern, codes in _DATUMS if pattern.search(text)), None)
    values = np.array([value for value in numbers if value is not None], dtype=float)
    if codes is None or not len(values):
        return None
    if np.abs(values).max() <= _DEGREES:
        return "EPSG:4490" if codes[0] == _DATUMS[0][1][0] else None
    zone = _zone(text)
    if zone is None:
        return None
    width, number = zone
    first = codes[0 if width == 3 else 2] if values.max() > _PREFIXED else codes[1 if width == 3 else 3]
    return f"EPSG:{first + number - (25 if width == 3 else 13)}"


def _zone(text: str) -> tuple[int, int] | None:
    """The width in degrees and the number of the zone."""
    found = _WIDTH.search(text)
    width = None if found is None else {"3": 3, "三": 3, "6": 6, "六": 6}[found[1] or found[4]]
    if zone := _ZONE.search(text):
        number = int(zone[1] or zone[2])
        width = width or (3 if number >= 25 else 6)
    elif meridian := _MERIDIAN.search(text):
        degrees = int(meridian[3])
        width = width or 3
        number = degrees // 3 if width == 3 else (degrees + 3) // 6
        if degrees != (number * 3 if width == 3 else number * 6 - 3):
            return None
    else:
        return None
    low, high = (25, 45) if width == 3 else (13, 23)
    return (width, number) if low <= number <= high else None
