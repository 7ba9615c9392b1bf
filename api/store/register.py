"""The waiver register: who let which finding of a layout be, why and until when. Entries are revoked, never removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

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
class Decision:
    """Who approved or declined a waiver that was asked for, when and why."""

    approved: bool
    created: datetime
    author: str
    reason: str

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "approved": self.approved,
            "created": self.created.isoformat(),
            "author": self.author,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class WaiverRecord:
    """A waiver as the register holds it: what was approved, at which revision, and whether it was revoked.

    One that is `asked` for has no effect until its `decision` approves it; `person` is who asked, by key.
    """

    number: int
    layout: str
    revision: int
    created: datetime
    author: str
    waiver: Waiver
    revoked: Revocation | None
    person: str
    asked: bool
    decision: Decision | None

    @property
    def counts(self) -> bool:
        """Whether reports are made with it."""
        approved = not self.asked or (self.decision is not None and self.decision.approved)
        return approved and self.revoked is None

    @property
    def waits(self) -> Literal["revoked", "asked", "declined"] | None:
        """Why reports are made without it, None where they are made with it."""
        if self.revoked is not None:
            return "revoked"
        if self.asked and self.decision is None:
            return "asked"
        return None if self.counts else "declined"

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
            "decision": None if self.decision is None else self.decision.data(),
        }


def waivers(connection: Connection, layout: str) -> list[WaiverRecord]:
    """All entries of a layout's register, the oldest first, revoked ones too.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return registers(connection, [layout])[layout]


def registers(connection: Connection, layouts: Sequence[str]) -> dict[str, list[WaiverRecord]]:
    """The registers of layouts that there are, each with the oldest entry first, revoked ones too."""
    found: dict[str, list[WaiverRecord]] = {layout: [] for layout in layouts}
    for row in connection.execute(statement("waivers"), {"layouts": list(layouts)}):
        found[row.layout].append(_record(row))
    return found


def add(connection: Connection, layout: str, revision: int, waiver: Waiver, author: str) -> WaiverRecord:
    """Enter a waiver that was approved on the report of a revision, or is asked for: then nobody is its approver yet.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    values = {
        "layout": layout,
        "revision": revision,
        "author": author,
        "asked": not waiver.approver,
        "approver": waiver.approver or None,
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


def decide(
    connection: Connection, layout: str, number: int, *, approved: bool, author: str, reason: str
) -> WaiverRecord:
    """Approve or decline an entry that was asked for.

    Raises:
        NotFound: the register has no such entry.
        Conflict: it waits for no decision, or not for one of whoever asked for it.
    """
    values = {"layout": layout, "number": number, "approved": approved, "author": author, "reason": reason}
    try:
        done = connection.execute(statement("decide_waiver"), values).scalar()
    except IntegrityError as error:
        raise Conflict("不能批准自己申请的豁免", "nobody decides on a waiver of their own") from error
    record = _one(connection, layout, number)
    if done is None:
        raise Conflict(f"第 {number} 号豁免不在待批之列", f"waiver {number} waits for no decision")
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
        approver=row.approver or row.decided_by or "",
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
    decision = None
    if row.approved is not None:
        decision = Decision(row.approved, row.decided, row.decided_by, row.decided_why)
    told = (row.number, row.layout, row.revision, row.created, row.author, waiver, revoked)
    return WaiverRecord(*told, row.person, row.asked, decision)
