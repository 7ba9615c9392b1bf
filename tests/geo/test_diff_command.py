"""`yuantu diff` on files: text in both languages, JSON, GeoJSON, HTML, and the exit status."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import api.command  # noqa: F401  it adds the command
from geo import exchange
from geo.cli import app
from geo.errors import NotFound
from geo.model import Feature
from geo.report import html
from tests.geo.sheet.sheets import group, layout

RUN = CliRunner()


def write(path: Path, *features: Feature) -> str:
    exchange.write(layout(*features, id=path.stem), path)
    return str(path)


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    """A layout whose outline grows, and that loses one feature and renames another with a hostile name."""
    first, third = group("G1", 116.3, 40.0), group("G3", 116.5, 40.0)
    before = write(tmp_path / "before.geojson", first, group("G2", 116.4, 40.0), third)
    wider = group("G2", 116.4, 40.0, half_deg=0.012, park="昌平园")
    return before, write(tmp_path / "after.geojson", wider, group("G3", 116.5, 40.0, name="<img src=x onerror=a>"))


def test_what_differs_is_told_in_words(sides: tuple[str, str]) -> None:
    told = RUN.invoke(app, ["diff", *sides, "--no-findings", "--lang", "en"])
    assert told.exit_code == 1
    assert "removed 1" in told.stdout and "- G1  Development group  组团G1" in told.stdout
    assert "park: 海淀园 → 昌平园" in told.stdout and "gained" in told.stdout
    assert re.search(r"海淀园 · 三城一区 → 昌平园 · 三城一区  [\d.]+ km²", told.stdout)
    chinese = RUN.invoke(app, ["diff", *sides, "--no-findings", "--lang", "zh"]).stdout
    assert "删除 1" in chinese and "边界改变 1" in chinese and "面积去向" in chinese


def test_what_is_alike_exits_with_0(sides: tuple[str, str]) -> None:
    same = RUN.invoke(app, ["diff", sides[0], sides[0]])
    assert same.exit_code == 0 and "没有差别" in same.stdout


def test_what_cannot_be_compared_is_an_error(sides: tuple[str, str], tmp_path: Path) -> None:
    missing = RUN.invoke(app, ["diff", sides[0], str(tmp_path / "nothing.geojson")])
    assert isinstance(missing.exception, Exception) and missing.exit_code != 0
    with pytest.raises(NotFound, match="revision 3 of nothing"):
        RUN.invoke(app, ["diff", sides[0], "nothing@3"], catch_exceptions=False)


def test_json_tells_all_with_the_findings(sides: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert RUN.invoke(app, ["diff", *sides, "-f", "json", "-o", str(file)]).exit_code == 1
    told = json.loads(file.read_text())
    assert {f["id"]: f["change"] for f in told["features"]} == {"G1": "removed", "G2": "moved", "G3": "retitled"}
    assert told["summary"]["gained_m2"] > 0 and told["findings"]["same_rules"] is True
    assert told["findings"]["added"] or told["findings"]["resolved"] or told["findings"]["kept"]


def test_geojson_has_each_difference_as_a_feature(sides: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "out.geojson"
    assert RUN.invoke(app, ["diff", *sides, "-f", "geojson", "-o", str(file), "--no-findings"]).exit_code == 1
    features = {f["id"]: f for f in json.loads(file.read_text())["features"]}
    assert features["G2"]["properties"]["columns"] == ["park"]
    assert features["G2"]["properties"]["gained"]["type"] and features["G2"]["properties"]["before"]["type"]
    assert features["G1"]["geometry"] == features["G1"]["properties"]["lost"] or features["G1"]["geometry"]
    assert features["G1"]["properties"]["change"] == "removed" and features["G3"]["properties"]["gained"] is None


def test_html_needs_nothing_else_and_escapes_every_word(
    sides: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.js").write_text("window.L=1")
    (tmp_path / "report.css").write_text("")
    html.built.cache_clear()
    monkeypatch.setattr(html, "report_dir", lambda: tmp_path)
    files = [tmp_path / "one.html", tmp_path / "two.html"]
    for file in files:
        assert RUN.invoke(app, ["diff", *sides, "-f", "html", "-o", str(file)]).exit_code == 1
    html.built.cache_clear()
    page = files[0].read_text()
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "<img" not in page and "&lt;img src=x" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page) and "L.map" in page
    assert "昌平园" in page and "default-src &#39;none&#39;" in page


def test_layouts_by_name_are_compared() -> None:
    told = RUN.invoke(app, ["diff", "zgc-2020", "practice-draft", "--no-findings", "-f", "json"])
    assert told.exit_code == 1 and json.loads(told.stdout)["summary"]["same"] > 0
