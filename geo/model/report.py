"""What a check says of a layout, and what changed between two checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """What became of the findings between two reports: new ones, ones that went away, and how many stayed.

    `added`, `resolved` and `remaining` are open findings. `changed` are all others of the later report that it says
    otherwise than the earlier one, whatever their status, and `gone` the ids of those that were not open and are no
    more: the earlier report with all that put in and taken out is the later one.
    """

    added: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    remaining: int
    changed: tuple[Finding, ...] = ()
    gone: tuple[str, ...] = ()

    @staticmethod
    def between(before: Iterable[Finding], after: Iterable[Finding], *, open_before: int | None = None) -> Delta:
        """What changed from some findings to others; `open_before` counts the open ones where `before` is not all."""
        was, now = _by_id(before), _by_id(after)
        old, new = _open(was), _open(now)
        added = {id: new[id] for id in sorted(new.keys() - old.keys())}
        resolved = tuple(old[id] for id in sorted(old.keys() - new.keys()))
        differ = sorted(id for id, mine in now.items() if mine != was.get(id))
        return Delta(
            added=tuple(added.values()),
            resolved=resolved,
            remaining=(len(old) if open_before is None else open_before) - len(resolved),
            changed=tuple(f for id in differ for f in now[id] if f is not added.get(id)),
            gone=tuple(sorted(was.keys() - now.keys() - old.keys())),
        )

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


def _by_id(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.id, []).append(finding)
    return {id: sorted(mine, key=lambda f: f.message.en) for id, mine in found.items()}


def _open(findings: Mapping[str, Sequence[Finding]]) -> dict[str, Finding]:
    return {id: f for id, mine in findings.items() for f in mine if f.status is Status.OPEN}
