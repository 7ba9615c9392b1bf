"""What became of the findings from one layout to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geo.model import Delta, Finding, Report, Status, Text


@dataclass(frozen=True)
class FindingsDelta:
    """Open findings that are new, gone, or told otherwise (earlier, later), and how many stayed as they were.

    `same_rules` is whether both layouts were judged by the same rules: else a finding can be new without any change.
    """

    added: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    kept: int
    same_rules: bool

    @property
    def sentence(self) -> Text:
        """The counts for people."""
        new, gone, other, kept = len(self.added), len(self.resolved), len(self.changed), self.kept
        return Text(
            f"问题：新增 {new}，解决 {gone}，变化 {other}，不变 {kept}",
            f"findings: {new} added, {gone} resolved, {other} changed, {kept} kept",
        )

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "added": [finding.data() for finding in self.added],
            "resolved": [finding.data() for finding in self.resolved],
            "changed": [{"before": was.data(), "after": now.data()} for was, now in self.changed],
            "kept": self.kept,
            "same_rules": self.same_rules,
        }


def findings_delta(before: Report, after: Report) -> FindingsDelta:
    """What changed between the reports on two layouts."""
    delta = Delta.between(before.findings, after.findings)
    old, new = _open(before.findings), _open(after.findings)
    stayed = [(old[id], new[id]) for id in sorted(old.keys() & new.keys())]
    changed = tuple((was, now) for was, now in stayed if was != now)
    return FindingsDelta(
        delta.added, delta.resolved, changed, len(stayed) - len(changed), _rules(before) == _rules(after)
    )


def _open(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings if finding.status is Status.OPEN}


def _rules(report: Report) -> tuple[str, frozenset[str]]:
    return report.rulebook, frozenset(rule.code for rule in report.rules)
