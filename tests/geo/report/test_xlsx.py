"""The workbook, read back by openpyxl."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.xml import functions

from geo import measure
from geo.check import check, delta
from geo.model import Layout, Report
from geo.report import Against
from geo.report.checked import Checked
from geo.report.xlsx import to_xlsx
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.report.conftest import HOSTILE


def book_of(checked: Checked) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(checked)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_sheets_have_a_frozen_head_and_filters(checked: Checked, english: Checked) -> None:
    assert book_of(checked).sheetnames == ["问题", "面积", "汇总", "条款"]
    book = book_of(english)
    assert book.sheetnames == ["Findings", "Areas", "Summary", "Clauses"]
    for name in ("Findings", "Areas", "Clauses"):
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert all(cell.alignment.wrap_text for cell in sheet[2] if isinstance(cell.value, str))


def test_every_finding_has_a_row_with_numbers_as_numbers(english: Checked, report: Report) -> None:
    told = {row["Finding id"]: row for row in rows(book_of(english)["Findings"])}
    assert set(told) == {finding.id for finding in report.findings}
    for finding in report.findings:
        row = told[finding.id]
        assert row["Finding"] == finding.message.en and row["Rule"] == finding.rule
        assert row["Document"] == finding.clause.document and row["Locator"] == finding.clause.locator
        assert (row["Measured"], row["Required"]) == (finding.measured, finding.required)
        waiver = finding.waiver
        assert row["Waiver: reason"] == (waiver and waiver.reason.en)
        assert (row["Waived until"] and row["Waived until"].date()) == (waiver and waiver.expires)
    small = next(row for row in told.values() if row["Rule"] == "ARE002" and row["Status"] == "Open")
    assert small["Unit"] == "km²" and small["Required"] == 2.0 and small["Park"]


def test_areas_are_measured_on_the_ellipsoid(checked: Checked, practice: Layout, book: Rulebook) -> None:
    area_m2 = measure.area_m2(book.frame.project(np.asarray(practice.features.geometry, dtype=object)))
    wanted = {id: measure.km2(m2) for id, m2 in zip(practice.features["id"], area_m2, strict=True) if m2}
    told = rows(book_of(checked)["面积"])
    assert {row["编号"]: row["椭球面积（平方公里）"] for row in told} == wanted
    assert [row["类别"] for row in told][:16] == ["分园"] * 16
    for row in told:
        if (stated := row["申报面积（平方公里）"]) is not None:
            assert row["相差（平方公里）"] == pytest.approx(row["椭球面积（平方公里）"] - stated, abs=1e-6)


def test_the_summary_counts_and_names_what_areas_are(checked: Checked, report: Report) -> None:
    told = {row[0]: row[1] for row in book_of(checked)["汇总"].iter_rows(values_only=True)}
    assert told["必须修改"] == report.summary["error"] and told["规则册"].endswith(checked.book.version)
    assert "椭球面积" in told["说明"] and "示意" in told["示意"] and told["日期"].date() == ON
    assert told["结论"].startswith("未通过")


def test_every_rule_that_ran_stands_with_its_clause(checked: Checked, report: Report) -> None:
    told = rows(book_of(checked)["条款"])
    assert sorted(row["规则"] for row in told) == sorted(rule.code for rule in report.rules)
    assert {row["规则"]: row["问题数"] for row in told} == {rule.code: rule.findings for rule in report.rules}


def test_the_same_inputs_give_the_same_bytes(checked: Checked) -> None:
    assert to_xlsx(checked) == to_xlsx(replace(checked))


def test_no_name_becomes_a_formula(hostile: Checked) -> None:
    body = to_xlsx(hostile)
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for cell in row]
    named = {cell.value: cell for cell in cells if isinstance(cell.value, str)}
    for name in (HOSTILE[id] for id in ("G05", "G06", "G07", "G08", "G09", "G10", "G12")):
        assert named[name].data_type == "s", name
        assert named[name].quotePrefix == name.startswith(("=", "+", "-", "@"))
    assert HOSTILE["G11"].replace("\x07", "") in named
    assert not any(cell.data_type in ("f", "e") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_beside_an_earlier_report_each_finding_says_since_when(
    checked: Checked, reference: Layout, report: Report, book: Rulebook
) -> None:
    earlier = check(reference, book, on=ON)
    compared = replace(checked, against=Against.of(earlier, report, delta(earlier, report)))
    since = {row["对比"] for row in rows(book_of(compared)["问题"]) if row["状态"] == "未处理"}
    assert since == {"新增"}


def test_no_clock_is_in_it_whatever_other_libraries_call_the_namespace(checked: Checked) -> None:
    register = vars(functions)["register_namespace"]
    register("elsewhere", "http://purl.org/dc/terms/")
    try:
        core = zipfile.ZipFile(io.BytesIO(to_xlsx(checked))).read("docProps/core.xml").decode()
    finally:
        register("dcterms", "http://purl.org/dc/terms/")
    assert f">{ON:%Y-%m-%d}T00:00:00Z</elsewhere:modified>" in core
