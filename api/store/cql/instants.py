"""Days and moments as literals. Features have no property that is one, so they only compare with each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from api.store.cql.compiler import Compiler, Literal
from api.store.cql.terms import Term, Type


def _date(compiler: Compiler, node: Mapping[str, Any]) -> Term:
    try:
        _only(node, "date")
        return Term(compiler.bindings.bind(date.fromisoformat(node["date"]), "date"), Type.DATE)
    except (TypeError, ValueError) as error:
        raise compiler.fault("日期应形如 2024-12-31", "a date looks like 2024-12-31") from error


def _timestamp(compiler: Compiler, node: Mapping[str, Any]) -> Term:
    try:
        _only(node, "timestamp")
        moment = datetime.fromisoformat(node["timestamp"])
        # Without a zone it is UTC: RFC 3339 wants the Z, people leave it out.
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return Term(compiler.bindings.bind(moment, "timestamptz"), Type.TIMESTAMP)
    except (TypeError, ValueError) as error:
        raise compiler.fault(
            "时刻应形如 2024-12-31T08:00:00Z", "a timestamp looks like 2024-12-31T08:00:00Z"
        ) from error


def _interval(compiler: Compiler, _node: Mapping[str, Any]) -> Term:
    raise compiler.fault("要素没有时间属性，不能用时段", "features have no times, so intervals cannot be used")


def _only(node: Mapping[str, Any], member: str) -> None:
    if set(node) != {member} or not isinstance(node[member], str):
        raise ValueError(member)


LITERALS: Final[Mapping[str, Literal]] = {"date": _date, "timestamp": _timestamp, "interval": _interval}
