"""The shapes of the waiver register's requests and answers, with an example of each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel

from api.schemas.common import TextModel


class WaiveModel(BaseModel):
    """A finding of the newest revision to be lived with: why, by whose leave and until when.

    `approver` must be another than `author`. People who have signed in name neither: they ask, and another decides.
    Without `clause` the finding's own clause stands.
    """

    finding: str
    reason: TextModel
    approver: str = ""
    author: str = ""
    expires: date
    clause: str | None = None


class RevokeModel(BaseModel):
    """Who revokes a waiver, and why."""

    author: str
    reason: str


class DecideModel(BaseModel):
    """Who decides on a waiver, and why; declining needs the reason. People who have signed in need no `author`."""

    author: str = ""
    reason: str = ""


class DecisionModel(BaseModel):
    """Who approved or declined a waiver that was asked for, when and why."""

    approved: bool
    created: datetime
    author: str
    reason: str


class RevocationModel(BaseModel):
    """When a waiver was revoked, by whom and why."""

    created: datetime
    author: str
    reason: str


class WaiverEntryModel(BaseModel):
    """An entry of a layout's register with the measure and place that were approved.

    `state` says what it does today: "holds", "lapsed" (`cause` and `lapsed` say why), "unused" (its finding is gone),
    "untold" (its rule could not judge) or "revoked"; "asked" and "declined" ones have no effect, and nobody is the
    approver of the former. A waiver that the rulebook ships has no number, date or author.
    """

    number: int | None
    origin: Literal["register", "rulebook"]
    layout: str
    revision: int | None
    created: datetime | None
    author: str | None
    finding: str
    rule: str
    subjects: list[str]
    reason: TextModel
    clause: str
    approver: str
    expires: date
    measured: float | None
    grows: Literal["up", "down"] | None
    evidence: str | None
    evidence_area_m2: float | None
    revoked: RevocationModel | None
    decision: DecisionModel | None
    mine: bool
    may_decide: bool
    state: Literal["holds", "lapsed", "unused", "untold", "revoked", "asked", "declined"]
    cause: Literal["expired", "grown"] | None
    lapsed: TextModel | None


WAIVE: Final[dict[str, Any]] = {
    "finding": "0123456789abcdef", "reason": {"zh": "批准面积小于下限", "en": "The approved area is below the limit"},
    "approver": "王工", "author": "李工", "expires": "2027-12-31", "clause": "统筹发展规划 第三章第二节",
}  # fmt: skip
REVOKE: Final[dict[str, Any]] = {"author": "李工", "reason": "组团已重新划定"}
DECIDE: Final[dict[str, Any]] = {"author": "王工", "reason": "经专题会同意"}
ENTRY: Final[dict[str, Any]] = {
    "number": 1, "origin": "register", "layout": "zgc-2020", "revision": 1, "created": "2026-01-05T08:00:00+00:00",
    "author": "李工",
    "finding": "0123456789abcdef", "rule": "ARE002", "subjects": ["G09"], "reason": WAIVE["reason"],
    "clause": WAIVE["clause"], "approver": "王工", "expires": "2027-12-31", "measured": 1.7,
    "evidence": "0123456789abcdef0123456789abcdef", "grows": "down", "evidence_area_m2": 1_700_000.0,
    "revoked": None, "decision": None, "mine": False, "may_decide": False,
    "state": "holds", "cause": None, "lapsed": None,
}  # fmt: skip
