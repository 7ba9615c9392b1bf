"""Random filters, as CQL2 JSON, and what they come to by three-valued logic: True, False, or None for unknown."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

Row = Mapping[str, Any]
Node = Any

TEXTS = ("name", "park", "district", "kind", "id", "note", "phase", "stage", "lot")
LISTS = ("modes", "carriers", "industries", "leading")
NUMBER = "stated_area_km2"

words = st.sampled_from(
    [
        "",
        "海淀园",
        "昌平园",
        "group",
        "A",
        "B",
        "b",
        "园区",
        "Café",
        "cafe",
        'O\'Hara \\ "q"',
        "50%_x",
        "%(x)s",
        "%%",
        "';--",
    ]
) | st.text(max_size=6).filter(lambda text: "\0" not in text)
numbers = st.sampled_from([0, 1, 2.5, 0.1, -3, 100, 1e-9, 1e15]) | st.integers(-200, 200) | st.floats(
    -1e6, 1e6, allow_nan=False
)  # fmt: skip


def _op(name: str, *args: Any) -> Any:
    return st.tuples(*args).map(lambda found: {"op": name, "args": list(found)})


def _property(*names: str) -> Any:
    return st.sampled_from(names).map(lambda name: {"property": name})


texts = words | _property(*TEXTS)
arithmetic = st.recursive(
    numbers | _property(NUMBER), lambda inner: st.one_of(*(_op(sign, inner, inner) for sign in "+-*")), max_leaves=4
)
lists = _property(*LISTS) | st.lists(words, max_size=3)
comparisons = st.one_of(
    *(_op(sign, side, side) for sign in ("=", "<>", "<", "<=", ">", ">=") for side in (texts, arithmetic)),
    _op("between", texts, texts, texts),
    _op("between", arithmetic, arithmetic, arithmetic),
    _op("in", texts, st.lists(texts, max_size=3)),
    _op("in", arithmetic, st.lists(arithmetic, max_size=3)),
    _op("isNull", _property(*TEXTS, *LISTS, NUMBER)),
    *(_op(name, lists, lists) for name in ("a_equals", "a_contains", "a_containedBy", "a_overlaps")),
)
trees = st.recursive(
    comparisons | st.booleans(),
    lambda inner: st.one_of(
        _op("not", inner),
        *(st.lists(inner, min_size=2, max_size=4).map(lambda args, name=name: {"op": name, "args": args})  # type: ignore[misc]
          for name in ("and", "or")),
    ),
    max_leaves=8,
)  # fmt: skip

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "a_equals": operator.eq, "a_contains": operator.ge, "a_containedBy": operator.le,
    "a_overlaps": lambda a, b: bool(a & b),
}  # fmt: skip
_SUMS: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def truth(node: Node, row: Row) -> bool | None:
    """What a filter comes to for a feature."""
    if isinstance(node, bool):
        return node
    op, args = node["op"], node["args"]
    if op in ("and", "or"):
        return _joined(op, [truth(arg, row) for arg in args])
    if op == "not":
        inner = truth(args[0], row)
        return None if inner is None else not inner
    if op == "isNull":
        return value(args[0], row) is None
    if op == "in":
        return _joined("or", [_compared("=", [args[0], item], row) for item in args[1]])
    if op == "between":
        return _joined("and", [_compared(">=", args[:2], row), _compared("<=", [args[0], args[2]], row)])
    return _compared(op, args, row)


def _joined(op: str, found: list[bool | None]) -> bool | None:
    decisive = op == "or"
    return decisive if decisive in found else None if None in found else not decisive


def _compared(op: str, args: list[Node], row: Row) -> bool | None:
    a, b = (value(arg, row) for arg in args)
    return None if a is None or b is None else _COMPARISONS[op](a, b)


def value(node: Node, row: Row) -> Any:
    """What a scalar or a list comes to: numbers as fractions, lists as sets, None for what is missing."""
    if isinstance(node, dict) and "property" in node:
        found = row[node["property"]]
        node = list(found) or None if isinstance(found, tuple) else found
    if isinstance(node, dict):
        a, b = (value(arg, row) for arg in node["args"])
        return None if a is None or b is None else _SUMS[node["op"]](a, b)
    if isinstance(node, (int, float)):
        return Fraction(repr(node))
    return frozenset(node) if isinstance(node, list) else node
