"""What the names of columns say by themselves: whole, cut short by a format, or with more around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.exchange.aliases import aliases
from geo.exchange.doctor.letters import is_han
from geo.exchange.doctor.looking import Column
from geo.model import Text

SURE_NAME: Final = 0.95
CUT_NAME: Final = 0.9
_MAYBE: Final = 0.7
_HELD: Final = 0.65
_DBF_LETTERS: Final = 10


def meanings(column: Column) -> dict[str, tuple[float, Text]]:
    """What a name says by itself: the properties that it may mean, how surely, and why."""
    whole = aliases().by_name.get(column.key)
    if whole is not None:
        return {name: _by_name(column.name, sure=sure) for name, sure in whole.items()}
    found: dict[str, tuple[float, Text]] = {}
    for name, confidence, alias in _partly(column.key):
        if confidence > found.get(name, (0.0, None))[0]:
            found[name] = (confidence, _by_part(column.name, alias, cut=confidence == CUT_NAME))
    return found


def _by_name(name: str, *, sure: bool) -> tuple[float, Text]:
    if sure:
        return SURE_NAME, Text(f"列名“{name}”就是这个意思", f"That is what a column “{name}” means")
    return _MAYBE, Text(f"列名“{name}”可能是这个意思", f"That is what a column “{name}” may mean")


def _by_part(name: str, alias: str, *, cut: bool) -> Text:
    if cut:
        return Text(f"列名“{name}”像是被截短的“{alias}”", f"The column's name “{name}” looks like “{alias}”, cut short")
    return Text(f"列名“{name}”中有“{alias}”", f"The column's name “{name}” holds “{alias}”")


def _partly(key: str) -> Iterator[tuple[str, float, str]]:
    """Properties whose names a name was cut from, or holds."""
    bare = key.rstrip("0123456789")
    for alias, properties in aliases().by_name.items():
        if _is_cut(key, alias):
            yield from ((name, CUT_NAME, alias) for name, sure in properties.items() if sure)
        elif bare and (bare == alias or (len(alias) > 1 and alias in bare and all(map(is_han, alias)))):
            yield from ((name, _HELD, alias) for name, sure in properties.items() if sure or bare == alias)


def _is_cut(key: str, alias: str) -> bool:
    """Whether a name may be what a format with ten letters or bytes left of an alias."""
    if not alias.startswith(key) or key == alias:
        return False
    if any(map(is_han, key)):
        return len(key.encode("gb18030")) in (_DBF_LETTERS, _DBF_LETTERS - 1) or len(key) == _DBF_LETTERS // 3
    return len(key) >= _DBF_LETTERS - 1
