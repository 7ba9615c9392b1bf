"""What a sheet says in words about its park, group or finding: pairs of a label and a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from geo.measure import km2
from geo.model import Finding, Kind
from geo.sheet.found import weight_of
from geo.sheet.subject import Subject
from geo.sheet.tables import Cell, Column, Row, Table
from geo.sheet.words import clean

_LISTS: Final = ("modes", "carriers", "industries", "leading", "cultivated")
_SMALL_KM2: Final = 0.001
_UNITS: Final = {"km2": "km²", "m2": "m²", "m": "m", "count": ""}


def facts_table(subject: Subject) -> Table:
    """Label and text, only of what is known."""
    finding = subject.finding
    pairs = _of_finding(subject, finding) if finding is not None else _of_feature(subject)
    rows = [
        Row("row", (Cell(subject.say(word), subject.second(word), bold=True), Cell(clean_lines(text))))
        for word, text in pairs
        if text
    ]
    columns = (Column("", 0.22), Column("", 0.78, wraps=True))
    return Table(subject.say("facts"), subject.say("facts_more"), columns, tuple(rows), head=False)


def clean_lines(text: str) -> str:
    """The text fit to print, its own line breaks kept."""
    return "\n".join(clean(line) for line in text.split("\n"))


def _of_feature(subject: Subject) -> Iterable[tuple[str, str]]:
    plan, row, names = subject.plan, subject.row, subject.names
    if row is None:
        return
    record = plan.table.iloc[row]
    yield "kind", names.say(Kind(plan.kinds[row]).label)
    if plan.kinds[row] != Kind.PARK:
        yield "park", names(clean(record["park"]))
        yield "class", names(clean(record["class"]))
    yield "district_of", names.all(clean(record["district"]).split(";"))
    yield "measured_area", f"{km2(plan.areas_m2[row]):.4f} km²"
    yield "stated_area", _stated(subject, record["stated_area_km2"])
    for column in _LISTS:
        yield column, names.all(record[column] or ())
    yield "basis_of", subject.say(str(record["basis"])) if record["basis"] else ""
    yield "findings_on", _findings_on(subject, plan.ids[row])


def _stated(subject: Subject, stated: Any) -> str:
    return "" if stated is None or stated != stated else subject.say("stated", area=f"{stated:g}")


def _findings_on(subject: Subject, id: str) -> str:
    """What the rules say about a feature, one line for each finding."""
    if subject.report is None:
        return subject.say("unchecked")
    on = [f for f in subject.report.findings if id in f.subjects]
    lines = [f"{subject.say(weight_of(f))} {f.rule}  {f.message.say(subject.lang)}" for f in on]
    return "\n".join(lines) or subject.say("none_found")


def _of_finding(subject: Subject, finding: Finding) -> Iterable[tuple[str, str]]:
    lang = subject.lang
    yield "rule", f"{finding.rule}  {subject.rule_titles.get(finding.rule, finding.name)}"
    yield "severity", subject.say(weight_of(finding))
    yield "what", finding.message.say(lang)
    yield "subjects", "\n".join(subject.shown(s) for s in finding.subjects)
    yield "measured", _amount(finding.measured, finding.unit)
    yield "required", _amount(finding.required, finding.unit)
    yield "tolerance", _amount(finding.tolerance, finding.unit)
    clause = finding.clause
    yield "clause", f"{clause.document} {clause.locator}\n{clause.paraphrase.say(lang)}"
    if finding.waiver is not None:
        waiver = finding.waiver
        until = subject.say("until", until=waiver.expires.isoformat(), approver=waiver.approver)
        yield "waiver", f"{waiver.reason.say(lang)}\n{until}"
    if finding.lapsed is not None:
        yield "lapsed", finding.lapsed.say(lang)
    yield "fixes", subject.say("fixes_offered", count=len(finding.fixes)) if finding.fixes else ""


def _amount(value: float | None, unit: str | None) -> str:
    if value is None:
        return ""
    if unit == "km2" and 0 < abs(value) < _SMALL_KM2:
        value, unit = value * 1e6, "m2"
    return f"{value:,.6g} {_UNITS.get(unit or '', unit or '')}".strip()
