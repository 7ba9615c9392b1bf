"""A report read back is the report; anything else is refused with its place."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.check import check
from geo.errors import InputError
from geo.model import Finding, Layout, Report, Text
from geo.report import from_json, to_json
from geo.rulebook import Rulebook
from tests.conftest import ON


@pytest.fixture(scope="module")
def report(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


def test_what_was_written_is_read_back(report: Report) -> None:
    assert to_json(from_json(to_json(report))) == to_json(report)


def test_a_lapsed_waiver_a_stage_and_a_revision_survive(practice: Layout, book: Rulebook) -> None:
    stored = replace(practice, revision=7)
    later = check(stored, book, on=date(2030, 1, 1), stage="draft")
    assert any(f.lapsed for f in later.findings)
    back = from_json(to_json(later))
    assert (back.stage, back.revision) == ("draft", 7)
    assert to_json(back) == to_json(later)


def test_a_report_from_before_stages_and_lapses_is_read(report: Report) -> None:
    data = json.loads(to_json(report))
    del data["stage"]
    for finding in data["findings"]:
        del finding["lapsed"]
        if finding["waiver"]:
            for key in ("number", "measured", "evidence"):
                del finding["waiver"][key]
    assert [f.id for f in from_json(json.dumps(data).encode()).findings] == [f.id for f in report.findings]


def spoilt(report: Report, change: Any) -> bytes:
    data = json.loads(to_json(report))
    change(data)
    return json.dumps(data).encode()


WRONG = {
    "an unknown key": (lambda d: d.update(colour="red"), "old.json: colour"),
    "a missing one": (lambda d: d.pop("rules"), "old.json: rules"),
    "a severity": (lambda d: d["findings"][0].update(severity="fatal"), "old.json: findings.0.severity"),
    "a measure": (lambda d: d["findings"][0].update(measured="big"), "old.json: findings.0.measured"),
    "a place": (lambda d: d["findings"][0].update(evidence={"type": "Blob"}), "old.json: findings.0.evidence"),
    "a place that is text": (lambda d: d["findings"][0].update(evidence="here"), "old.json: findings.0.evidence"),
    "a foreign id": (lambda d: d["findings"][0].update(id="0" * 16), "old.json: findings"),
    "a verdict": (lambda d: d["rules"][0].update(status="fine"), "old.json: rules.0.status"),
}


@pytest.mark.parametrize(("change", "where"), WRONG.values(), ids=WRONG.keys())
def test_what_is_no_report_is_refused_with_its_place(report: Report, change: Any, where: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(spoilt(report, change), name="old.json")
    assert caught.value.where == where and "不是检查报告" in caught.value.zh


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_even_json_is_refused(body: bytes) -> None:
    with pytest.raises(InputError, match=r"old\.json: not a report"):
        from_json(body, name="old.json")


def test_findings_keep_their_words(report: Report) -> None:
    first: Finding = from_json(to_json(report)).findings[0]
    assert isinstance(first.message, Text) and first.clause == report.findings[0].clause
