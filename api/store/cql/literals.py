"""Literals of CQL2 text that are longer than a word: geometries and points in time."""

from __future__ import annotations

import json
import math
from typing import Any, Final

import shapely

from api.store.cql.tokens import Token, Tokens, misread

INSTANTS: Final = ("date", "timestamp")
SHAPES: Final = frozenset(
    {"point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"}
)
_WITHIN_SHAPES: Final = SHAPES | {"(", ")", ",", "-", "+", "z", "empty"}
_EXACT_DIGITS: Final = 18
_DEEPEST: Final = 6
"""A multipolygon within a collection has four levels of parentheses; GEOS would follow any number."""


def shape_end(words: Tokens, at: int) -> int:
    """The number of the word after the geometry in well-known text that begins at word `at`.

    Raises:
        InputError: it is not complete, or its parentheses go too deep.
    """
    depth = 0
    index = at
    while True:
        word = words[index].word
        if words[index].sort == "number":
            number_of(words[index])
        elif word not in _WITHIN_SHAPES:
            raise misread(words[index].start, "几何没有写完", "the geometry is not complete")
        depth += (word == "(") - (word == ")")
        if depth > _DEEPEST:
            raise misread(words[index].start, "几何的括号过深", "the geometry has too many parentheses")
        if depth == 0 and word in (")", "empty"):
            return index + 1
        index += 1


def number_of(word: Token) -> int | float:
    """The number that a word says.

    Raises:
        InputError: it is too large for a number of double precision.
    """
    value = float(word.text)
    if not math.isfinite(value):
        raise misread(word.start, "数字过大", "the number is too large")
    exact = word.text.isdecimal() and len(word.text) <= _EXACT_DIGITS
    return int(word.text) if exact else value


def shape_of(text: str, at: int) -> Any:
    """A geometry in well-known text, which begins at character `at` of the filter, as GeoJSON.

    Raises:
        InputError: it is not well-known text, or its rings are not closed.
    """
    try:
        return json.loads(shapely.to_geojson(shapely.from_wkt(text)))
    except (shapely.errors.ShapelyError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise misread(at, f"几何无法读取：{reason}", f"the geometry cannot be read: {reason}") from error
