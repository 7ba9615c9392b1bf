"""Functions of our own that filters may call; /ogc/functions lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.store.cql.compiler import Compiler, Operator
from api.store.cql.terms import Term, Type
from geo.model import Text


@dataclass(frozen=True)
class Function:
    """A function: what it takes, what it gives, and what it is in SQL."""

    name: str
    about: Text
    takes: tuple[Type, ...]
    gives: Type
    sql: str


_ALL: Final = (
    Function("length", Text("文字的字数", "how many characters a text has"), (Type.TEXT,), Type.NUMBER,
             "char_length({0})::numeric"),
    Function("lower", Text("转为小写", "in small letters"), (Type.TEXT,), Type.TEXT, 'lower({0} COLLATE "default")'),
    Function("upper", Text("转为大写", "in capital letters"), (Type.TEXT,), Type.TEXT, 'upper({0} COLLATE "default")'),
    Function("size", Text("列表的项数", "how many items a list has"), (Type.LIST,), Type.NUMBER,
             "jsonb_array_length({0})::numeric"),
    Function("abs", Text("绝对值", "the absolute value"), (Type.NUMBER,), Type.NUMBER, "abs({0})"),
    Function("floor", Text("向下取整", "the next whole number below"), (Type.NUMBER,), Type.NUMBER, "floor({0})"),
    Function("ceil", Text("向上取整", "the next whole number above"), (Type.NUMBER,), Type.NUMBER, "ceil({0})"),
    Function("shape", Text("几何的类型，如 MULTIPOLYGON", "the type of a geometry, such as MULTIPOLYGON"),
             (Type.GEOMETRY,), Type.TEXT, "GeometryType({0})"),
)  # fmt: skip
FUNCTIONS: Final[Mapping[str, Function]] = {each.name: each for each in _ALL}


def _call(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    function = FUNCTIONS[op]
    compiler.count(op, args, len(function.takes), len(function.takes))
    terms = [compiler.argument(args, at, type, of=op) for at, type in enumerate(function.takes)]
    digits = max(term.digits for term in terms) + 10
    return Term(function.sql.format(*(term.sql for term in terms)), function.gives, digits=digits)


OPERATORS: Final[Mapping[str, Operator]] = dict.fromkeys(FUNCTIONS, _call)
