"""The walk through a filter's tree: each node becomes a term, or a fault that names its place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Protocol

import orjson

from api.store.cql.limits import Limits, too_deep, too_many
from api.store.cql.queryables import Queryables
from api.store.cql.terms import Bindings, Term, Type
from geo.errors import InputError
from geo.model import Text

_LIST_HINT: Final = Text("；列表请用 a_contains 等函数", "; for lists there is a_contains and its like")


class Operator(Protocol):
    """What turns the arguments of an operator into a term."""

    def __call__(self, compiler: Compiler, op: str, args: Sequence[Any]) -> Term: ...


class Literal(Protocol):
    """What turns an object that is a literal, such as a date, into a term."""

    def __call__(self, compiler: Compiler, node: Mapping[str, Any], /) -> Term: ...


class Compiler:
    """One filter on its way to SQL.

    Args:
        operators: by name in small letters.
        literals: by the member that tells them.
        queryables: the properties that it may ask for.
        crs: the EPSG code of its coordinates; None for longitude and latitude.
        places: whether faults name a place in the tree, which only JSON shows.
    """

    def __init__(
        self,
        operators: Mapping[str, Operator],
        literals: Mapping[str, Literal],
        *,
        queryables: Queryables,
        crs: int | None,
        limits: Limits,
        places: bool,
    ) -> None:
        self.bindings = Bindings("cql_")
        self.crs = crs
        self.queryables = queryables
        self.limits = limits
        self.vertices = 0
        self._operators = operators
        self._literals = literals
        self._places = places
        self._path: list[str] = []
        self._nodes = 0

    def fault(self, zh: str, en: str) -> InputError:
        """An error at the present place."""
        return InputError(zh, en, where="filter" + "".join(self._path if self._places else ()))

    def argument(self, args: Sequence[Any], at: int, *types: Type, of: str, within: str = "/args") -> Term:
        """One argument of an operator.

        Raises:
            InputError: something is wrong with it, or it is of none of the types.
        """
        self._path.append(f"{within}/{at}")
        if len(self._path) > self.limits.depth:
            raise too_deep(self.limits.depth, "filter")
        term = self.term(args[at])
        if types and term.type not in types:
            raise self.mismatch(term, types, of)
        self._path.pop()
        return term

    def arguments(self, args: Sequence[Any], *types: Type, of: str, within: str = "/args") -> list[Term]:
        """All arguments of an operator, or of a list within them, of these types. Raises as `argument`."""
        return [self.argument(args, at, *types, of=of, within=within) for at in range(len(args))]

    def mismatch(self, term: Term, types: Sequence[Type], of: str) -> InputError:
        """A term is not of a type that an operator takes."""
        zh, en = "或".join(t.value.zh for t in types), " or ".join(t.value.en for t in types)
        subject = term.called()
        hint = _LIST_HINT if term.type is Type.LIST else Text("", "")
        return self.fault(
            f"{of} 需要{zh}，{subject.zh}却是{term.type.value.zh}{hint.zh}",
            f"{of} takes {en}, but {subject.en} is {term.type.value.en}{hint.en}",
        )

    def count(self, op: str, args: Sequence[Any], low: int, high: int | None) -> None:
        """Raise InputError unless the number of arguments lies between `low` and `high` (None: any)."""
        if len(args) < low or (high is not None and len(args) > high):
            need = f"{low}" if high == low else f"{low}+" if high is None else f"{low}-{high}"
            raise self.fault(
                f"{op} 需要 {need} 个参数，给出了 {len(args)} 个", f"{op} takes {need} arguments, not {len(args)}"
            )

    def term(self, node: Any) -> Term:
        """The term of a node of the tree.

        Raises:
            InputError: the node is none that CQL2 has, or something is wrong with its arguments.
        """
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            raise too_many(self.limits.nodes, "filter")
        if isinstance(node, bool):
            return Term(self.bindings.bind(node, "boolean"), Type.BOOLEAN)
        if isinstance(node, (int, float)):
            return self.number(node)
        if isinstance(node, str):
            return Term(self.bindings.bind(node, "text"), Type.TEXT)
        if isinstance(node, list):
            return self._list(node)
        if isinstance(node, dict):
            return self._object(node)
        raise self.fault("没有空值：请用 IS NULL（isNull）", "there is no null: ask with IS NULL (isNull)")

    def number(self, value: int | float) -> Term:
        """A number, exactly as written."""
        if not math.isfinite(value):
            raise self.fault("数字过大", "the number is too large")
        exact = Decimal(repr(value))
        digits = len(exact.as_tuple().digits) + abs(exact.adjusted())
        return Term(self.bindings.bind(exact, "numeric"), Type.NUMBER, digits=digits)

    def _list(self, node: list[Any]) -> Term:
        if not all(isinstance(item, str) for item in node):
            raise self.fault("列表中只能是文字", "a list holds texts only")
        self._nodes += len(node)
        return Term(self.bindings.bind(orjson.dumps(node).decode(), "jsonb"), Type.LIST)

    def _object(self, node: dict[str, Any]) -> Term:
        if set(node) == {"property"}:
            return self._property(node["property"])
        if set(node) == {"op", "args"} and isinstance(node["op"], str) and isinstance(node["args"], list):
            name = node["op"]
            operator = self._operators.get(name.lower())
            if operator is None:
                raise self.fault(f"没有名为 {name[:40]} 的运算或函数", f"there is no operator or function {name[:40]}")
            return operator(self, name.lower(), node["args"])
        for member, literal in self._literals.items():
            if member in node:
                return literal(self, node)
        raise self.fault("此处不是 CQL2 的表达式", "this is no expression of CQL2")

    def _property(self, name: Any) -> Term:
        queryable = self.queryables.get(name) if isinstance(name, str) else None
        if queryable is None:
            known = ", ".join(self.queryables)
            said = str(name)[:40]
            raise self.fault(
                f"没有可查询的属性 {said}；有：{known}", f"there is no queryable property {said}; there are: {known}"
            )
        return queryable.term
