"""The command line as a user meets it: text, JSON, exit status, sentences."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.rules import RULES

ROOT = Path(__file__).parents[2]
MAIN = "import geo.cli; geo.cli.run(geo.cli.app)"


def yuantu(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a server behind it; piped, so neither colour nor progress may show."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", MAIN, *words],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "YUANTU_LANG": "zh", **env},
    )  # fmt: skip


def test_the_reference_layout_passes() -> None:
    done = yuantu("check", "zgc-2020", "--on", "2026-11-21")
    assert done.returncode == 0
    assert done.stderr == "" and "\x1b" not in done.stdout
    assert "已豁免 2" in done.stdout and "1.89 平方公里" in done.stdout and "大兴临空组团" in done.stdout
    assert "示意图" in done.stdout


def test_the_practice_draft_fails_with_every_planted_fault_and_nothing_else() -> None:
    provenance = json.loads((ROOT / "data/boundaries/practice-draft.provenance.json").read_text("utf-8"))
    planted = {(f["rule"], tuple(f["subjects"])) for fault in provenance["faults"] for f in fault["findings"]}
    done = yuantu("check", "practice-draft", "--format", "json", "--on", "2026-11-21")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    found = {(f["rule"], tuple(f["subjects"])) for f in report["findings"] if f["status"] == "open"}
    assert found == planted
    assert {f["rule"] for f in report["findings"] if f["status"] == "waived"} == {"ARE002", "MOD002"}
    assert len(provenance["faults"]) >= 12


def test_english() -> None:
    done = yuantu("check", "zgc-2020", YUANTU_LANG="en")
    assert "Waived 2" in done.stdout and "Schematic" in done.stdout and "必须" not in done.stdout


def test_geojson_output_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.geojson"
    done = yuantu("check", "practice-draft", "-f", "geojson", "-o", str(target))
    assert done.returncode == 1 and done.stdout == ""
    body = json.loads(target.read_text("utf-8"))
    assert body["type"] == "FeatureCollection"
    assert all(feature["geometry"] and feature["properties"]["clause"] for feature in body["features"])


def test_text_output_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    assert yuantu("check", "zgc-2020", "-o", str(target)).returncode == 0
    assert "已豁免 2" in target.read_text("utf-8")


@pytest.mark.parametrize(("format", "begins"), [("html", b"<!doctype html>"), ("xlsx", b"PK"), ("sarif", b"{")])
def test_files_to_take_along_behave_as_the_other_formats(tmp_path: Path, format: str, begins: bytes) -> None:
    target = tmp_path / f"out.{format}"
    asked = ("check", "practice-draft", "-f", format, "--on", "2026-11-21")
    done = yuantu(*asked, "-o", str(target), "--lang", "en")
    assert done.returncode == 1 and done.stdout == done.stderr == ""
    assert target.read_bytes().startswith(begins)
    first = target.read_bytes()
    assert yuantu(*asked, "-o", str(target), "--lang", "en").returncode == 1
    assert target.read_bytes() == first
    assert yuantu("check", "zgc-2020", "-f", format, "-o", str(target)).returncode == 0
    missing = yuantu(*asked, "-o", f"/nowhere/x.{format}")
    assert missing.returncode == 2 and f"/nowhere/x.{format}" in missing.stderr


def test_a_selection_of_rules() -> None:
    done = yuantu("check", "practice-draft", "--select", "ARE001, ARE002", "-f", "json")
    assert [rule["code"] for rule in json.loads(done.stdout)["rules"]] == ["ARE001", "ARE002"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "nowhere"], "没有名为 nowhere"),
        (["check", "nowhere.gpkg"], "文件不存在"),
        (["check", "../boundaries/zgc-2020"], "没有名为"),
        (["check", "README.md"], "不支持的文件格式"),
        (["check", "zgc-2020", "--select", "XYZ999"], "没有编号为 XYZ999 的规则"),
        (["check", "zgc-2020", "--rulebook", "nope"], "没有名为 nope 的规则册"),
        (["check", "zgc-2020", "-o", "/nowhere/x.txt"], "/nowhere/x.txt"),
        (["rules", "XYZ999"], "没有编号为 XYZ999 的规则"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_exit_status_2(words: list[str], says: str) -> None:
    done = yuantu(*words)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr and done.stdout == ""


def test_an_empty_file_cannot_be_checked(tmp_path: Path) -> None:
    empty = tmp_path / "empty.geojson"
    empty.write_text('{"type": "FeatureCollection", "features": []}')
    done = yuantu("check", str(empty))
    assert done.returncode == 2 and "没有要素" in done.stderr


def test_rules_are_listed_and_explained() -> None:
    listed = yuantu("rules")
    assert listed.returncode == 0 and "ARE002" in listed.stdout and "group-too-small" in listed.stdout
    told = yuantu("rules", "are002", YUANTU_LANG="en")
    assert "Why:" in told.stdout and "min_area_m2 = 2000000.0" in told.stdout and "第三章第二节" in told.stdout


def test_a_rule_is_told_whole_in_both_languages_and_as_json() -> None:
    chinese = yuantu("rules", "group-too-small").stdout
    assert "\x1b" not in chinese and "检查内容：每个发展组团的椭球面积" in chinese
    assert "发展组团是指面积在2平方公里以上" in chinese and "min_area_m2 = 2000000.0 m²" in chinese
    english = yuantu("rules", "GEO003", "--lang", "en").stdout
    assert "How to fix: Snap" in english and "close-gap: Add the sliver to a neighbour" in english
    assert "如何修改" not in english and "Stages\n  Submission, Publication" in english
    notes = yuantu("rules", "mod002", "--lang", "en").stdout
    assert "1 A group without a mode · waiver" in notes
    told = json.loads(yuantu("rules", "ARE002", "--json").stdout)
    assert told["docs"]["why"]["zh"] and told["units"] == {"min_area_m2": "m2", "tolerance_m2": "m2"}
    assert len(json.loads(yuantu("rules", "--json").stdout)["rules"]) == len(RULES)


@pytest.mark.parametrize(
    ("word", "near"),
    [("ARE02", "ARE002 group-too-small"), ("group-to-small", "ARE002 group-too-small"), ("狭缝", "GEO003 sliver-gap")],
)
def test_a_slip_in_a_rules_name_gets_near_matches(word: str, near: str) -> None:
    done = yuantu("rules", word)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f"没有编号为 {word} 的规则；是否指 ") and near in done.stderr
    told = yuantu("rules", word, YUANTU_LANG="en").stderr
    assert f"there is no rule {word}; did you mean" in told


def test_every_command_has_help() -> None:
    for command in ([], ["check"], ["rules"], ["print"]):
        done = yuantu(*command, "--help")
        assert done.returncode == 0 and "Usage" in done.stdout


def test_a_check_against_an_earlier_report(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    assert yuantu("check", "zgc-2020", "-f", "json", "-o", str(earlier)).returncode == 0
    done = yuantu("check", "practice-draft", "--against", str(earlier))
    new = len([line for line in done.stdout.splitlines() if "[新增]" in line])
    assert new >= 12 and f"新增 {new}，" in done.stdout
    told = yuantu("check", "practice-draft", "--against", str(earlier), "-f", "json", YUANTU_LANG="en")
    assert len(json.loads(told.stdout)["against"]["added"]) == new
    earlier.write_text("[]")
    refused = yuantu("check", "practice-draft", "--against", str(earlier))
    assert refused.returncode == 2 and "earlier.json" in refused.stderr and "Traceback" not in refused.stderr
    refused = yuantu("check", "practice-draft", "--against", "3")
    assert refused.returncode == 2 and "第 3 版" in refused.stderr


def test_a_stage_runs_its_rules_only() -> None:
    codes = {}
    for stage in ("draft", "submission", "publication"):
        report = json.loads(yuantu("check", "zgc-2020", "--stage", stage, "-f", "json").stdout)
        assert report["stage"] == stage
        codes[stage] = {rule["code"] for rule in report["rules"]}
    assert {"GEO002", "ARE002"} <= codes["draft"] and "ROS002" not in codes["draft"]
    assert "ROS002" in codes["submission"] and codes["draft"] < codes["submission"] <= codes["publication"]
    refused = yuantu("check", "zgc-2020", "--stage", "dream")
    assert refused.returncode == 2 and "draft, submission, publication" in refused.stderr


def test_the_contradictions_of_the_documents_are_listed() -> None:
    done = yuantu("rules", "--notes")
    assert done.returncode == 0 and "27  信创园的位置" in done.stdout and "豁免 · MOD002:G24" in done.stdout
    told = yuantu("rules", "--notes", YUANTU_LANG="en").stdout
    assert "advice · TZH003:高端装备制造" in told and "An industry without a place" in told
