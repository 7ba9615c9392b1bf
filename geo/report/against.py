"""A report beside an earlier one of the same plan: what was fixed, what is new, what remains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.model import Delta, Finding, Report, Status


@dataclass(frozen=True)
class Against:
    """An earlier report, and what has become of its findings since.

    Where the two were made by different rules, a finding can be new without the layout having changed.
    """

    earlier: Report
    delta: Delta
    same_rules: bool

    @staticmethod
    def of(earlier: Report, now: Report, delta: Delta) -> Against:
        """The comparison of two reports whose difference is `delta`."""
        return Against(earlier, delta, _rules(earlier) == _rules(now))

    def since(self, finding: Finding) -> str | None:
        """ "new" or "old" for an open finding; None for one that is not open."""
        if finding.status is not Status.OPEN:
            return None
        return "new" if finding.id in self._new else "old"

    @cached_property
    def _new(self) -> frozenset[str]:
        return frozenset(finding.id for finding in self.delta.added)

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        earlier = self.earlier
        return {
            "layout": earlier.layout,
            "revision": earlier.revision,
            "rulebook": earlier.rulebook,
            "stage": earlier.stage,
            "same_rules": self.same_rules,
            **self.delta.data(),
        }


def report_data(report: Report, against: Against | None = None) -> dict[str, Any]:
    """A report as a JSON object; beside an earlier one, its findings say since when they are there."""
    data = report.data()
    if against is not None:
        data["against"] = against.data()
        for finding, told in zip(report.findings, data["findings"], strict=True):
            told["since"] = against.since(finding)
    return data


def _rules(report: Report) -> tuple[str, frozenset[str]]:
    return report.rulebook, frozenset(rule.code for rule in report.rules)
