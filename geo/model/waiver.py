"""Findings that people have agreed to live with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.text import Text


@dataclass(frozen=True)
class Waiver:
    """A finding that people have agreed to live with, until `expires` or until the breach grows.

    `rule` and `subjects` say which finding, `finding` is its id. `measured` and `evidence_area_m2` are those of the
    time of approval, `evidence` the hash of its place (see `evidence_hash`); `grows` says which way is worse
    ("down": a smaller value is a bigger breach, "up": a larger one, None: the finding has no measure).
    `number` is the waiver's number in a layout's register; None where the rulebook itself holds it.
    """

    finding: str
    reason: Text
    clause: str
    approver: str
    expires: date
    measured: float | None = None
    grows: str | None = None
    rule: str = ""
    subjects: tuple[str, ...] = ()
    evidence: str | None = None
    evidence_area_m2: float | None = None
    number: int | None = None

    def holds(self, measured: float | None, on: date) -> bool:
        """Whether the waiver still covers a finding that measures `measured` on that day."""
        return on <= self.expires and not self.outgrown(measured)

    def outgrown(self, measured: float | None) -> bool:
        """Whether a finding that measures `measured` is a bigger breach than the approved one."""
        if self.measured is None or measured is None:
            return False
        return measured < self.measured if self.grows == "down" else measured > self.measured

    def spread(self, evidence: str, area_m2: float, tolerance_m2: float) -> bool:
        """Whether a finding reaches over more ground than the approved one, by more than a tolerance.

        Where less is worse, as with an area that is too small, more ground is no bigger breach.
        """
        if self.evidence_area_m2 is None or self.grows == "down" or evidence == self.evidence:
            return False
        return area_m2 > self.evidence_area_m2 + tolerance_m2

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "reason": self.reason.data(),
            "clause": self.clause,
            "approver": self.approver,
            "expires": self.expires.isoformat(),
            "number": self.number,
            "measured": self.measured,
            "evidence": self.evidence,
        }


def evidence_hash(evidence: BaseGeometry | None) -> str:
    """A short name of the very place that a finding's evidence shows."""
    return hashlib.sha256(b"" if evidence is None else shapely.to_wkb(evidence, byte_order=1)).hexdigest()[:32]
