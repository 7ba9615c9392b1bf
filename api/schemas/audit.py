"""The shapes of the audit's answers, with an example."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel


class AuditEntryModel(BaseModel):
    """One thing that was done: by whom, from where, in which request, to which row, which was and is so.

    `person` is a person's key, "local" for whoever sits at a machine that nobody has claimed, "program" for the program
    itself, "database" for whoever came without it, "" for nobody. Of a change `before` and `after` have what changed;
    of a revision with up to 50 changes, each feature. `hash` follows from the entry and from the hash before it.
    """

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


class AuditModel(BaseModel):
    """A page of the audit, and the cursor of the one after it."""

    entries: list[AuditEntryModel]
    next: int | None


ENTRY: Final[dict[str, Any]] = {
    "number": 7, "at": "2026-01-06T08:00:00+00:00", "person": "2", "name": "王工", "address": "192.0.2.7",
    "request": "0123456789abcdef0123456789abcdef", "action": "insert", "table": "publication", "layout": "zgc-2020",
    "key": "zgc-2020@1", "before": None, "after": {"number": 1, "revision": 1, "message": "经专题会审议通过"},
    "hash": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
}  # fmt: skip
