"""The tables of a report: findings, areas, summary, clauses, as rows of texts and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import shapely

from geo.model import Finding, Kind, Text
from geo.report.checked import AREA_BASIS, Checked
from geo.report.words import SECTIONS, SEVERITIES, SINCE, STATUSES, VERDICTS, say

UNITS: Final = {"km2": "km²", "m2": "m²", "m": "m", "count": ""}


@dataclass(frozen=True)
class Column:
    """A column's title, its width in characters, and how its numbers are shown."""

    title: Text
    width: float
    format: str | None = None


@dataclass(frozen=True)
class Table:
    """A sheet: its columns and rows; `headed` where the first line names the columns."""

    title: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    headed: bool = True


def tables(checked: Checked) -> list[Table]:
    """All tables, in the order of the sheets."""
    return [_findings(checked), _areas(checked), _summary(checked), _clauses(checked)]


_FINDING_COLUMNS: Final = (
    Column(Text("规则", "Rule"), 9),
    Column(Text("级别", "Severity"), 11),
    Column(Text("状态", "Status"), 13),
    Column(Text("问题", "Finding"), 60),
    Column(Text("分园", "Park"), 18),
    Column(Text("对象", "Subjects"), 24),
    Column(Text("对象编号", "Subject ids"), 16),
    Column(Text("实测", "Measured"), 12),
    Column(Text("要求", "Required"), 12),
    Column(Text("单位", "Unit"), 8),
    Column(Text("容差", "Tolerance"), 10),
    Column(Text("文件", "Document"), 34),
    Column(Text("条款位置", "Locator"), 20),
    Column(Text("条款要求", "What the clause asks"), 44),
    Column(Text("豁免理由", "Waiver: reason"), 40),
    Column(Text("批准人", "Waiver: approver"), 22),
    Column(Text("豁免至", "Waived until"), 13),
    Column(Text("豁免为何失效", "Why the waiver lapsed"), 30),
    Column(Text("经度", "Longitude"), 12, "0.000000"),
    Column(Text("纬度", "Latitude"), 12, "0.000000"),
    Column(Text("问题编号", "Finding id"), 19),
)
_SINCE_COLUMN: Final = Column(Text("对比", "Since"), 9)


def _findings(checked: Checked) -> Table:
    order = {"error": 0, "warning": 1, "advice": 2}
    status = {key: i for i, key in enumerate(STATUSES)}
    found = sorted(
        checked.report.findings, key=lambda f: (status[f.status.value], order[f.severity.value], f.rule, f.subjects)
    )
    against = checked.against
    columns = _FINDING_COLUMNS if against is None else (*_FINDING_COLUMNS, _SINCE_COLUMN)
    rows = []
    for finding in found:
        row = list(_finding(finding, checked))
        if against is not None:
            since = against.since(finding)
            row.append(say(SINCE[since], checked.lang) if since else None)
        rows.append(row)
    return Table(Text("问题", "Findings"), columns, rows)


def _finding(finding: Finding, checked: Checked) -> Iterator[object]:
    waiver, lang = finding.waiver, checked.lang
    yield finding.rule
    yield say(SEVERITIES[finding.severity.value], lang)
    yield say(STATUSES[finding.status.value], lang)
    yield say(finding.message, lang)
    yield checked.name(checked.park_of(finding))
    yield _listed(checked.named(finding), lang)
    yield "; ".join(finding.subjects)
    yield finding.measured
    yield finding.required
    yield UNITS.get(finding.unit or "", finding.unit)
    yield finding.tolerance
    yield finding.clause.document
    yield finding.clause.locator
    yield say(finding.clause.paraphrase, lang)
    yield None if waiver is None else say(waiver.reason, lang)
    yield None if waiver is None else waiver.approver
    yield None if waiver is None else waiver.expires
    yield None if finding.lapsed is None else say(finding.lapsed, lang)
    yield from _place(finding)
    yield finding.id


def _place(finding: Finding) -> tuple[float | None, float | None]:
    if finding.evidence is None or finding.evidence.is_empty:
        return None, None
    point = shapely.centroid(finding.evidence)
    return round(float(point.x), 6), round(float(point.y), 6)


