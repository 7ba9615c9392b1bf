"""`yuantu fix` as a user meets it: previews, files, refusals, exit status."""

import json
from pathlib import Path

import shapely

from geo import exchange
from geo.fix import choose
from geo.model import Layout, Text
from geo.rulebook import Rulebook
from tests.geo.fix.helpers import drawn, offered, wkb
from tests.geo.test_cli import yuantu


def drafted(folder: Path, book: Rulebook, *shapes: str) -> str:
    """A file of a layout."""
    path = folder / "draft.geojson"
    exchange.write(drawn(book, *shapes), path)
    return str(path)


def test_a_preview_tells_numbers_and_changes_nothing(tmp_path: Path, book: Rulebook) -> None:
    target = drafted(tmp_path, book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")
    before = Path(target).read_bytes()
    done = yuantu("fix", target, "--preview", "--rule", "GEO002")
    assert done.returncode == 0 and done.stderr == "" and "\x1b" not in done.stdout
    assert "remove-overlap:a" in done.stdout and "remove-overlap:b" in done.stdout
    assert "移动 80,000.0 平方米" in done.stdout and "b 失 80,000.0 平方米" in done.stdout
    assert "修复 1，新增 0，保留" in done.stdout
    told = yuantu("fix", target, "--preview", "--rule", "GEO002", "--owner", "a", YUANTU_LANG="en")
    assert "remove-overlap:b" not in told.stdout and "fixes 1, introduces 0" in told.stdout
    assert Path(target).read_bytes() == before


def test_previews_for_programs(tmp_path: Path, book: Rulebook) -> None:
    target = drafted(tmp_path, book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")
    (one,) = json.loads(yuantu("fix", target, "--preview", "--rule", "GEO002", "-f", "json").stdout)
    assert [p["id"] for p in one["proposals"]] == one["finding"]["fixes"]
    assert one["proposals"][0]["effects"]["resolved"][0]["id"] == one["finding"]["id"]
    output = tmp_path / "preview.geojson"
    assert yuantu("fix", target, "--preview", "--rule", "GEO002", "-f", "geojson", "-o", str(output)).stdout == ""
    features = json.loads(output.read_text("utf-8"))["features"]
    assert {f["properties"]["role"] for f in features} == {"before", "after", "moved"}
    assert all(shapely.is_valid(shapely.from_geojson(json.dumps(f["geometry"]))) for f in features)


def test_a_file_is_mended_into_another(tmp_path: Path, book: Rulebook) -> None:
    target = drafted(tmp_path, book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0", "rect 100 100 at 5000 0")
    output = tmp_path / "mended.geojson"
    done = yuantu("fix", target, "--owner", "b", "-o", str(output))
    assert done.returncode == 0 and "已修复  GEO002" in done.stdout and "修复 1，新增 0，保留" in done.stdout
    assert str(output) in done.stderr
    old, new = wkb(exchange.read(Path(target))), wkb(exchange.read(output))
    assert {id for id in old if old[id] != new[id]} == {"a"}
    again = yuantu("fix", str(output), "-o", str(tmp_path / "none.geojson"))
    assert again.returncode == 0 and not (tmp_path / "none.geojson").exists()


def test_refusals_have_a_sentence_and_exit_status_1(tmp_path: Path, book: Rulebook) -> None:
    target = drafted(tmp_path, book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")
    output = tmp_path / "mended.geojson"
    done = yuantu("fix", target, "-o", str(output))
    assert done.returncode == 1 and "有歧义" in done.stdout and "a, b" in done.stdout and not output.exists()
    wrong = yuantu("fix", target, "--finding", finding_id(book), "--owner", "z", "-o", str(output), "-f", "json")
    assert wrong.returncode == 1 and "z" in json.loads(wrong.stdout)["refused"][0]["reason"]["en"]


def finding_id(book: Rulebook) -> str:
    layout: Layout = drawn(book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")
    chosen = choose(list(offered(layout, book, "GEO002").values()), ["a"])
    assert not isinstance(chosen, Text)
    return chosen.finding


def test_what_cannot_be_done_gets_exit_status_2(tmp_path: Path, book: Rulebook) -> None:
    target = drafted(tmp_path, book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")
    for words, says in (
        ((target,), "-o"),
        ((target, "--preview", "--finding", "nope"), "nope"),
        ((target, "--preview", "--rule", "XYZ999"), "XYZ999"),
        (("nowhere", "--preview"), "nowhere"),
    ):
        done = yuantu("fix", *words)
        assert done.returncode == 2 and says in done.stderr and done.stdout == ""
