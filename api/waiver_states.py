"""What each waiver does to a layout's report today: those of its register, and those that its rulebook ships."""

from __future__ import annotations

from typing import Any

from api.auth.acting import person
from api.auth.people import Ability
from api.context import Context
from api.store import WaiverRecord
from geo.check.waivers import lapse
from geo.model import Report, Status, Waiver
from geo.rulebook import Rulebook

_SILENT = (Status.CANNOT_TELL, Status.CRASHED)


def entry(shared: Context, record: WaiverRecord, report: Report) -> dict[str, Any]:
    """An entry of the register with its state: what it does to the report, unless it is made without it."""
    book = shared.book(shared.store.record(record.layout).rulebook)
    waits = record.waits
    state = _state(shared, record.waiver, book, report) if waits is None else _NONE | {"state": waits}
    who = person()
    mine = who.known and record.person == who.key
    decide = waits == "asked" and not mine and who.may(Ability.REVIEW)
    return record.data() | {"origin": "register", "mine": mine, "may_decide": decide} | state


def shipped(shared: Context, id: str, report: Report) -> list[dict[str, Any]]:
    """The waivers of the layout's rulebook: they have no number and cannot be revoked."""
    book = shared.book(shared.store.record(id).rulebook)
    return [_shipped(shared, id, waiver, book, report) for waiver in book.waivers.values()]


def _shipped(shared: Context, id: str, waiver: Waiver, book: Rulebook, report: Report) -> dict[str, Any]:
    nobody: dict[str, Any] = dict.fromkeys(("number", "revision", "created", "author", "revoked", "decision"))
    nobody |= {"mine": False, "may_decide": False}
    told = {
        "layout": id,
        "finding": waiver.finding,
        "rule": waiver.rule,
        "subjects": list(waiver.subjects),
        "grows": waiver.grows,
        "evidence_area_m2": waiver.evidence_area_m2,
        "origin": "rulebook",
    }
    return nobody | waiver.data() | told | {"number": None} | _state(shared, waiver, book, report)


_NONE: dict[str, Any] = {"lapsed": None, "cause": None}


def _state(shared: Context, waiver: Waiver, book: Rulebook, report: Report) -> dict[str, Any]:
    finding = next((f for f in report.findings if f.id == waiver.finding), None)
    if finding is None:
        told = not any(f.rule == waiver.rule and f.status in _SILENT for f in report.findings)
        return _NONE | {"state": "unused" if told else "untold"}
    on = shared.today()
    why = lapse(waiver, finding, book, on)
    if why is None:
        return _NONE | {"state": "holds"}
    return {"state": "lapsed", "lapsed": why.data(), "cause": "expired" if on > waiver.expires else "grown"}
