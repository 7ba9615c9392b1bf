"""`yuantu import` of files that others made: what is asked, what is decided, what is kept out, what changes."""

import io
from pathlib import Path

import geopandas as gpd
import orjson
import pytest
import shapely

from api import import_command
from api.database import open_store
from api.settings import Settings
from geo import exchange
from geo.model import Feature, Layout
from tests.api.test_command import Run, yuantu

__all__ = ["yuantu"]

COLUMNS = ("--column", "编号=id", "--column", "地块名称=name", "--column", "面积=stated_area_km2")
GIVEN = (*COLUMNS, "--unit", "面积=ha", "--kind", "parcel", "--crs", "EPSG:4548")


def plan(path: Path, *, names: tuple[str, ...] = ("甲", "乙", "丙", "丁")) -> str:
    """A file as a planner sends it: Gauss-Krüger metres, Chinese headings, hectares, one row without an outline."""
    boxes = [shapely.box(440_000 + 300 * n, 4_428_000, 440_200 + 300 * n, 4_428_200) for n in range(len(names))]
    rows = {"编号": [f"P{n}" for n in range(len(names))], "地块名称": [*names], "面积": [4.0] * len(names)}
    gpd.GeoDataFrame(rows, geometry=[*boxes[:-1], None], crs=4548).to_file(path, layer="地块")
    return str(path)


def test_nothing_is_converted_without_a_decision(yuantu: Run, home: Path, tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.gpkg")
    asked = yuantu(home, "import", path, "--layout", "mine")
    assert asked.returncode == 2 and "to decide" in asked.stderr
    assert "--unit" in asked.stderr and "yuantu import" in asked.stderr
    assert "mine" not in yuantu(home, "db", "layouts").stdout


def test_decisions_are_given_saved_and_repeated(yuantu: Run, home: Path, tmp_path: Path) -> None:
    path, saved, kept = plan(tmp_path / "plan.gpkg"), tmp_path / "decisions.json", tmp_path / "kept.geojson"
    words = ("import", path, "--layout", "mine")
    seen = yuantu(home, *words, *GIVEN, "--yes", "--preview", "--save-decisions", str(saved), "--quarantine", str(kept))
    assert seen.returncode == 0, seen.stderr
    assert "3 added, 0 changed" in seen.stderr and "kept out P3: there is no geometry" in seen.stderr
    assert "nothing was stored" in seen.stderr and "mine" not in yuantu(home, "db", "layouts").stdout
    (left,) = orjson.loads(kept.read_bytes())["features"]
    assert (left["properties"]["code"], left["properties"]["name"]) == ("no-geometry", "丁")
    landed = yuantu(home, *words, "--decisions", str(saved))
    assert landed.returncode == 0 and "3/4 revision 1" in landed.stderr
    again = yuantu(home, *words, "--decisions", str(saved))
    assert "0 added, 0 changed, 0 removed, 3 the same" in again.stderr and "none made" in again.stderr
    with open_store(Settings(home=home, database_url=None)) as store:
        row = store.layout("mine").features.iloc[0]
        (first, *_) = reversed(store.imports("mine"))
        (waiting,) = store.quarantine("mine")
    assert (row["id"], row["name"], row["stated_area_km2"]) == ("P0", "甲", 0.04)
    assert first.decisions == orjson.loads(saved.read_bytes()) and first.mode == "replace"
    assert (waiting.id, waiting.code) == ("P3", "no-geometry")


def test_an_update_keeps_what_the_file_lacks(yuantu: Run, home: Path, tmp_path: Path) -> None:
    words = ("--layout", "mine", *GIVEN, "--yes")
    assert yuantu(home, "import", plan(tmp_path / "a.gpkg"), *words).returncode == 0
    less = plan(tmp_path / "b.gpkg", names=("甲", "新名", "丁"))
    updated = yuantu(home, "import", less, *words, "--update", "--preview")
    assert "0 added, 1 changed, 0 removed, 1 the same" in updated.stderr
    replaced = yuantu(home, "import", less, *words, "--preview")
    assert "0 added, 1 changed, 0 removed, 1 the same" in replaced.stderr


def test_at_a_terminal_each_open_question_is_asked(
    yuantu: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plan(tmp_path / "plan.gpkg")
    monkeypatch.setattr(import_command, "someone_is_there", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 20))
    done = yuantu(home, "import", path, "--layout", "mine")
    assert done.returncode == 0, done.stderr
    assert "1/" in done.stderr and "Which one" in done.stderr and "revision 1" in done.stderr


def test_a_file_of_ours_is_imported_without_a_question(yuantu: Run, home: Path, tmp_path: Path) -> None:
    shape = shapely.box(116.9, 40.3, 116.91, 40.31)
    lonely = Layout.of([Feature("A", "parcel", shape, {"name": "甲", "leading": ("自拟",)})], id="mine")
    for ending in ("geojson", "gpkg"):
        exchange.write(lonely, tmp_path / f"ours.{ending}")
        done = yuantu(home, "import", str(tmp_path / f"ours.{ending}"), "--layout", "mine")
        assert done.returncode == 0 and "revision 1" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--axes", "zz"], "--axes"), (["--unit", "面积=acre"], "--unit"), (["--column", "面积"], "column=answer"),
        (["--kind", "forest", "--yes"], "forest"), (["--crs", "moon", "--yes"], "coordinate system"),
        (["--quarantine", "x.pdf", "--yes"], ".gpkg"), (["--decisions", "PLAN"], "not valid JSON"),
    ],
)  # fmt: skip
def test_wrong_options_are_said(yuantu: Run, home: Path, tmp_path: Path, words: list[str], said: str) -> None:
    path = plan(tmp_path / "plan.gpkg")
    refused = yuantu(home, "import", path, "--layout", "mine", *(path if word == "PLAN" else word for word in words))
    assert refused.returncode == 2 and said in refused.stderr, refused.stderr
