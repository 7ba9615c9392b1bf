"""The audit: who did what, from where, what was before and what is after; read here, written by triggers.

Migration 0012 has what writes it. Every table of the store is told of, but for those that `UNTOLD` names: they hold
what other entries tell, or nothing that anybody did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, Row, text

from api.store.statements import statement

UNTOLD: Final = frozenset(
    {
        *("alembic_version", "audit", "spatial_ref_sys"),
        # Told with the revision or the import that they belong to.
        *("feature_version", "feature_head", "quarantine"),
        *("report_cache", "print_job"),
    }
)
QUIET: Final = (
    *("head", "seen", "seen_at", "last_seen", "used", "used_at", "last_used", "beat", "touched", "renewed"),
    *("expires", "expires_at"),
)
"""Columns that change by themselves, all day: their changes alone make no entry."""
_PART: Final = 1000


@dataclass(frozen=True)
class Asked:
    """Which entries: of a person's key, a layout, an action, a stretch of time (`until` excluded); None for all."""

    person: str | None = None
    layout: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One thing that was done. `table` is "" where no row changed, as with a failed sign-in."""

    number: int
    at: datetime
    person: str
    name: str
    address: str
    request: str
    action: str
    table: str
    layout: str | None
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    hash: str

    def data(self) -> dict[str, Any]:
        """The entry as the API writes it."""
        return self.__dict__ | {"at": self.at.astimezone(UTC).isoformat()}


@dataclass(frozen=True)
class Verified:
    """What the chain of hashes says: how many entries, the last hash, and the first entry that does not fit."""

    entries: int
    last: str
    broken: int | None


def attach(connection: Connection) -> None:
    """Let every table be told of that is not yet; after each change of the schema."""
    tables = text(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' AND NOT relispartition"
        " AND relnamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'audited')"
        " AND EXISTS (SELECT FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)"
    )
    for name in connection.scalars(tables).all():
        if name not in UNTOLD:
            values = {"name": name, "quiet": list(QUIET)}
            connection.execute(text("SELECT audit_table(:name, VARIADIC :quiet)"), values)


def note(connection: Connection, action: str, key: str = "", detail: dict[str, Any] | None = None) -> None:
    """Tell of something that changes no row, as a failed sign-in; `detail` must hold no secret.

    Others wait until the transaction ends, so let it hold nothing else.
    """
    values = {"action": action, "key": key, "detail": None if detail is None else orjson.dumps(detail).decode()}
    connection.execute(text("SELECT audit_event(:action, :key, CAST(:detail AS jsonb))"), values)


def newest(engine: Engine, asked: Asked, *, before: int | None, limit: int) -> list[Entry]:
    """The newest entries, of those with a number below `before`."""
    values = _values(asked) | {"before": before, "limit": limit}
    with engine.connect() as connection:
        return [_entry(row) for row in connection.execute(statement("audit"), values)]


def every(engine: Engine, asked: Asked) -> Iterator[Entry]:
    """All entries, the oldest first, read in parts: a slow reader holds no connection, and what is read stays."""
    last = 0
    while True:
        with engine.connect() as connection:
            values = _values(asked) | {"last": last, "limit": _PART}
            part = [_entry(row) for row in connection.execute(statement("audit_after"), values)]
        yield from part
        if len(part) < _PART:
            return
        last = part[-1].number


def verify(engine: Engine) -> Verified:
    """Work the chain of hashes out anew, with nothing that the database itself could have been told to say."""
    with engine.connect() as connection:
        row = connection.execute(statement("audit_chain")).one()
    return Verified(row.entries, row.last or "", row.broken)


def _values(asked: Asked) -> dict[str, Any]:
    return dict(asked.__dict__)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        *(row.number, row.at, row.person, row.name, row.address, row.request, row.action, row.table_name),
        *(row.layout, row.key, row.before, row.after, row.hash),
    )
