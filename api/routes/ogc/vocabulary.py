"""What the features of a collection say of themselves: which properties there are, and what may be done with each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.routes.ogc.collection import FINDINGS
from api.store import cql, found
from api.store.cql import Queryables, Type
from geo import model


@dataclass(frozen=True)
class Vocabulary:
    """The properties of features, or those of findings."""

    columns: tuple[str, ...]
    """In the order in which they are written."""
    lists: Collection[str]
    numbers: Collection[str]
    queryables: Queryables
    own: tuple[str, ...]
    """What has a column of its own in the database."""
    ranks: Mapping[str, Sequence[str]]
    """Properties whose values have an order that is not that of their letters."""

    @property
    def equal(self) -> tuple[str, ...]:
        """The properties that may be parameters of their own."""
        return tuple(name for name, each in self.queryables.items() if each.term.type is not Type.GEOMETRY)

    def order(self, name: str) -> tuple[str, str] | None:
        """The expression in SQL that puts features in the order of a property, and its type; None where it has none."""
        if name in self.own:
            return ("feature_id", "text") if name == "id" else (f'{name} COLLATE "C"', "text")
        if name not in self.sortable:
            return None
        number = name in self.numbers
        told = f"(properties ->> '{name}')"
        if name in self.ranks:
            values = ", ".join(f"'{value}'" for value in self.ranks[name])
            return f"array_position(ARRAY[{values}], {told})::float8", "float8"
        return (f"{told}::float8", "float8") if number else (f'{told} COLLATE "C"', "text")

    @property
    def sortable(self) -> tuple[str, ...]:
        """The properties that have an order."""
        plain = (name for name in self.columns if name not in self.lists and name not in self.own)
        return (*plain, *self.own)

    def type(self, name: str) -> str:
        """A property's type in JSON Schema."""
        return "array" if name in self.lists else "number" if name in self.numbers else "string"


_FEATURES: Final = Vocabulary(
    model.COLUMNS, model.LIST_COLUMNS, model.NUMBER_COLUMNS, cql.QUERYABLES, own=("id", "kind"), ranks={}
)
_FINDINGS: Final = Vocabulary(
    found.COLUMNS, found.LISTS, found.NUMBERS, found.QUERYABLES, own=("id",), ranks=found.CLOSED
)


def vocabulary_of(kind: str) -> Vocabulary:
    """The vocabulary of a collection's kind."""
    return _FINDINGS if kind == FINDINGS else _FEATURES
