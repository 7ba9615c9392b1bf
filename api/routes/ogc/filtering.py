"""Filters of a request for features: CQL2 in the parameter `filter`, and plain parameters named like properties.

Source: OGC 19-079r2 (Features, Part 3: Filtering).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.problems import BadParameter
from api.routes.ogc.crs import named
from api.store.cql import QUERYABLES, Filter, Lang, Type, compile, equalities
from geo.errors import InputError

PROPERTIES: Final = tuple(name for name, each in QUERYABLES.items() if each.term.type is not Type.GEOMETRY)
PARAMETERS: Final = ("filter", "filter-lang", "filter-crs", *PROPERTIES)
LANGUAGES: Final[Mapping[str, Lang]] = {"cql2-text": "cql2-text", "cql2-json": "cql2-json"}


def filters(said: Mapping[str, str]) -> tuple[Filter, ...]:
    """What a feature must meet, by the parameters of a request.

    Raises:
        BadParameter: a filter cannot be read, or asks for what there is not.
    """
    found = []
    lang = LANGUAGES.get(said.get("filter-lang", "cql2-text"))
    if lang is None:
        listed = ", ".join(LANGUAGES)
        raise BadParameter(f"应为 {listed} 之一", f"must be one of {listed}", where="filter-lang")
    system = named(said.get("filter-crs"), "filter-crs")
    equal = {name: said[name] for name in PROPERTIES if name in said}
    try:
        if "filter" in said:
            crs = system.epsg if system.flipped or system.transformed else None
            found.append(compile(said["filter"], lang, crs))
        if equal:
            found.append(equalities(equal))
    except InputError as error:
        raise BadParameter(error.zh, error.en, where=error.where) from error
    return tuple(found)
