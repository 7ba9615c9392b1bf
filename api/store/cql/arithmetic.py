"""Arithmetic in exact decimals: + - * / % div ^. What has no answer, such as a division by zero, is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.store.cql.compiler import Compiler, Operator
from api.store.cql.terms import Term, Type

_FORMS: Final = {
    "+": "({a} + {b})",
    "-": "({a} - {b})",
    "*": "({a} * {b})",
    "/": "({a} / NULLIF({b}, 0))",
    "%": "mod({a}, NULLIF({b}, 0))",
    "div": "div({a}, NULLIF({b}, 0))",
}
_QUOTIENT_DIGITS: Final = 20
_LARGEST_POWER: Final = 16


def _combine(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    a, b = compiler.arguments(args, Type.NUMBER, of=op)
    digits = max(a.digits, b.digits) + 1 if op in "+-" else a.digits + b.digits + _QUOTIENT_DIGITS
    return _within(compiler, Term(_FORMS[op].format(a=a.sql, b=b.sql), Type.NUMBER, digits=digits))


def _power(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    base = compiler.argument(args, 0, Type.NUMBER, of=op)
    exponent = args[1]
    whole = (
        isinstance(exponent, (int, float)) and not isinstance(exponent, bool) and exponent in range(_LARGEST_POWER + 1)
    )
    if not whole:
        raise compiler.fault(
            f"^ 的指数应为 0 至 {_LARGEST_POWER} 的整数", f"^ takes a whole number from 0 to {_LARGEST_POWER}"
        )
    power = compiler.argument(args, 1, Type.NUMBER, of=op)
    digits = base.digits * max(int(exponent), 1) + _QUOTIENT_DIGITS
    return _within(compiler, Term(f"power({base.sql}, {power.sql})", Type.NUMBER, digits=digits))


def _within(compiler: Compiler, term: Term) -> Term:
    most = compiler.limits.digits
    if term.digits > most:
        raise compiler.fault(f"算式的结果可能超过 {most} 位", f"the result may have more than {most} digits")
    return term


OPERATORS: Final[Mapping[str, Operator]] = {**dict.fromkeys(_FORMS, _combine), "^": _power}
