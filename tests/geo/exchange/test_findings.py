"""Findings as layers: those without a place are in the file too, and a report without findings is still a file."""

from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from geo.check import check
from geo.exchange import findings
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from tests.conftest import ON


@pytest.fixture(scope="module")
def report(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


def _counts(path: Path) -> dict[str, int]:
    names = [str(name) for name, _ in pyogrio.list_layers(path) if name != "layer_styles"]
    return {name: pyogrio.read_info(path, layer=name)["features"] for name in names}


def test_findings_without_a_place_are_a_table_without_one(report: Report, tmp_path: Path) -> None:
    nowhere = replace(report, findings=tuple(replace(finding, evidence=None) for finding in report.findings))
    findings.to_geopackage(nowhere, tmp_path / "f.gpkg")
    assert _counts(tmp_path / "f.gpkg") == {"findings_no_place": len(report.findings)}
    assert dict(pyogrio.list_layers(tmp_path / "f.gpkg").tolist())["findings_no_place"] is None
    table = pyogrio.read_dataframe(tmp_path / "f.gpkg", layer="findings_no_place")
    assert set(table["message_zh"]) == {finding.message.zh for finding in report.findings}


def test_no_findings_are_a_file_too(report: Report, tmp_path: Path) -> None:
    findings.to_geopackage(replace(report, findings=()), tmp_path / "f.gpkg")
    assert _counts(tmp_path / "f.gpkg") == {"findings_area": 0}
