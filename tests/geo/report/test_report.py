"""Reports: words for people, data for programs."""

import io
import json
from dataclasses import replace

import pytest
import shapely
from rich.console import Console
from shapely.geometry import shape

from geo.check import check
from geo.model import Layout, Report
from geo.report import print_report, to_geojson, to_json
from geo.rulebook import Rulebook
from tests.conftest import ON


def text(report: Report, lang: str, *, terminal: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=80)
    print_report(report, console, lang)
    stream = console.file
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def test_json_is_the_same_every_time(report: Report, practice: Layout, book: Rulebook) -> None:
    assert to_json(report) == to_json(check(practice, book, on=ON))
    data = json.loads(to_json(report))
    assert list(data) == ["layout", "revision", "rulebook", "stage", "notice", "summary", "findings", "rules"]
    assert [f["id"] for f in data["findings"]] == sorted(f["id"] for f in data["findings"])
    wanted = {"id", "rule", "name", "severity", "status", "subjects", "measured", "required", "unit", "tolerance",
              "basis", "clause", "message", "evidence", "fixes"}  # fmt: skip
    assert all(wanted <= set(f) and f["evidence"] for f in data["findings"])


def test_summary_counts_every_finding_once(report: Report) -> None:
    counts = dict(report.summary)
    assert sum(counts.values()) - counts["passed"] == len(report.findings)
    assert counts["passed"] == sum(rule.status == "passed" for rule in report.rules)


def test_geojson_holds_each_finding_with_its_place(report: Report) -> None:
    features = json.loads(to_geojson(report))["features"]
    assert len(features) == len(report.findings)
    assert all(feature["geometry"]["type"] for feature in features)


def test_geojson_has_outer_rings_anticlockwise(report: Report) -> None:
    shapes = [shape(feature["geometry"]) for feature in json.loads(to_geojson(report))["features"]]
    polygons = [part for part in shapely.get_parts(shapes) if part.geom_type == "Polygon"]
    assert polygons and all(shapely.is_ccw(polygon.exterior) for polygon in polygons)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_names_every_finding_with_rule_and_clause(report: Report, lang: str) -> None:
    told = text(report, lang)
    for finding in report.findings:
        assert finding.rule in told and finding.id in told
        assert (finding.message.zh if lang == "zh" else finding.message.en) in told
        assert finding.clause.locator in told
    assert "\x1b" not in told


def test_a_terminal_gets_colour(report: Report) -> None:
    assert "\x1b[" in text(report, "zh", terminal=True)


def test_text_says_which_waiver_of_the_register_it_is(report: Report) -> None:
    waived = [f for f in report.findings if f.waiver is not None]
    assert waived and "规则册自带的豁免" in text(report, "zh") and "waiver of the rulebook" in text(report, "en")
    entered = [replace(f, waiver=f.waiver and replace(f.waiver, number=7)) for f in waived]
    numbered = replace(report, findings=tuple(entered))
    assert "第 7 号豁免" in text(numbered, "zh") and "waiver 7, waived until" in text(numbered, "en")