def _listed(names: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(names)


KM2: Final = "#,##0.000000"
KM2_DIFFERENCE: Final = "+#,##0.000000;-#,##0.000000;0"
_AREA_COLUMNS: Final = (
    Column(Text("编号", "Id"), 16),
    Column(Text("类别", "Kind"), 18),
    Column(Text("名称", "Name"), 30),
    Column(Text("分园", "Park"), 24),
    Column(Text("区位类型", "Class"), 22),
    Column(Text("椭球面积（平方公里）", "Ellipsoidal area (km²)"), 16, KM2),
    Column(Text("申报面积（平方公里）", "Stated area (km²)"), 16, KM2),
    Column(Text("相差（平方公里）", "Difference (km²)"), 16, KM2_DIFFERENCE),
    Column(Text("边界依据", "Outline"), 12),
)
BASES: Final = {
    "surveyed": Text("测绘", "surveyed"),
    "digitised": Text("数字化", "digitised"),
    "schematic": Text("示意", "schematic"),
}


def _areas(checked: Checked) -> Table:
    labels = {kind.value: say(kind.label, checked.lang) for kind in Kind}
    bases = {key: say(text, checked.lang) for key, text in BASES.items()}
    table, name = checked.areas, checked.name
    shown = table.assign(
        kind=table["kind"].map(labels).fillna(table["kind"]),
        name=table["name"].map(name),
        park=table["park"].map(name),
        basis=table["basis"].map(bases),
        **{"class": table["class"].map(name)},
    )
    wanted = ["id", "kind", "name", "park", "class", "area_km2", "stated_area_km2", "difference_km2", "basis"]
    shown = shown[wanted].astype(object).where(shown[wanted].notna(), None)
    return Table(Text("面积", "Areas"), _AREA_COLUMNS, list(shown.itertuples(index=False, name=None)))


def _summary(checked: Checked) -> Table:
    report, lang, counts = checked.report, checked.lang, checked.report.summary
    verdict = VERDICTS["pass" if report.ok else "fail"]
    rows: list[tuple[object, ...]] = [
        (_t("布局", "Layout", lang), say(checked.title, lang)),
        (_t("布局编号", "Layout id", lang), report.layout),
        (_t("修订", "Revision", lang), report.revision),
        (_t("规则册", "Rulebook", lang), f"{say(checked.book.title, lang)} {report.rulebook} {checked.book.version}"),
        (_t("规划阶段", "Stage", lang), report.stage),
        (_t("日期", "Date", lang), checked.on),
        (_t("结论", "Verdict", lang), say(verdict, lang)),
        *((say(text, lang), counts[key]) for key, text in SECTIONS.items()),
        (_t("通过的规则", "Rules passed", lang), counts["passed"]),
        *_totals(checked),
        (_t("说明", "Note", lang), say(AREA_BASIS, lang)),
    ]
    if report.notice is not None:
        rows.append((_t("示意", "Schematic", lang), say(report.notice, lang)))
    return Table(Text("汇总", "Summary"), (Column(Text("", ""), 26), Column(Text("", ""), 70)), rows, headed=False)


def _totals(checked: Checked) -> Iterator[tuple[object, ...]]:
    sums = checked.areas.groupby("kind")["area_km2"].sum()
    unit = "（平方公里）" if checked.lang == "zh" else " (km²)"
    for kind in Kind:
        if kind.value in sums.index:
            count = checked.kinds[kind.value]
            yield f"{say(kind.label, checked.lang)} × {count}{unit}", round(float(sums[kind.value]), 6)


def _t(zh: str, en: str, lang: str) -> str:
    return Text(zh, en).say(lang)


_CLAUSE_COLUMNS: Final = (
    Column(Text("文件", "Document"), 44),
    Column(Text("条款位置", "Locator"), 24),
    Column(Text("条款要求", "What the clause asks"), 60),
    Column(Text("规则", "Rule"), 10),
    Column(Text("规则内容", "What the rule checks"), 40),
    Column(Text("级别", "Severity"), 11),
    Column(Text("结果", "Result"), 14),
    Column(Text("问题数", "Findings"), 10),
)


def _clauses(checked: Checked) -> Table:
    lang = checked.lang
    rows = [
        (clause.document, clause.locator, say(clause.paraphrase, lang), rule.code, say(rule.title, lang),
         say(SEVERITIES[rule.severity.value], lang), say(VERDICTS.get(rule.status, STATUSES.get(rule.status,
         VERDICTS["fail"])), lang), rule.findings)
        for clause, rules in checked.clauses
        for rule in rules
    ]  # fmt: skip
    return Table(Text("条款", "Clauses"), _CLAUSE_COLUMNS, rows)
