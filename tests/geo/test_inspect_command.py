"""`yuantu inspect`: exit status, both forms of answer, both languages, any width."""

import shlex
from io import StringIO
from pathlib import Path

import geopandas as gpd
import orjson
import pytest
import shapely
import typer
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner, Result

from geo import cli, exchange, inspect_command
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.telling import print_inspection
from geo.exchange.inspect import inspect, open_rightly
from geo.model import Layout
from geo.rulebook import Rulebook

APP = typer.Typer()
APP.command("inspect")(inspect_command.inspect_command)
APP.command("other")(lambda: None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, ["inspect", *arguments])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    squares = [shapely.box(116.30 + i / 100, 39.95, 116.305 + i / 100, 39.955) for i in range(3)]
    bow = shapely.Polygon([(116.4, 39.9), (116.41, 39.91), (116.41, 39.9), (116.4, 39.91)])
    columns = {"地块编号": ["a", "b", "b", "d"], "面积": [23.7, 23.7, 23.7, 5.0], "主导产业": ["集成电路产业"] * 4}
    path = tmp_path / "地块 1.gpkg"
    gpd.GeoDataFrame(columns, geometry=[*squares, bow], crs=4490).to_file(path, layer="地块")
    return path


def test_a_file_that_leaves_nothing_to_decide_exits_with_0(reference: Layout, tmp_path: Path) -> None:
    exchange.write(reference, tmp_path / "p.geojson")
    found = run(str(tmp_path / "p.geojson"), "--lang", "en")
    assert found.exit_code == 0, found.output
    assert "Nothing to decide" in found.output


def test_what_is_to_decide_is_said_with_the_command_that_accepts_it(plan: Path) -> None:
    found = run(str(plan), "--lang", "zh")
    assert found.exit_code == 1
    assert "\x1b" not in found.output
    for part in ("需要决定", "列“面积”的单位", "公顷", "÷", "集成电路产业", "编号重复", "边界无效", "可修复"):
        assert part in found.output
    words = shlex.split(found.output.splitlines()[-1])
    assert words[:3] == ["yuantu", "import", str(plan)]
    assert words[words.index("--unit") + 1] == "面积=ha"
    assert "--yes" in words


def test_the_json_answer_is_the_inspection(plan: Path, tmp_path: Path) -> None:
    found = run(str(plan), "--format", "json", "-o", str(tmp_path / "found.json"))
    assert found.exit_code == 1
    said = orjson.loads((tmp_path / "found.json").read_bytes())
    assert [*said] == ["file", "format", "layers", "proposals", "faults", "remarks", "decisions"]
    assert {fault["code"] for fault in said["faults"]} == {"repeated-id", "invalid-ring"}
    assert said["decisions"]["layers"]["地块"]["units"] == {"面积": "ha"}
    assert run(str(plan), "--format", "json").stdout_bytes == (tmp_path / "found.json").read_bytes()


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    path.write_text("{", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        cli.run(lambda: APP(["inspect", str(path)], standalone_mode=False))
    assert stopped.value.code == 2


@pytest.mark.parametrize("width", [80, 160])
def test_the_report_keeps_to_the_width_of_the_terminal(width: int, plan: Path, book: Rulebook) -> None:
    opened = open_rightly(plan, book)
    inspection = inspect(opened.source, book, Anchors.of(book), opened.encoding)
    console = Console(width=width, file=StringIO(), force_terminal=True, color_system=None)
    print_inspection(inspection, "p.gpkg", console, "en")
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) > 20
    assert max(map(cell_len, lines)) <= width
