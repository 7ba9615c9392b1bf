"""What a filter may ask for: the closed table of properties, each with its type and its expression in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from api.store.cql.terms import Term, Type
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Kind

_NUMBER_DIGITS: Final = 40


@dataclass(frozen=True)
class Queryable:
    """A property that filters know: its name, its JSON schema, and what it is in SQL."""

    name: str
    schema: Mapping[str, Any]
    term: Term


Queryables = Mapping[str, Queryable]


def property_of(name: str, lists: Collection[str], numbers: Collection[str]) -> Queryable:
    """A property within the column `properties`; a value of another type, which only psql can write, is missing."""
    if name in lists:
        sql = f"CASE WHEN jsonb_typeof(properties->'{name}') = 'array' THEN properties->'{name}' END"
        return Queryable(name, {"type": "array", "items": {"type": "string"}}, Term(f"({sql})", Type.LIST, name))
    if name in numbers:
        sql = f"CASE WHEN jsonb_typeof(properties->'{name}') = 'number' THEN (properties->>'{name}')::numeric END"
        return Queryable(name, {"type": "number"}, Term(f"({sql})", Type.NUMBER, name, _NUMBER_DIGITS))
    return Queryable(name, {"type": "string"}, Term(f"(properties->>'{name}')", Type.TEXT, name))


def table(*queryables: Queryable) -> Queryables:
    """A closed table of queryables by name."""
    return MappingProxyType({each.name: each for each in queryables})


ID: Final = Queryable("id", {"type": "string", "x-ogc-role": "id"}, Term("feature_id", Type.TEXT, "id"))
GEOMETRY: Final = Queryable(
    "geometry", {"format": "geometry-any", "x-ogc-role": "primary-geometry"}, Term("geom", Type.GEOMETRY, "geometry")
)
_KIND: Final = Queryable(
    "kind", {"type": "string", "enum": [kind.value for kind in Kind]}, Term("kind", Type.TEXT, "kind")
)

QUERYABLES: Final = table(
    ID,
    _KIND,
    GEOMETRY,
    *(property_of(name, LIST_COLUMNS, NUMBER_COLUMNS) for name in COLUMNS if name not in ("id", "kind")),
)
"""By name: the feature's head, then its properties in the order in which files write them."""
