"""Seals of prints: kept when a sheet is handed out, looked up when somebody scans it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Engine

from api.store import reading
from api.store.statements import statement
from geo.errors import NotFound
from geo.sheet.seal import SHORT, Seal


@dataclass(frozen=True)
class SealRecord:
    """A print that was made, and what has become of its plan: the newest revision, and the features changed since."""

    hash: str
    created: datetime
    seal: dict[str, Any]
    newest: int
    changed: int

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "hash": self.hash,
            "created": self.created.isoformat(),
            "print": self.seal,
            "newest_revision": self.newest,
            "current": self.newest == self.seal["revision"],
            "changed_features": self.changed,
        }


def keep(engine: Engine, seal: Seal) -> None:
    """Keep the seal of a stored layout's print."""
    values = {"short": seal.short, "hash": seal.hash, "seal": seal.json}
    values |= {"layout": seal.data["layout"], "revision": seal.data["revision"]}
    with engine.begin() as connection:
        connection.execute(statement("keep_seal"), values)


def find(engine: Engine, code: str) -> SealRecord:
    """The print of a hash, or of the part of it that is printed.

    Raises:
        NotFound: no such print was made here.
    """
    with engine.connect() as connection:
        row = connection.execute(statement("seal"), {"short": code[:SHORT]}).one_or_none()
        if row is None or not row.hash.startswith(code):
            raise NotFound(
                "这里没有这个核验码的打印记录：图不是由本系统打印，或核验码有误",
                "no print with this seal was made here: the sheet is from elsewhere, or the seal is mistyped",
            )
        seal = orjson.loads(row.seal)
        since = reading.changes_since(connection, seal["layout"], seal["revision"])
    changed = {id for change in since for id in (*change.put, *change.deleted)}
    return SealRecord(row.hash, row.created, seal, row.head, len(changed))
