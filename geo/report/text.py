"""A report for people at a terminal: what must be fixed first, each with place, number and clause."""

from __future__ import annotations

from typing import Final

import shapely
from rich.console import Console
from rich.text import Text as Styled

from geo.model import Finding, Report, Status, Waiver
from geo.report.against import Against
from geo.report.words import (
    AGAINST,
    CLEAN,
    FILE,
    NEEDED,
    OTHER_RULES,
    PASSED,
    REGISTERED,
    REVISION,
    SECTIONS,
    SHIPPED,
    SINCE,
    STAGE,
    WAIVER,
    pick,
    say,
)

_STYLES: Final = {
    "error": "bold red", "warning": "yellow", "advice": "cyan", "crashed": "bold magenta",
    "cannot_tell": "magenta", "waived": "dim",
}  # fmt: skip
_UNITS: Final = {"km2": "km²", "m2": "m²", "m": "m", "count": ""}


def print_report(report: Report, console: Console, lang: str, against: Against | None = None) -> None:
    """Write the report to a console; a console that is no terminal gets plain text."""
    _line(console, Styled(_heading(report, lang), style="bold"))
    if report.notice is not None:
        _line(console, Styled(say(report.notice, lang), style="italic"))
    for section in SECTIONS:
        findings = sorted((f for f in report.findings if _section(f) == section), key=lambda f: (f.rule, f.subjects))
        if findings:
            title = f"\n{say(SECTIONS[section], lang)} {len(findings)}"
            _line(console, Styled(title, style=_STYLES[section]))
            for finding in findings:
                since = against.since(finding) if against else None
                _print_finding(finding, console, lang, _STYLES[section], since)
    _line(console, Styled("\n" + _summary(report, lang), style="green" if report.ok else "bold red"))
    if against is not None:
        told = pick(AGAINST, lang, earlier=_heading(against.earlier, lang), sentence=say(against.delta.sentence, lang))
        _line(console, Styled(told, style="bold"))
        if not against.same_rules:
            _line(console, Styled(say(OTHER_RULES, lang), style="yellow"))


def _heading(report: Report, lang: str) -> str:
    revision = say(FILE, lang) if report.revision is None else pick(REVISION, lang, n=report.revision)
    stage = [] if report.stage is None else [pick(STAGE, lang, stage=report.stage)]
    return " · ".join([report.layout, revision, report.rulebook, *stage])


def _section(finding: Finding) -> str:
    if finding.status is Status.OPEN:
        return finding.severity.value
    return finding.status.value.replace("-", "_")


def _print_finding(finding: Finding, console: Console, lang: str, style: str, since: str | None) -> None:
    mark = f"  [{say(SINCE[since], lang)}]" if since else ""
    _line(console, Styled.assemble("  ", (finding.rule, style), (mark, "bold"), "  ", say(finding.message, lang)))
    _line(console, Styled(f"          {finding.clause.document} {finding.clause.locator}", style="dim"))
    facts = [", ".join(finding.subjects), _needed(finding, lang), _place(finding), finding.id]
    _line(console, Styled("          " + " · ".join(fact for fact in facts if fact), style="dim"))
    if finding.waiver is not None:
        _line(console, Styled(f"          {_waived(finding.waiver, lang)}", style="dim"))
    if finding.lapsed is not None:
        _line(console, Styled(f"          {say(finding.lapsed, lang)}", style="yellow"))


def _waived(waiver: Waiver, lang: str) -> str:
    register = say(SHIPPED, lang) if waiver.number is None else pick(REGISTERED, lang, number=waiver.number)
    told = {"register": register, "until": waiver.expires, "approver": waiver.approver}
    return pick(WAIVER, lang, **told, reason=say(waiver.reason, lang))


def _needed(finding: Finding, lang: str) -> str:
    if finding.required is None or finding.unit is None or finding.tolerance is None:
        return ""
    unit = _UNITS[finding.unit]
    required, tolerance = f"{finding.required:g} {unit}", f"{finding.tolerance:g} {unit}"
    return pick(NEEDED, lang, required=required, tolerance=tolerance)


def _place(finding: Finding) -> str:
    if finding.evidence is None or finding.evidence.is_empty:
        return ""
    point = shapely.centroid(finding.evidence)
    return f"{point.x:.5f}, {point.y:.5f}"


def _summary(report: Report, lang: str) -> str:
    counts = report.summary
    told = [f"{say(text, lang)} {counts[key]}" for key, text in SECTIONS.items() if counts[key]]
    told.append(pick(PASSED, lang, n=counts["passed"]))
    return " · ".join(told if not report.ok or counts["warning"] or counts["advice"] else [say(CLEAN, lang), *told])


def _line(console: Console, text: Styled) -> None:
    console.print(text, soft_wrap=True, highlight=False)
