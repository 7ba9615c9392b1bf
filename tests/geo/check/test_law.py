"""The law of the engine: full == tiled(n) == edit by edit, findings identical to the byte."""

import orjson
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.check import Checker, check, check_tiled
from geo.model import Delta, Edit, Feature, Finding, Layout, Report
from geo.rulebook import load
from tests.conftest import ON, PROFILE
from tests.geo.check.layouts import edits, features

BOOK = load("zgc")
FEWER = settings(max_examples=20) if PROFILE == "test" else settings()
"""For what checks a layout several times over at each step."""


def body(report: Report) -> bytes:
    return orjson.dumps(report.data(), option=orjson.OPT_INDENT_2)


def moved_on(earlier: Report, delta: Delta) -> list[Finding]:
    """The findings of a report with a delta put in and taken out, which is how a page follows an edit."""
    came = (*delta.added, *delta.changed)
    away = {f.id for f in (*came, *delta.resolved)} | set(delta.gone)
    left = [f for f in earlier.findings if f.id not in away]
    return sorted([*left, *came], key=lambda f: (f.id, f.message.en))


def full(layout: Layout) -> bytes:
    return body(check(layout, BOOK, on=ON, stage="all"))


@given(features(), st.integers(1, 6))
def test_tiled_is_full(items: list[Feature], tiles: int) -> None:
    layout = Layout.of(items, id="law")
    assert body(check_tiled(layout, BOOK, on=ON, tiles=tiles, stage="all")) == full(layout)


@FEWER
@given(features(), edits())
def test_edit_by_edit_is_full(items: list[Feature], steps: list[Edit]) -> None:
    checker = Checker(Layout.of(items, id="law"), BOOK, ON, stage="all")
    for step in steps:
        earlier = checker.report
        before = {f.id for f in earlier.findings if f.status == "open"}
        delta = checker.apply(step)
        after = {f.id for f in checker.report.findings if f.status == "open"}
        assert body(checker.report) == full(checker.layout)
        assert {f.id for f in delta.added} == after - before
        assert {f.id for f in delta.resolved} == before - after
        assert delta.remaining == len(before & after)
        assert moved_on(earlier, delta) == list(checker.report.findings)


@FEWER
@given(features(), edits())
def test_a_trial_leaves_no_trace(items: list[Feature], steps: list[Edit]) -> None:
    checker = Checker(Layout.of(items, id="law"), BOOK, ON, stage="all")
    start, said = checker.layout, body(checker.report)
    for step in steps:
        told = checker.trial(step)
        assert checker.layout is start and body(checker.report) == said
        with checker.edited(step) as there:
            assert body(there.report) == full(start.apply(step))
        assert checker.layout is start and body(checker.report) == said
        assert told == Checker(start, BOOK, ON, stage="all").apply(step)


@given(features())
def test_order_of_features_does_not_matter(items: list[Feature]) -> None:
    assert full(Layout.of(items, id="law")) == full(Layout.of(reversed(items), id="law"))


@given(features())
def test_every_finding_has_a_place_and_no_rule_crashes(items: list[Feature]) -> None:
    report = check(Layout.of(items, id="law"), BOOK, on=ON, stage="all")
    assert report.summary["crashed"] == 0
    for finding in report.findings:
        assert finding.evidence is not None and not finding.evidence.is_empty
    assert [f.id for f in report.findings] == sorted(f.id for f in report.findings)


def test_a_checker_knows_when_it_is_worn() -> None:
    boxes = [shapely.box(116 + n / 1000, 40.0, 116.0005 + n / 1000, 40.001) for n in range(400)]
    lots = tuple(Feature(f"P{n}", "parcel", box, {"name": "P"}) for n, box in enumerate(boxes))
    checker = Checker(Layout.of(lots, id="law"), BOOK, ON, select=["GEO002"])
    for revision in (2, 3, 4):
        checker.trial(Edit(lots))
        checker.apply(Edit(lots), revision)
        assert not checker.worn
    checker.apply(Edit(lots), 5)
    assert checker.worn and checker.layout.revision == 5
