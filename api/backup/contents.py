"""What a database holds: how many rows each table has, and a hash of them whatever their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

# Rows are hashed as text: these settings decide what it looks like.
_SETTINGS: Final = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';"
    " SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'"
)
_TABLES: Final = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p'"
    " AND relnamespace = current_schema()::regnamespace AND NOT EXISTS ("
    "SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e') ORDER BY relname"
)
_HASH: Final = sql.SQL(
    "SELECT count(*), encode(sha256(coalesce(string_agg(row_hash, ''::bytea ORDER BY row_hash), '')), 'hex')"
    " FROM (SELECT sha256(convert_to(one::text, 'UTF8')) AS row_hash FROM {} AS one) AS hashed"
)

Told = Callable[[float], None]


@dataclass(frozen=True)
class Contents:
    """A table's rows: how many, and their hash."""

    rows: int
    sha256: str

    def data(self) -> dict[str, Any]:
        """As the manifest has it."""
        return {"rows": self.rows, "sha256": self.sha256}


def tables(connection: psycopg.Connection) -> list[str]:
    """The tables whose rows are kept, by name: none of an extension, none that is of the moment."""
    return [row[0] for row in connection.execute(_TABLES)]


def contents(connection: psycopg.Connection, told: Told) -> dict[str, Contents]:
    """Every table's contents as this transaction sees them; `told` gets the share that is done."""
    connection.execute(_SETTINGS)
    names = tables(connection)
    found = {}
    for n, name in enumerate(names, start=1):
        row = connection.execute(_HASH.format(sql.Identifier(name))).fetchone()
        assert row
        found[name] = Contents(*row)
        told(n / len(names))
    return found
