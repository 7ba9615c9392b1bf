"""What a check says of a layout, and what changed between two checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.model.finding import Clause, Finding, Severity, Status
from geo.model.text import Text


@dataclass(frozen=True)
class RuleResult:
    """What one rule had to say about a layout: its verdict and how many findings stand behind it.

    `status` is "passed", "failed", "waived", "cannot-tell" or "crashed".
    """

    code: str
    name: str
    title: Text
    severity: Severity
    status: str
    findings: int
    clause: Clause

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "code": self.code,
            "name": self.name,
            "title": self.title.data(),
            "severity": self.severity.value,
            "status": self.status,
            "findings": self.findings,
            "clause": self.clause.data(),
        }


@dataclass(frozen=True)
class Report:
    """Every finding of a layout under a rulebook, sorted by id, and the verdict of every rule.

    `stage` is the stage of planning whose rules ran; None when all of them did.
    """

    layout: str
    revision: int | None
    rulebook: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]
    notice: Text | None = None
    stage: str | None = None

    @property
    def summary(self) -> Mapping[str, int]:
        """How many findings are open at each severity, how many are not, how many rules passed."""
        counts = dict.fromkeys(("error", "warning", "advice", "waived", "cannot_tell", "crashed"), 0)
        for finding in self.findings:
            key = finding.severity.value if finding.status is Status.OPEN else finding.status.value
            counts[key.replace("-", "_")] += 1
        counts["passed"] = sum(r.status == "passed" for r in self.rules)
        return MappingProxyType(counts)

    @property
    def ok(self) -> bool:
        """Whether nothing is open at severity error and no rule crashed."""
        return not (self.summary["error"] or self.summary["crashed"])

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "layout": self.layout,
            "revision": self.revision,
            "rulebook": self.rulebook,
            "stage": self.stage,
            "notice": None if self.notice is None else self.notice.data(),
            "summary": dict(self.summary),
            "findings": [f.data() for f in self.findings],
            "rules": [r.data() for r in self.rules],
        }


@dataclass(frozen=True)
class Delta:
    """What became of the findings between two reports: new ones, ones that went away, and how many stayed."""

    added: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    remaining: int

    @property
    def sentence(self) -> Text:
        """The counts for people."""
        fixed, new, kept = len(self.resolved), len(self.added), self.remaining
        return Text(
            f"修复 {fixed}，新增 {new}，保留 {kept}",
            f"fixes {fixed}, introduces {new}, {kept} {'remains' if kept == 1 else 'remain'}",
        )

    def data(self) -> dict[str, Any]:
        """As a JSON object: new findings by id, since the report holds them, and resolved ones in full."""
        return {
            "sentence": self.sentence.data(),
            "added": [f.id for f in self.added],
            "resolved": [f.data() for f in self.resolved],
            "remaining": self.remaining,
        }
