"""What people call the properties and kinds of a layout: `aliases.toml`, which holds general words and no places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from geo.exchange.typed import folded, without_unit
from geo.model import Kind

_PUNCTUATION: Final = re.compile(r"[\W_]+")
_UNIT_AT_END: Final = re.compile(r"[(（\[【].*[)）\]】]\s*$")


@dataclass(frozen=True)
class Names:
    """Names of one property: those that mean nothing else, and those that may mean something else as well."""

    sure: tuple[str, ...]
    maybe: tuple[str, ...]


@dataclass(frozen=True)
class Aliases:
    """The file as objects; `ignored` and `empty` as they are compared."""

    columns: Mapping[str, Names]
    kinds: Mapping[Kind, tuple[str, ...]]
    ignored: frozenset[str]
    empty: frozenset[str]

    @cached_property
    def by_name(self) -> Mapping[str, Mapping[str, bool]]:
        """A name of a column as it is compared, to the properties that it may mean, and whether it surely does."""
        found: dict[str, dict[str, bool]] = {}
        for property, names in self.columns.items():
            for sure, listed in ((False, names.maybe), (True, names.sure)):
                for name in listed:
                    found.setdefault(column_key(name), {})[property] = sure
        return found

    @cached_property
    def kind_of(self) -> Mapping[str, Kind]:
        """A name of a kind as it is compared, to the kind."""
        return {column_key(name): kind for kind, names in self.kinds.items() for name in names}

    @cached_property
    def chinese(self) -> frozenset[str]:
        """All Chinese words of two characters and more: what text that was read rightly is likely to hold."""
        return frozenset(word for word in self._words() if len(word) > 1 and not word.isascii())

    def _words(self) -> Iterator[str]:
        for names in self.columns.values():
            yield from (*names.sure, *names.maybe)
        for listed in self.kinds.values():
            yield from listed


def whole_key(name: str) -> str:
    """A name without case, width and punctuation."""
    return _PUNCTUATION.sub("", folded(name))


def column_key(name: str) -> str:
    """A name as it is compared: without case, width, punctuation, and at its end a unit or what stands in brackets."""
    bare = _UNIT_AT_END.sub("", name)
    return _PUNCTUATION.sub("", without_unit(bare or name)) or folded(name)


@cache
def aliases() -> Aliases:
    """What `aliases.toml` says, read once."""
    said: dict[str, Any] = tomllib.loads(Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8"))
    return Aliases(
        columns={name: Names(tuple(item["sure"]), tuple(item["maybe"])) for name, item in said["columns"].items()},
        kinds={Kind(name): tuple(names) for name, names in said["kinds"].items()},
        ignored=frozenset(map(whole_key, said["ignored"]["names"])),
        empty=frozenset(map(folded, said["empty"]["words"])),
    )
