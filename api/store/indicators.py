"""Values of indicators in the store: entered all at once or not at all; a later entry of the same year counts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from api.store.statements import statement
from geo.indicators import Value


def values(connection: Connection, rulebook: str) -> list[Value]:
    """The values of a rulebook's indicators that count, by indicator, scope and year."""
    rows = connection.execute(statement("indicator_values"), {"rulebook": rulebook})
    return [
        Value(row.indicator, row.scope, row.year, row.value, row.source, row.note, row.author or "") for row in rows
    ]


def enter(connection: Connection, rulebook: str, entered: Sequence[Value], author: str) -> None:
    """Enter values, in the transaction of the connection."""
    rows = [
        {
            "author": author,
            "rulebook": rulebook,
            "indicator": value.indicator,
            "scope": value.scope,
            "year": value.year,
            "value": value.value,
            "source": value.source,
            "note": value.note,
        }
        for value in entered
    ]
    connection.execute(statement("add_indicator_value"), rows)


def withdraw(connection: Connection, rulebook: str, value: Value, author: str) -> None:
    """Take a value back: what was entered for its indicator, scope and year no longer counts; its note says why."""
    row = {
        "author": author,
        "rulebook": rulebook,
        "indicator": value.indicator,
        "scope": value.scope,
        "year": value.year,
        "value": None,
        "source": value.source,
        "note": value.note,
    }
    connection.execute(statement("add_indicator_value"), row)
