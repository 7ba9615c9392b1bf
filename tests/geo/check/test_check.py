"""Checking whole layouts: the shipped ones, crashes, waivers, selection."""

from dataclasses import replace
from datetime import date

import pytest

from geo.check import check
from geo.errors import NotFound
from geo.model import Edit, Feature, Layout, Severity, Status
from geo.rulebook import Rulebook
from geo.rules import RULES, Draft
from tests import pinned
from tests.conftest import ON
from tests.geo.rules.shapes import shape


def test_the_reference_layout_has_nothing_open_at_the_default_stage(reference: Layout, book: Rulebook) -> None:
    report = check(reference, book, on=ON)
    assert report.stage == book.file.default_stage == "submission"
    assert {(f.rule, f.subjects) for f in report.findings} == pinned.WAIVED
    assert {f.status for f in report.findings} == {Status.WAIVED}


def test_the_reference_layout_has_open_only_what_is_pinned(reference: Layout, book: Rulebook) -> None:
    report = check(reference, book, on=ON, stage="all")
    by_status = {status: [f for f in report.findings if f.status is status] for status in Status}
    assert {(f.rule, f.subjects) for f in by_status[Status.OPEN]} == pinned.OPEN
    assert {f.severity for f in by_status[Status.OPEN]} <= {Severity.ADVICE}
    assert {(f.rule, f.subjects) for f in by_status[Status.WAIVED]} == pinned.WAIVED
    assert {f.rule for f in by_status[Status.CANNOT_TELL]} == pinned.CANNOT_TELL
    assert all(f.waiver and f.waiver.reason.zh for f in by_status[Status.WAIVED])
    assert report.notice is not None and "示意" in report.notice.zh
    assert report.ok


def test_a_waiver_lapses_with_time(reference: Layout, book: Rulebook) -> None:
    report = check(reference, book, on=date(2028, 1, 1))
    assert {f.rule for f in report.findings if f.status is Status.OPEN and f.severity is Severity.ERROR} == {
        "ARE002", "MOD002",
    }  # fmt: skip
    assert not report.ok


def test_a_waiver_lapses_when_the_breach_grows(reference: Layout, book: Rulebook) -> None:
    group = reference.feature("G28")
    assert group is not None
    smaller = replace(group, geometry=shape("square 1.80 km2", book.frame))
    report = check(reference.apply(Edit(put=(smaller,))), book, on=ON, select=["ARE002"])
    assert [f.status for f in report.findings] == [Status.OPEN]
    larger = replace(group, geometry=shape("square 1.95 km2", book.frame))
    report = check(reference.apply(Edit(put=(larger,))), book, on=ON, select=["ARE002"])
    assert [f.status for f in report.findings] == [Status.WAIVED]


def test_a_crash_is_a_finding(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[Draft]:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setitem(RULES, "ARE002", replace(RULES["ARE002"], check=broken))
    layout = Layout.of([Feature("a", "group", shape("square 1.0 km2", book.frame))], id="x")
    report = check(layout, book, on=ON, select=["ARE002", "MOD002"])
    crashed = [f for f in report.findings if f.status is Status.CRASHED]
    assert [f.rule for f in crashed] == ["ARE002"]
    assert "ZeroDivisionError: on purpose" in crashed[0].message.en
    assert {r.code: r.status for r in report.rules} == {"ARE002": "crashed", "MOD002": "failed"}
    assert not report.ok


def test_an_empty_layout_cannot_be_told(book: Rulebook) -> None:
    report = check(Layout.of([], id="empty"), book, on=ON)
    assert {f.status for f in report.findings} == {Status.CANNOT_TELL}


def test_selection_limits_the_rules(reference: Layout, book: Rulebook) -> None:
    report = check(reference, book, on=ON, select=["ARE001", "GEO002"])
    assert [r.code for r in report.rules] == ["ARE001", "GEO002"]
    assert [r.status for r in report.rules] == ["passed", "passed"]
    with pytest.raises(NotFound):
        check(reference, book, on=ON, select=["ARE999"])
