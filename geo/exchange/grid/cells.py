"""Cells and grids of them; numbers and angles that are written as text."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

Cell = str | float | int | bool | None

_MARKS: Final = str.maketrans({"″": '"', "”": '"', "“": '"', "＂": '"', "′": "'", "’": "'", "‘": "'", "＇": "'",
                               "º": "°", "˚": "°", "−": "-"})  # fmt: skip
_NUMBER: Final = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_COMMA: Final = re.compile(r"[-+]?\d+,\d+")
_UNIT: Final = re.compile(r"(米|m|°|度)$", re.IGNORECASE)
_ANGLE: Final = re.compile(
    r"""(?P<before>[EWNS东西南北])?[经纬]?(?P<sign>[-+])?
        (?P<degrees>\d{1,3})[°度:](?P<minutes>\d{1,2})['分:](?P<seconds>\d{1,2}(\.\d*)?)?("|''|秒)?
        (?P<after>[EWNS东西南北])?[经纬]?""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND_ZERO: Final = frozenset("WS西南")


@dataclass(frozen=True)
class Grid:
    """A sheet: its name and its rows of cells, empty ones too, so that row 0 is the first line that a person sees."""

    name: str
    rows: list[list[Cell]]


def empty(cell: Cell) -> bool:
    """Whether nothing is in a cell, or only space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """A cell as the text that a person sees; a whole number without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def number(cell: Cell) -> float | None:
    """The number in a cell, be it text with thousands, full-width digits or a unit; None where there is none.

    An angle such as 116°23′45.678″ is its decimal degrees.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    if _NUMBER.fullmatch(cell):
        return _finite(cell)
    text = unicodedata.normalize("NFKC", cell.translate(_MARKS)).replace(" ", "").strip()
    if angle := _ANGLE.fullmatch(text):
        return _degrees(angle)
    text = _UNIT.sub("", text)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return _finite(text) if _NUMBER.fullmatch(text) else None


def _finite(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def is_angle(cell: Cell) -> bool:
    """Whether a cell holds degrees, minutes and seconds."""
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return False
    return bool(_ANGLE.fullmatch(unicodedata.normalize("NFKC", cell.translate(_MARKS)).replace(" ", "").strip()))


def _degrees(angle: re.Match[str]) -> float | None:
    minutes, seconds = float(angle["minutes"]), float(angle["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    value = float(angle["degrees"]) + minutes / 60 + seconds / 3600
    side = (angle["before"] or angle["after"] or "").upper()
    return -value if (angle["sign"] == "-") != (side in _BEHIND_ZERO and side != "") else value
