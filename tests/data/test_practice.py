"""The practice draft: every planted fault is found, and nothing else."""

import json
from typing import Any

import pytest
import shapely

from data.boundaries.build.files import BOUNDARIES
from geo.check import check
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from tests.conftest import ON


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BOUNDARIES / "practice-draft.provenance.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def report(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


def planted(facts: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(f["rule"], tuple(f["subjects"])) for fault in facts["faults"] for f in fault["findings"]]


def test_a_check_finds_every_planted_fault_and_nothing_else(facts: dict[str, Any], report: Report) -> None:
    found = [(f.rule, f.subjects) for f in report.findings if f.status == "open"]
    assert sorted(found) == sorted(planted(facts))


def test_the_documented_contradictions_stay_waived(facts: dict[str, Any], report: Report) -> None:
    waived = {(f.rule, f.subjects) for f in report.findings if f.status == "waived"}
    assert waived == {(f["rule"], tuple(f["subjects"])) for f in facts["waived, as in the reference layout"]}


def test_twelve_faults_told_in_two_languages(facts: dict[str, Any]) -> None:
    assert len(facts["faults"]) == 12
    for fault in facts["faults"]:
        assert fault["fault"]["zh"] and fault["fault"]["en"] and fault["findings"]


def test_the_faults_that_were_asked_for(facts: dict[str, Any], practice: Layout, report: Report) -> None:
    rules = {rule for rule, _ in planted(facts)}
    assert rules >= {
        "GEO001", "GEO002", "GEO003", "GEO004", "ARE001", "ARE002", "ROS005", "ROS006", "IND001", "CAR001",
    }  # fmt: skip
    measured = {f.rule: f.measured for f in report.findings if f.status == "open"}
    assert measured["ARE001"] == pytest.approx(489.2, abs=1e-5)
    assert measured["ARE002"] == pytest.approx(1.7, abs=1e-5)
    outlines = dict(zip(practice.features["id"], practice.features.geometry, strict=True))
    assert shapely.contains_properly(outlines["G12"], outlines["G13"])
    assert shapely.equals_exact(outlines["S-P04-2"], outlines["S-P04-3"])
    invalid = practice.features["id"][~practice.features.geometry.is_valid]
    assert list(invalid) == facts["kept out of the store"] == ["S-P03-2"]


def test_what_no_fault_touches_is_the_reference_layout(practice: Layout, reference: Layout) -> None:
    before = reference.features.set_index("id")
    after = practice.features.set_index("id")
    same = [
        id
        for id in before.index.intersection(after.index)
        if shapely.equals_exact(before.geometry[id], after.geometry[id])
        and before.drop(columns="geometry").loc[id].equals(after.drop(columns="geometry").loc[id])
    ]
    touched = set(before.index) - set(same)
    assert touched == {
        "G01", "G04", "G05", "G13", "G17", "G19", "G22", "G27", "G30", "P15", "R-P02-2", "R-P05-1", "R-P15-1",
    }  # fmt: skip
    assert set(after.index) - set(before.index) == {"R-P06-3", "R-P09-3", "S-P03-2", "S-P04-3"}
