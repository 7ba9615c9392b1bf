"""Lists as sets: A_EQUALS, A_CONTAINS, A_CONTAINEDBY, A_OVERLAPS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.store.cql.compiler import Compiler, Operator
from api.store.cql.terms import Term, Type

_FORMS: Final = {
    "a_equals": "({a} @> {b} AND {a} <@ {b})",
    "a_contains": "({a} @> {b})",
    "a_containedby": "({a} <@ {b})",
    # A missing list on the right would count as an empty one.
    "a_overlaps": "(CASE WHEN {b} IS NOT NULL THEN {a} ?| ARRAY(SELECT jsonb_array_elements_text({b})) END)",
}


def _relate(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    a, b = compiler.arguments(args, Type.LIST, of=op)
    return Term(_FORMS[op].format(a=a.sql, b=b.sql), Type.BOOLEAN)


OPERATORS: Final[Mapping[str, Operator]] = dict.fromkeys(_FORMS, _relate)
