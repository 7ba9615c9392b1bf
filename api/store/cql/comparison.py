"""Logic and comparisons: AND, OR, NOT, = <> < <= > >=, BETWEEN, IN, LIKE, IS NULL, CASEI, ACCENTI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.store.cql.compiler import Compiler, Operator
from api.store.cql.terms import Term, Type

_SCALARS: Final = (Type.TEXT, Type.NUMBER, Type.BOOLEAN, Type.DATE, Type.TIMESTAMP)
_ORDERED: Final = (Type.TEXT, Type.NUMBER, Type.DATE, Type.TIMESTAMP)
# Decomposed, an accent is a mark of its own: U+0300 to U+036F.
_MARKS: Final = r"'[\u0300-\u036F]'"


def _join(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, None)
    terms = compiler.arguments(args, Type.BOOLEAN, of=op)
    return _truth(f" {op.upper()} ".join(term.sql for term in terms))


def _not(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 1, 1)
    return _truth(f"NOT {compiler.argument(args, 0, Type.BOOLEAN, of=op).sql}")


def _is_null(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count("isNull", args, 1, 1)
    return _truth(f"{compiler.argument(args, 0, of=op).sql} IS NULL")


def _compare(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    types = _SCALARS if op in ("=", "<>") else _ORDERED
    left, right = _alike(compiler, op, args, types)
    return _truth(f"{_sorted(left, op)} {op} {_sorted(right, op)}")


def _between(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 3, 3)
    value, low, high = (_sorted(term, op) for term in _alike(compiler, op, args, _ORDERED))
    return _truth(f"{value} BETWEEN {low} AND {high}")


def _in(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    items = args[1]
    if not isinstance(items, list):
        raise compiler.fault("IN 之后应为括号中的列表", "IN takes a list in parentheses")
    value = compiler.argument(args, 0, *_SCALARS, of=op)
    if value.type is Type.TEXT and all(isinstance(item, str) for item in items):
        return _truth(f"{value.sql} = ANY({compiler.bindings.bind(items, 'text[]')})")
    if not items:
        return Term(compiler.bindings.bind(False, "boolean"), Type.BOOLEAN)
    terms = compiler.arguments(items, value.type, of=op, within="/args/1")
    return _truth(f"{value.sql} IN ({', '.join(term.sql for term in terms)})")


def _like(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    value = compiler.argument(args, 0, Type.TEXT, of=op)
    pattern = _innermost(args[1])
    if not isinstance(pattern, str):
        raise compiler.fault("LIKE 之后应为写明的文字", "LIKE takes a text that is written out")
    if (len(pattern) - len(pattern.rstrip("\\"))) % 2:
        raise compiler.fault(r"LIKE 的文字不能以 \ 结尾", r"the text after LIKE must not end with \ ")
    return _truth(f"{value.sql} LIKE {compiler.argument(args, 1, Type.TEXT, of=op).sql}")


def _innermost(node: Any) -> Any:
    """What CASEI and ACCENTI are put around."""
    while isinstance(node, dict) and str(node.get("op")).lower() in ("casei", "accenti"):
        args = node.get("args")
        node = args[0] if isinstance(args, list) and len(args) == 1 else None
    return node


def _casei(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    """Large, then small letters: so that ς, σ and Σ are one."""
    compiler.count(op, args, 1, 1)
    text = compiler.argument(args, 0, Type.TEXT, of=op).sql
    return Term(f'lower(upper({text} COLLATE "default"))', Type.TEXT)


def _accenti(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 1, 1)
    text = compiler.argument(args, 0, Type.TEXT, of=op).sql
    return Term(f"regexp_replace(normalize({text}, NFD), {_MARKS}, '', 'g')", Type.TEXT)


def _alike(compiler: Compiler, op: str, args: Sequence[Any], types: Sequence[Type]) -> list[Term]:
    """All arguments, of the type of the first."""
    first = compiler.argument(args, 0, *types, of=op)
    rest = [compiler.argument(args, at, *types, of=op) for at in range(1, len(args))]
    for term in rest:
        if term.type is not first.type:
            mine, other = (term, first) if term.name and not first.name else (first, term)
            raise compiler.fault(
                f"{op} 两边类型不同：{mine.called().zh}是{mine.type.value.zh}，另一边是{other.type.value.zh}",
                f"{op} compares unlike things: {mine.called().en} is {mine.type.value.en}, "
                f"the other side {other.type.value.en}",
            )
    return [first, *rest]


def _sorted(term: Term, op: str) -> str:
    """The term where order matters: text goes by code point, on every database alike."""
    return f'({term.sql} COLLATE "C")' if term.type is Type.TEXT and op not in ("=", "<>") else term.sql


def _truth(sql: str) -> Term:
    return Term(f"({sql})", Type.BOOLEAN)


OPERATORS: Final[Mapping[str, Operator]] = {
    "and": _join,
    "or": _join,
    "not": _not,
    "isnull": _is_null,
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), _compare),
    "between": _between,
    "in": _in,
    "like": _like,
    "casei": _casei,
    "accenti": _accenti,
}
