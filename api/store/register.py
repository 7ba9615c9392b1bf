"""The waiver register: who let which finding of a layout be, why and until when. Entries are revoked, never removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from api.store import reading
from api.store.statements import statement
from geo.errors import Conflict, NotFound
from geo.model import Text, Waiver


@dataclass(frozen=True)
class Revocation:
    """When a waiver was revoked, by whom and why."""

    created: datetime
    author: str
    reason: str

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"created": self.created.isoformat(), "author": self.author, "reason": self.reason}


@dataclass(frozen=True)
class WaiverRecord:
    """A waiver as the register holds it: what was approved, at which revision, and whether it was revoked."""

    number: int
    layout: str
    revision: int
    created: datetime
    author: str
    waiver: Waiver
    revoked: Revocation | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        waiver = self.waiver
        return {
            "number": self.number,
            "layout": self.layout,
            "revision": self.revision,
            "created": self.created.isoformat(),
            "author": self.author,
            "finding": waiver.finding,
            "rule": waiver.rule,
            "subjects": list(waiver.subjects),
            **waiver.data(),
            "grows": waiver.grows,
            "evidence_area_m2": waiver.evidence_area_m2,
            "revoked": None if self.revoked is None else self.revoked.data(),
        }


def waivers(connection: Connection, layout: str) -> list[WaiverRecord]:
    """All entries of a layout's register, the oldest first, revoked ones too.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return [_record(row) for row in connection.execute(statement("waivers"), {"layout": layout})]


def add(connection: Connection, layout: str, revision: int, waiver: Waiver, author: str) -> WaiverRecord:
    """Enter a waiver that was approved on the report of a revision.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    values = {
        "layout": layout,
        "revision": revision,
        "author": author,
        "approver": waiver.approver,
        "finding": waiver.finding,
        "rule": waiver.rule,
        "subjects": list(waiver.subjects),
        "reason_zh": waiver.reason.zh,
        "reason_en": waiver.reason.en,
        "clause": waiver.clause,
        "expires": waiver.expires,
        "measured": waiver.measured,
        "grows": waiver.grows,
        "evidence": waiver.evidence,
        "evidence_area_m2": waiver.evidence_area_m2,
    }
    number = connection.execute(statement("add_waiver"), values).scalar_one()
    return _one(connection, layout, number)


def revoke(connection: Connection, layout: str, number: int, *, author: str, reason: str) -> WaiverRecord:
    """Revoke an entry of a layout's register; it stays there, marked.

    Raises:
        NotFound: the register has no such entry.
        Conflict: it is revoked already.
    """
    values = {"layout": layout, "number": number, "author": author, "reason": reason}
    done = connection.execute(statement("revoke_waiver"), values).scalar()
    record = _one(connection, layout, number)
    if done is None:
        raise Conflict(f"第 {number} 号豁免已撤销", f"waiver {number} is revoked already")
    return record


def _one(connection: Connection, layout: str, number: int) -> WaiverRecord:
    for record in waivers(connection, layout):
        if record.number == number:
            return record
    raise NotFound(f"布局 {layout} 没有第 {number} 号豁免", f"layout {layout} has no waiver {number}")


def _record(row: Row[Any]) -> WaiverRecord:
    waiver = Waiver(
        finding=row.finding,
        reason=Text(row.reason_zh, row.reason_en),
        clause=row.clause,
        approver=row.approver,
        expires=row.expires,
        measured=row.measured,
        grows=row.grows,
        rule=row.rule,
        subjects=tuple(row.subjects),
        evidence=row.evidence,
        evidence_area_m2=row.evidence_area_m2,
        number=row.number,
    )
    revoked = None if row.revoked is None else Revocation(row.revoked, row.revoked_by, row.revoked_why)
    return WaiverRecord(row.number, row.layout, row.revision, row.created, row.author, waiver, revoked)
