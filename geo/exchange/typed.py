"""Values as people type them: numbers with separators and units, several words in one cell, words of any width."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, Final

from geo.exchange.intake.decisions import Unit

M2_PER: Final[Mapping[Unit, float]] = {"km2": 1e6, "ha": 1e4, "m2": 1.0, "mu": 10_000 / 15}
"""How many m² a unit of area is; 15 亩 are one hectare."""

_UNIT_WORDS: Final[Mapping[str, Unit]] = {
    "平方公里": "km2", "平方千米": "km2", "km2": "km2", "km^2": "km2", "sqkm": "km2", "平方km": "km2",
    "公顷": "ha", "ha": "ha", "hm2": "ha", "hm^2": "ha", "hectare": "ha", "hectares": "ha",
    "平方米": "m2", "平米": "m2", "m2": "m2", "m^2": "m2", "sqm": "m2",
    "亩": "mu", "市亩": "mu", "mu": "mu",
}  # fmt: skip
_TEN_THOUSANDS: Final = "万"
_WORD: Final = "|".join(sorted(map(re.escape, _UNIT_WORDS), key=len, reverse=True))
_QUANTITY: Final = re.compile(
    rf"(?:约|近|~|≈)?(?P<number>[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?=\.\d))(?:\.\d+)?(?:e[+-]?\d+)?)"
    rf"(?P<many>{_TEN_THOUSANDS})?(?P<unit>{_WORD})?"
)
_IN_NAME: Final = re.compile(rf"(?:^|[\W_]|(?<=[\u4e00-\u9fff]))({_WORD})(?=$|[\W_])")
_SEPARATORS: Final = ";；、，,|\n"
_OPENING, _CLOSING = "(（", ")）"


@dataclass(frozen=True)
class Quantity:
    """A number and the unit that was written behind it; None: none was."""

    number: float
    unit: Unit | None = None


def folded(text: str) -> str:
    """A text without what is no difference in meaning: width and case of letters, spaces. Compares, never shown."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def quantity(value: Any) -> Quantity | None:
    """A number, or a text such as `12.5公顷`, `1,234.5` or `约 3 万亩`; None where it is neither."""
    if isinstance(value, str):
        return _typed(folded(value))
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        return None
    return Quantity(float(value))


def _typed(text: str) -> Quantity | None:
    found = _QUANTITY.fullmatch(text)
    if found is None:
        return None
    number = float(found["number"].replace(",", "")) * (1e4 if found["many"] else 1.0)
    return Quantity(number, _UNIT_WORDS.get(found["unit"] or "")) if math.isfinite(number) else None


def unit_in(name: str) -> Unit | None:
    """The unit that the name of a column says: `面积（公顷）`, `area_km2`, `MJ_M2`."""
    found = _IN_NAME.search(folded("_".join(name.split())))
    return None if found is None else _UNIT_WORDS[found[1]]


def without_unit(name: str) -> str:
    """The name of a column without the unit at its end: `area` for `Area_ha`. As it is where nothing would be left."""
    plain = folded("_".join(name.split()))
    found = _IN_NAME.search(plain)
    return plain[: found.start(1)] or plain if found is not None and found.end() == len(plain) else plain


def text_of(value: Any) -> str | None:
    """A value as text without spaces at its ends; a whole number without decimals; None where nothing is left."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return ";".join(entries(value)) or None
    return str(value).strip() or None


def entries(value: Any) -> tuple[str, ...]:
    """The words of a cell: a list's own, or those of a text parted by `、` `，` `;` and the like.

    A separator in brackets parts nothing: `创新药物(研发、制造)` is one word.
    """
    if isinstance(value, list | tuple):
        return tuple(text for entry in value if (text := text_of(entry)))
    text = text_of(value)
    return () if text is None else tuple(part for part in map(str.strip, _parted(text)) if part)


def _parted(text: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if letter in _SEPARATORS and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
