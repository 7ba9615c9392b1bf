"""A report beside an earlier one: counts, marks, and a word where the rules differ."""

import io
import json

import pytest
from rich.console import Console

from geo.check import check, delta
from geo.model import Delta, Layout, Report
from geo.report import Against, print_report, to_geojson, to_json
from geo.rulebook import Rulebook
from tests.conftest import ON


@pytest.fixture(scope="module")
def earlier(reference: Layout, book: Rulebook) -> Report:
    return check(reference, book, on=ON)


@pytest.fixture(scope="module")
def now(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


def told(report: Report, against: Against, lang: str) -> str:
    stream = io.StringIO()
    print_report(report, Console(file=stream, width=80), lang, against)
    return stream.getvalue()


def test_the_sentence_counts() -> None:
    assert Delta((), (), 3).sentence.zh == "修复 0，新增 0，保留 3"
    assert Delta((), (), 3).sentence.en == "fixes 0, introduces 0, 3 remain"
    assert Delta((), (), 1).sentence.en == "fixes 0, introduces 0, 1 remains"


def test_new_and_old_findings_are_marked(earlier: Report, now: Report) -> None:
    change = delta(earlier, now)
    against = Against.of(earlier, now, change)
    data = json.loads(to_json(now, against))
    new = {f["id"] for f in data["findings"] if f.get("since") == "new"}
    assert new == {f.id for f in change.added} == set(data["against"]["added"]) and new
    assert {f["id"] for f in data["findings"] if f["since"] == "old"} == {
        f.id for f in now.findings if f.status == "open"
    } - new
    assert all(f["since"] is None for f in data["findings"] if f["status"] != "open")
    assert data["against"]["layout"] == "zgc-2020" and data["against"]["same_rules"] is True
    assert data["against"]["remaining"] == change.remaining
    features = json.loads(to_geojson(now, against))
    assert {f["id"] for f in features["features"] if f["properties"]["since"] == "new"} == new


@pytest.mark.parametrize(("lang", "mark", "note"), [("zh", "[新增]", "规则不同"), ("en", "[new]", "different rules")])
def test_the_text_says_so(earlier: Report, now: Report, lang: str, mark: str, note: str) -> None:
    change = delta(earlier, now)
    text = told(now, Against.of(earlier, now, change), lang)
    assert getattr(change.sentence, lang) in text and text.count(mark) == len(change.added)
    assert note not in text


def test_other_rules_are_told(practice: Layout, book: Rulebook, earlier: Report) -> None:
    draft = check(practice, book, on=ON, stage="draft")
    text = told(draft, Against.of(earlier, draft, delta(earlier, draft)), "zh")
    assert "规则不同" in text and "draft 阶段" in text


def test_back_again_is_all_fixed(earlier: Report, now: Report) -> None:
    change = delta(now, earlier)
    assert len(change.resolved) == len(delta(earlier, now).added)
    assert f"修复 {len(change.resolved)}，" in told(earlier, Against.of(now, earlier, change), "zh")
