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
_ANY_POWER: Final = (
    "(CASE WHEN abs({b}) <= 16 AND ({a} > 0 OR {b} = trunc({b}) AND ({a} <> 0 OR {b} >= 0)) THEN power({a}, {b}) END)"
)


def _combine(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    compiler.count(op, args, 2, 2)
    a, b = compiler.arguments(args, Type.NUMBER, of=op)
    digits = max(a.digits, b.digits) + 1 if op in "+-" else a.digits + b.digits + _QUOTIENT_DIGITS
    return _within(compiler, Term(_FORMS[op].format(a=a.sql, b=b.sql), Type.NUMBER, digits=digits))


def _power(compiler: Compiler, op: str, args: Sequence[Any]) -> Term:
    """A power. Exponents are small, for numbers grow long by them; what is no real number is missing."""
    compiler.count(op, args, 2, 2)
    a, b = compiler.arguments(args, Type.NUMBER, of=op)
    exponent = args[1] if isinstance(args[1], (int, float)) else None
    if exponent is not None and abs(exponent) > _LARGEST_POWER:
        raise compiler.fault(
            f"^ 的指数应在 -{_LARGEST_POWER} 与 {_LARGEST_POWER} 之间",
            f"^ takes exponents from -{_LARGEST_POWER} to {_LARGEST_POWER}",
        )
    plain = exponent is not None and exponent >= 0 and exponent == int(exponent)
    times = max(exponent, 1) if plain and exponent is not None else _LARGEST_POWER
    form = "power({a}, {b})" if plain else _ANY_POWER
    digits = a.digits * int(times) + _QUOTIENT_DIGITS
    return _within(compiler, Term(form.format(a=a.sql, b=b.sql), Type.NUMBER, digits=digits))


def _within(compiler: Compiler, term: Term) -> Term:
    most = compiler.limits.digits
    if term.digits > most:
        raise compiler.fault(f"算式的结果可能超过 {most} 位", f"the result may have more than {most} digits")
    return term


OPERATORS: Final[Mapping[str, Operator]] = {**dict.fromkeys(_FORMS, _combine), "^": _power}
