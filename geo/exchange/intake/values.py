"""Values of a file's columns as a layout has them, a whole column at a time; what cannot be one is told by its row."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.exchange.aliases import aliases
from geo.exchange.columns import SEPARATOR, split
from geo.exchange.intake.decisions import Unit
from geo.exchange.typed import M2_PER, entries, folded, quantity
from geo.measure import M2_PER_KM2
from geo.model import Text

Objects = npt.NDArray[np.object_]

_SHOWN: Final = 40


@dataclass(frozen=True)
class Values:
    """A column as a layout has it, and of the rows whose value cannot be one, why."""

    values: Objects
    wrong: Mapping[int, Text] = field(default_factory=dict)


class _Wrong(ValueError):
    """A value that cannot be what its column holds."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def texts(raw: Sequence[Any], words: Mapping[str, str]) -> Values:
    """Texts as they are, other single values as text; `words` are put in the place of others."""
    if not words and pd.api.types.infer_dtype(raw, skipna=True) in ("string", "empty") and _sound(raw):
        return Values(_objects(raw))
    return _each(raw, lambda value: _worded(_text(value), words))


def lists(raw: Sequence[Any], words: Mapping[str, str], *, ours: bool) -> Values:
    """Lists as tuples; a joined text is split, at `;` alone where this program wrote the file (`ours`)."""
    return _each(raw, lambda value: _entries(value, words, ours), ())


def areas_km2(raw: Sequence[Any], unit: Unit) -> Values:
    """Numbers, or texts that say one, as km²; NaN where there is none. A unit that a text itself says counts first."""
    if pd.api.types.infer_dtype(raw, skipna=True) in ("floating", "integer", "mixed-integer-float"):
        numbers = _km2(np.array(raw, dtype=np.float64), unit)
        if not np.isinf(numbers).any():
            return Values(numbers.astype(object))
    return _each(raw, lambda value: _area_km2(value, unit), math.nan)


def _each(raw: Sequence[Any], read: Callable[[Any], Any], nothing: Any = None) -> Values:
    """Each value read, `nothing` where it is wrong; equal texts are read once."""
    known: dict[str, Any] = {}
    wrong: dict[int, Text] = {}
    out: list[Any] = []
    for row, value in enumerate(raw):
        plain = isinstance(value, str)
        if plain and value in known:
            out.append(known[value])
            continue
        try:
            found = read(value)
        except _Wrong as error:
            wrong[row] = error.reason
            found = nothing
        else:
            if plain:
                known[value] = found
        out.append(found)
    return Values(_objects(out), wrong)


def _text(value: Any) -> str | None:
    if value is None or value != value:  # NaN is not itself
        return None
    if isinstance(value, str):
        if not _sound((value,)):
            raise _Wrong(_UNSOUND)
        return value
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, int | float | np.number):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(entry, str) for entry in value):
        return SEPARATOR.join(value)
    raise _Wrong(Text("应为文本", "must be text"))


def _worded(text: str | None, words: Mapping[str, str]) -> str | None:
    return text if text is None else words.get(text, text)


def _entries(value: Any, words: Mapping[str, str], ours: bool) -> tuple[str, ...]:
    if isinstance(value, list | tuple | np.ndarray):
        found = (entry if ours and entry == "" else _text(entry) for entry in value)
        return tuple(words.get(entry, entry) for entry in found if entry or (ours and entry is not None))
    text = _text(value)
    if text is None:
        return ()
    if text in words:
        return (words[text],)
    return tuple(words.get(part, part) for part in (split(text) if ours else entries(text)))


def _area_km2(value: Any, unit: Unit) -> float:
    if value is None or value != value or (isinstance(value, str) and folded(value) in aliases().empty | {""}):
        return math.nan
    said = quantity(value.item() if isinstance(value, np.generic) else value)
    if said is None:
        raise _Wrong(_NOT_NUMBER.format(value=str(value)[:_SHOWN]))
    return float(_km2(said.number, said.unit or unit))


def _km2(number: Any, unit: Unit) -> Any:
    return number if unit == "km2" else number * M2_PER[unit] / M2_PER_KM2


def _sound(values: Sequence[Any]) -> bool:
    """Whether texts can be stored: no U+0000, and no half of a pair of surrogates."""
    together = "".join(value for value in values if isinstance(value, str))
    if "\0" in together:
        return False
    try:
        together.encode()
    except UnicodeEncodeError:
        return False
    return True


def _objects(values: Sequence[Any]) -> Objects:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


_UNSOUND: Final = Text("文字中含有不能保存的字符", "a text has a character that cannot be stored")
_NOT_NUMBER: Final = Text("“{value}”不是数", "“{value}” is not a number")
