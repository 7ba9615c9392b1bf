"""Findings in the order in which a sheet numbers them."""

from __future__ import annotations

from typing import Final

from geo.model import Finding, Status
from geo.sheet.subject import Subject

_ORDER: Final = ("error", "warning", "advice", "waived", "cannot_tell", "crashed")


def weight_of(finding: Finding) -> str:
    """What a finding is drawn as: its severity while it is open, else what became of it."""
    if finding.status is Status.OPEN:
        return finding.severity.value
    return finding.status.value.replace("-", "_")


def numbered_findings(subject: Subject) -> tuple[tuple[str, Finding], ...]:
    """The findings with their numbers 1, 2, 3, heaviest first; the one that the sheet is about alone."""
    order = sorted(subject.findings, key=lambda f: (_ORDER.index(weight_of(f)), f.rule, f.id))
    numbered = tuple((str(n), f) for n, f in enumerate(order, 1))
    one = subject.finding
    return numbered if one is None else tuple((key, f) for key, f in numbered if f.id == one.id)
