"""Waivers against findings: which one covers a finding, and why one that was given no longer does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import numpy as np

from geo import measure
from geo.model import Finding, Status, Text, Waiver, evidence_hash
from geo.rulebook import Rulebook

_EXPIRED: Final = Text("豁免已于 {until} 到期（{approver}）", "the waiver ran out on {until} ({approver})")
_GROWN: Final = Text(
    "问题比批准豁免时更大，豁免失效（{approver}）",
    "the breach has grown since it was waived, so the waiver lapses ({approver})",
)


@dataclass
class Registry:
    """The waivers of a rulebook and of a layout's register, judged on one day."""

    book: Rulebook
    register: Iterable[Waiver]
    on: date
    waivers: tuple[Waiver, ...] = field(init=False)
    _by_finding: Mapping[str, list[Waiver]] = field(init=False)

    def __post_init__(self) -> None:
        self.waivers = (*self.book.waivers.values(), *self.register)
        by_finding: dict[str, list[Waiver]] = {}
        for waiver in self.waivers:
            by_finding.setdefault(waiver.finding, []).append(waiver)
        self._by_finding = by_finding

    def judged(self, finding: Finding) -> Finding:
        """An open finding as waived where a waiver covers it, or with the reason why the last one does not."""
        given = self._by_finding.get(finding.id, []) if finding.status is Status.OPEN else []
        why = None
        for waiver in given:
            why = lapse(waiver, finding, self.book, self.on)
            if why is None:
                return replace(finding, status=Status.WAIVED, waiver=waiver)
        return replace(finding, lapsed=why)


def lapse(waiver: Waiver, finding: Finding, book: Rulebook, on: date) -> Text | None:
    """Why a waiver does not cover its finding on that day; None when it does."""
    words = {"until": waiver.expires, "approver": waiver.approver}
    if on > waiver.expires:
        return _EXPIRED.format(**words)
    if waiver.outgrown(finding.measured) or _other_side(waiver, finding) or _spread(waiver, finding, book):
        return _GROWN.format(**words)
    return None


def _other_side(waiver: Waiver, finding: Finding) -> bool:
    """Whether the value now misses the requirement on the other side: too many where there were too few."""
    if waiver.grows is None or finding.measured is None or finding.required is None:
        return False
    return _grows(finding) not in (waiver.grows, None)


def _spread(waiver: Waiver, finding: Finding, book: Rulebook) -> bool:
    if waiver.evidence_area_m2 is None:
        return False
    tolerance_m2 = book.file.waivers.evidence_tolerance_m2
    return waiver.spread(evidence_hash(finding.evidence), evidence_area_m2(finding, book), tolerance_m2)


def evidence_area_m2(finding: Finding, book: Rulebook) -> float:
    """The ground (m², ellipsoidal) that a finding's evidence covers; 0 for a point or a line."""
    if finding.evidence is None:
        return 0.0
    return float(measure.area_m2(book.frame.project(np.array([finding.evidence], dtype=object)))[0])


def approval(finding: Finding, book: Rulebook, *, reason: Text, clause: str, approver: str, expires: date) -> Waiver:
    """A waiver of a finding as it stands: its measure and evidence are what it may not outgrow."""
    return Waiver(
        finding=finding.id,
        reason=reason,
        clause=clause,
        approver=approver,
        expires=expires,
        measured=finding.measured,
        grows=_grows(finding),
        rule=finding.rule,
        subjects=finding.subjects,
        evidence=evidence_hash(finding.evidence),
        evidence_area_m2=evidence_area_m2(finding, book),
    )


def _grows(finding: Finding) -> str | None:
    """Which way the breach grows: away from what is required; a measure without a requirement grows upwards."""
    if finding.measured is None:
        return None
    if finding.required is None:
        return "up"
    if finding.measured == finding.required:
        return None
    return "down" if finding.measured < finding.required else "up"
