"""Filters of a request for features: CQL2 in the parameter `filter`, and plain parameters named like properties.

Source: OGC 19-079r2 (Features, Part 3: Filtering).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.problems import BadParameter
from api.routes.ogc.crs import named
from api.routes.ogc.vocabulary import Vocabulary
from api.store.cql import Filter, Lang, compile, equalities
from geo.errors import InputError

PARAMETERS: Final = ("filter", "filter-lang", "filter-crs")
LANGUAGES: Final[Mapping[str, Lang]] = {"cql2-text": "cql2-text", "cql2-json": "cql2-json"}


def filters(said: Mapping[str, str], words: Vocabulary) -> tuple[Filter, ...]:
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
    equal = {name: said[name] for name in words.equal if name in said}
    for name in equal:
        _known(name, equal[name], words)
    try:
        if "filter" in said:
            crs = system.epsg if system.flipped or system.transformed else None
            found.append(compile(said["filter"], lang, crs, queryables=words.queryables))
        if equal:
            found.append(equalities(equal, words.queryables))
    except InputError as error:
        raise BadParameter(error.zh, error.en, where=error.where) from error
    return tuple(found)


def _known(name: str, value: str, words: Vocabulary) -> None:
    """Raise BadParameter where a property can never have that value."""
    values = words.queryables[name].schema.get("enum", (value,))
    if value not in values:
        listed = ", ".join(values)
        raise BadParameter(f"应为其中之一：{listed}", f"must be one of {listed}", where=name)
