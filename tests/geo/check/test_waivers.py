"""Waivers of a layout's register: when they cover a finding, when they lapse, and with which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely

from geo.check import Checker, approval, check
from geo.check.waivers import evidence_area_m2, lapse
from geo.errors import NotFound, RulebookError
from geo.model import Clause, Edit, Feature, Finding, Layout, Severity, Status, Text, Waiver, evidence_hash
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.rules.shapes import shape

REASON = Text("已批准", "approved")


def finding(measured: float | None, required: float | None, evidence: object = None) -> Finding:
    words = Text("甲", "A")
    clause = Clause("D", "1", words)
    place = evidence if isinstance(evidence, shapely.geometry.base.BaseGeometry) else shapely.Point(116.4, 40)
    return Finding("GEO002", "overlap", Severity.ERROR, ("a", "b"), words, clause, place, measured, required)


def given(found: Finding, book: Rulebook, expires: date = ON) -> Waiver:
    return approval(found, book, reason=REASON, clause="D 1", approver="王工", expires=expires)


def square(side_m: float, book: Rulebook) -> shapely.geometry.base.BaseGeometry:
    place = shape(f"rect {side_m} {side_m} at 0 0", book.frame)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("approved", "required", "now", "covers"),
    [
        (1.8, 2.0, 1.8, True), (1.8, 2.0, 1.9, True), (1.8, 2.0, 1.79, False), (1.8, 2.0, 2.1, False),
        (12.0, 0.0, 12.0, True), (12.0, 0.0, 11.0, True), (12.0, 0.0, 12.1, False), (12.0, 0.0, -1.0, False),
        (5.0, None, 5.0, True), (5.0, None, 4.0, True), (5.0, None, 5.1, False),
        (None, None, None, True), (None, None, 3.0, True), (5.0, 5.0, 5.0, True), (5.0, 5.0, 5.1, False),
    ],
)  # fmt: skip
def test_it_lapses_when_the_breach_grows(
    book: Rulebook, approved: float | None, required: float | None, now: float | None, covers: bool
) -> None:
    why = lapse(given(finding(approved, required), book), finding(now, required), book, ON)
    assert (why is None) == covers
    assert why is None or ("失效" in why.zh and "王工" in why.zh and "grown" in why.en)


def test_it_lapses_the_day_after_it_expires(book: Rulebook) -> None:
    found = finding(1.0, 2.0)
    waiver = given(found, book)
    assert lapse(waiver, found, book, ON) is None
    why = lapse(waiver, found, book, ON + timedelta(days=1))
    assert why is not None and str(ON) in why.zh and "ran out" in why.en


def test_it_lapses_when_the_evidence_covers_more_ground(book: Rulebook) -> None:
    approved = finding(10_000.0, 0.0, square(100, book))
    waiver = given(approved, book)
    assert waiver.evidence == evidence_hash(approved.evidence)
    assert waiver.evidence_area_m2 == pytest.approx(10_000, rel=1e-6) == evidence_area_m2(approved, book)
    tolerance_m2 = book.file.waivers.evidence_tolerance_m2
    for grown_m2, covers in ((-100.0, True), (tolerance_m2 * 0.9, True), (tolerance_m2 * 1.1, False)):
        later = finding(10_000.0, 0.0, square((10_000 + grown_m2) ** 0.5, book))
        assert (lapse(waiver, later, book, ON) is None) == covers


def test_more_ground_is_no_bigger_breach_where_less_is_worse(book: Rulebook) -> None:
    waiver = given(finding(1.8, 2.0, square(100, book)), book)
    assert waiver.grows == "down"
    assert lapse(waiver, finding(1.9, 2.0, square(110, book)), book, ON) is None


def test_a_waiver_without_evidence_is_judged_by_its_measure(book: Rulebook) -> None:
    waiver = replace(given(finding(None, None, square(100, book)), book), evidence=None, evidence_area_m2=None)
    assert lapse(waiver, finding(None, None, square(500, book)), book, ON) is None


def group(size_km2: float, book: Rulebook) -> Layout:
    features = [Feature("a", "group", shape(f"square {size_km2} km2", book.frame))]
    return Layout.of(features, id="x", revision=1)


def register(book: Rulebook, number: int, **changes: object) -> Waiver:
    (found,) = check(group(1.8, book), book, on=ON, select=["ARE002"]).findings
    waiver = approval(found, book, reason=REASON, clause="D 1", approver="王工", expires=ON)
    return replace(waiver, number=number, **changes)  # type: ignore[arg-type]


def statuses(layout: Layout, book: Rulebook, waivers: list[Waiver], on: date = ON) -> dict[str, tuple[str, object]]:
    report = check(layout, book, on=on, select=["ARE002", "WAI001"], waivers=waivers)
    return {f.rule: (f.status.value, f.waiver and f.waiver.number) for f in report.findings}


def test_the_register_covers_a_finding_and_says_which_number(book: Rulebook) -> None:
    waivers = [register(book, 7)]
    assert statuses(group(1.8, book), book, waivers) == {"ARE002": ("waived", 7)}
    assert statuses(group(1.7, book), book, waivers) == {"ARE002": ("open", None)}
    assert statuses(group(2.1, book), book, waivers) == {"WAI001": ("open", None)}
    assert statuses(group(1.8, book), book, waivers, ON + timedelta(days=1)) == {"ARE002": ("open", None)}


def test_a_later_approval_takes_the_place_of_a_lapsed_one(book: Rulebook) -> None:
    lapsed = register(book, 1, expires=date(2020, 1, 1))
    assert statuses(group(1.8, book), book, [lapsed, register(book, 2)]) == {"ARE002": ("waived", 2)}


def test_an_idle_waiver_is_told_at_its_feature(book: Rulebook) -> None:
    report = check(group(2.1, book), book, on=ON, select=["ARE002", "WAI001"], waivers=[register(book, 7)])
    (idle,) = report.findings
    centre = group(2.1, book).features.geometry.iloc[0].centroid
    assert idle.evidence is not None and idle.evidence.distance(centre) < 1e-6
    assert idle.severity is Severity.ADVICE and "王工" in idle.message.zh and report.ok


def test_edit_by_edit_the_register_is_judged_alike(book: Rulebook) -> None:
    waivers = [register(book, 7)]
    checker = Checker(group(1.8, book), book, ON, stage="draft", waivers=waivers)
    for size_km2 in (1.7, 2.1, 1.9):
        put = group(size_km2, book).feature("a")
        assert put is not None
        checker.apply(Edit(put=(put,)))
        full = check(checker.layout, book, on=ON, stage="draft", waivers=waivers)
        assert checker.report == full


def test_an_unknown_stage_is_refused(book: Rulebook, reference: Layout) -> None:
    with pytest.raises(NotFound, match="dream; there are draft, submission, publication"):
        check(reference, book, on=ON, stage="dream")


def test_all_rules_run_at_the_stage_all(book: Rulebook, reference: Layout) -> None:
    report = check(reference, book, on=ON, stage="all")
    assert report.stage is None and {rule.code for rule in report.rules} == set(book.rules)
    assert Status.CRASHED not in {f.status for f in report.findings}


def test_a_rule_of_an_unknown_stage_is_refused(book: Rulebook) -> None:
    from geo.rulebook.book import _read_rules
    from geo.settings import data_dir

    file = book.file.model_copy(update={"stages": ("draft",)})
    with pytest.raises(RulebookError, match="there is no stage"):
        _read_rules(data_dir() / "rulebook" / book.id, file)
