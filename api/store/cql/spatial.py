"""How geometries lie to each other: the eight relations of the Simple Features standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.store.cql.compiler import Compiler, Operator
from api.store.cql.terms import Term, Type

_FUNCTIONS: Final = {
    "s_intersects": "ST_Intersects",
    "s_disjoint": "ST_Disjoint",
    "s_equals": "ST_Equals",
    "s_touches": "ST_Touches",
    "s_crosses": "ST_Crosses",
    "s_within": "ST_Within",
    "s_contains": "ST_Contains",
    "s_overlaps": "ST_Overlaps",
}


def _relate(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    a, b = compiler.arguments(args, Type.GEOMETRY, of=op)
    return Term(f"{_FUNCTIONS[op]}({a.sql}, {b.sql})", Type.BOOLEAN)


OPERATORS: Final[Mapping[str, Operator]] = dict.fromkeys(_FUNCTIONS, _relate)
