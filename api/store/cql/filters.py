"""A filter ready for PostgreSQL, from CQL2 or from plain query parameters."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

import orjson

from api.store.cql import arithmetic, arrays, comparison, functions, geometry, instants, spatial
from api.store.cql.compiler import Compiler
from api.store.cql.limits import Limits
from api.store.cql.queryables import QUERYABLES, Queryable, Queryables
from api.store.cql.terms import Bindings, Type
from api.store.cql.text import parse_text
from geo.errors import InputError

Lang = Literal["cql2-text", "cql2-json"]
OPERATORS: Final = {
    **functions.OPERATORS,
    **comparison.OPERATORS,
    **arithmetic.OPERATORS,
    **arrays.OPERATORS,
    **spatial.OPERATORS,
}
_UNSTORABLE: Final = frozenset(map(chr, (0, *range(0xD800, 0xE000))))
"""U+0000 and lone surrogates: no text of PostgreSQL has them."""
# An escaped backslash before "u0000" is harmless.
_NUL_IN_JSON: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_LITERALS: Final = {**instants.LITERALS, **geometry.LITERALS}


@dataclass(frozen=True)
class Filter:
    """A truth value in SQL over feature_id, kind, properties and geom, and the values of its parameters."""

    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)


def compile(
    text: str,
    lang: Lang = "cql2-text",
    crs: int | None = None,
    *,
    limits: Limits | None = None,
    queryables: Queryables = QUERYABLES,
) -> Filter:
    """A CQL2 filter as SQL with bound parameters.

    Args:
        text: the filter as it was sent.
        lang: which of the two encodings it is in.
        crs: the EPSG code of its coordinates, in that system's axis order; None for CRS84.
        limits: how large it may be.
        queryables: the properties that it may ask for; those of features unless others are given.

    Raises:
        InputError: it does not follow CQL2, asks for what there is not, compares unlike things, or is too large.
    """
    limits = limits or Limits()
    geometry.known(crs)
    _readable(text, limits)
    tree = parse_text(text, limits) if lang == "cql2-text" else _parse_json(text)
    places = lang == "cql2-json"
    compiler = Compiler(OPERATORS, _LITERALS, queryables=queryables, crs=crs, limits=limits, places=places)
    term = compiler.term(tree)
    if term.type is not Type.BOOLEAN:
        raise compiler.mismatch(term, (Type.BOOLEAN,), "filter")
    return Filter(term.sql, compiler.bindings.values)


def _readable(text: str, limits: Limits) -> None:
    if len(text) > limits.characters:
        most = limits.characters
        raise InputError(f"超过 {most} 个字符", f"it has more than {most} characters", where="filter")
    if not _UNSTORABLE.isdisjoint(text):
        raise InputError("含有不能存储的字符", "it has characters that cannot be stored", where="filter")


def _parse_json(text: str) -> Any:
    try:
        tree = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(
            f"第 {error.pos + 1} 个字符处不是 JSON", f"no JSON at character {error.pos + 1}", where="filter"
        ) from error
    if _NUL_IN_JSON.search(text):
        raise InputError("含有空字符 U+0000", "it has the character U+0000", where="filter")
    return tree


def equalities(params: Mapping[str, str], queryables: Queryables = QUERYABLES) -> Filter:
    """Plain query parameters, such as kind=group: all must hold. Of a list, one item must be the value.

    Raises:
        InputError: a parameter is no queryable property, or its value none that the property can have.
    """
    bindings = Bindings("eq_")
    parts = [_equality(queryables, name, value, bindings) for name, value in params.items()]
    return Filter(" AND ".join(parts) or "TRUE", bindings.values)


def _equality(queryables: Queryables, name: str, value: str, bindings: Bindings) -> str:
    queryable = queryables.get(name)
    if queryable is None or queryable.term.type is Type.GEOMETRY:
        known = ", ".join(each for each in queryables if each != "geometry")
        raise InputError(
            f"没有这个参数；可查询的属性有：{known}", f"no such parameter; queryable are: {known}", where=name
        )
    _readable(value, Limits())
    return f"({_holds(queryable, value, bindings)})"


def _holds(queryable: Queryable, value: str, bindings: Bindings) -> str:
    term = queryable.term
    if term.type is Type.LIST:
        return f"{term.sql} @> {bindings.bind(orjson.dumps([value]).decode(), 'jsonb')}"
    if term.type is Type.NUMBER:
        return f"{term.sql} = {bindings.bind(_number(queryable.name, value), 'numeric')}"
    return f"{term.sql} = {bindings.bind(value, 'text')}"


def _number(name: str, value: str) -> Decimal:
    try:
        number = float(value)
        if math.isfinite(number):
            return Decimal(repr(number))
    except (ValueError, InvalidOperation):
        pass
    raise InputError(f"{value[:40]} 不是数字", f"{value[:40]} is no number", where=name)
