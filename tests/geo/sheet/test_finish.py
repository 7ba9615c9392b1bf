"""What a finished sheet carries besides its map: description, seal, code, and where it lies."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo.check import check
from geo.errors import InputError
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.sheet import Order, Press, render
from geo.sheet.paper import arrange
from geo.sheet.seal import SHORT, Seal, code_svg, content_digest
from geo.sheet.update import Update
from tests.conftest import ON
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout

ADDRESS = "https://plans.example.org"


@pytest.fixture(scope="module")
def stored(reference: Layout) -> Layout:
    return replace(reference, revision=7)


@pytest.fixture(scope="module")
def report(stored: Layout, book: Rulebook) -> Report:
    return check(stored, book, on=ON)


@pytest.fixture(scope="module")
def sealed(stored: Layout, report: Report, book: Rulebook) -> tuple[bytes, Seal]:
    kept: list[Seal] = []
    body = render(stored, report, book, Order(on=ON), press=Press(ADDRESS, kept.append))
    assert len(kept) == 1
    return body, kept[0]


def told(program: str, path: Path, *options: str) -> str:
    found = shutil.which(program)
    assert found, f"{program} is missing"
    return subprocess.run([found, *options, str(path)], capture_output=True, check=True, text=True).stdout


def test_two_prints_of_one_revision_on_one_day_are_the_same_bytes(
    stored: Layout, report: Report, book: Rulebook, sealed: tuple[bytes, Seal]
) -> None:
    assert render(stored, report, book, Order(on=ON), press=Press(ADDRESS, lambda _: None)) == sealed[0]
    assert render(stored, report, book, Order(on=date(2026, 1, 2)), press=Press(ADDRESS, lambda _: None)) != sealed[0]


def test_pdfinfo_tells_what_the_print_is_of(sealed: tuple[bytes, Seal], book: Rulebook, tmp_path: Path) -> None:
    body, seal = sealed
    path = tmp_path / "sheet.pdf"
    path.write_bytes(body)
    said = told("pdfinfo", path, "-custom")
    assert f"YuantuSeal:      {seal.hash}" in said
    assert "YuantuLayout:    zgc-2020" in said
    assert "YuantuRevision:  7" in said
    assert f"YuantuRulebook:  {book.id} {book.version}" in said
    assert seal.hash in next(line for line in said.splitlines() if line.startswith("Keywords"))
    assert f"<yuantu:Seal>{seal.hash}</yuantu:Seal>" in told("pdfinfo", path, "-meta")


def test_a_stored_print_carries_a_code_and_its_seal(sealed: tuple[bytes, Seal], stored: Layout, book: Rulebook) -> None:
    body, seal = sealed
    assert seal.short in pdf.read(body)[0].text.replace("\n", "")
    plain = pdf.read(render(stored, None, book, Order(on=ON)))[0]
    assert len(pdf.read(body)[0].paths) > len(plain.paths)
    assert any("未设公开网址" in w.text for w in plain.words)
    assert len(seal.short) == SHORT == 16


def test_the_code_holds_the_address() -> None:
    import segno

    address = f"{ADDRESS}/verify/0123456789abcdef"
    svg, modules = code_svg(address)
    dark = sum(map(sum, segno.make_qr(address, error="m", boost_error=False).matrix))
    drawn = sum(int(n) for n in re.findall(r"h(\d+)", svg))
    assert (drawn, modules) == (dark, 33)


def test_a_file_carries_its_seal_and_says_that_nobody_can_look_it_up(book: Rulebook) -> None:
    kept: list[Seal] = []
    body = render(layout(group("G01", 116.3, 40.0)), None, book, Order(on=ON), press=Press(ADDRESS, kept.append))
    page = pdf.read(body)[0]
    assert any("文件未入库，不能在线核验" in w.text for w in page.words)
    assert not kept


def test_the_seal_changes_with_the_plan_and_not_with_how_it_came_in(stored: Layout, book: Rulebook) -> None:
    a, b = group("G01", 116.3, 40.0), group("G02", 116.4, 40.1)
    assert content_digest(layout(a, b)) == content_digest(layout(b, a))
    assert content_digest(layout(a)) != content_digest(layout(a, b))
    assert content_digest(layout(a)) != content_digest(layout(group("G01", 116.3, 40.0, name="别名")))
    assert content_digest(layout(a)) != content_digest(layout(group("G01", 116.30000001, 40.0)))


def test_the_seal_tells_waivers_and_checks(sealed: tuple[bytes, Seal], report: Report) -> None:
    data = sealed[1].data
    assert data["checks"] == {"ok": report.ok, "counts": dict(report.summary)}
    assert len(data["waivers"]) == report.summary["waived"] > 0
    assert {"rule", "subjects", "reason", "clause", "approver", "expires"} <= data["waivers"][0].keys()


@pytest.mark.parametrize(("sheet", "scale"), [("a3", 500_000), ("a4", None)])
def test_gdal_opens_the_map_in_place(
    stored: Layout, book: Rulebook, tmp_path: Path, sheet: str, scale: int | None
) -> None:
    path = tmp_path / "sheet.pdf"
    body = render(stored, None, book, Order(sheet=sheet, scale=scale, on=ON))
    path.write_bytes(body)
    said = told("gdalinfo", path)
    assert 'METHOD["Lambert Azimuthal Equal Area"' in said and "China 2000" in said
    ring = re.search(r"NEATLINE=POLYGON \(\((.*?)\)\)", said)
    assert ring is not None
    neat = np.array([[float(n) for n in point.split()] for point in ring[1].split(",")])
    page = pdf.read(body)[0]
    denominator = int(re.search(r"1:([\d ]+)", page.text)[1].replace(" ", ""))  # type: ignore[index]
    parks = book.frame.project(np.asarray(stored.features.geometry.values, dtype=object))
    low, high = neat.min(axis=0), neat.max(axis=0)
    assert all(low[0] < s.bounds[0] and s.bounds[2] < high[0] for s in parks if s is not None)
    frame_mm = arrange(sheet).map.bounds
    wanted_m = np.array([frame_mm[2] - frame_mm[0], frame_mm[3] - frame_mm[1]]) * denominator / 1000
    assert np.abs((high - low) / wanted_m - 1).max() < 5e-4
    origin = [float(n) for n in re.search(r"Origin = \((.*?)\)", said)[1].split(",")]  # type: ignore[index]
    pixel = [float(n) for n in re.search(r"Pixel Size = \((.*?)\)", said)[1].split(",")]  # type: ignore[index]
    per_mm = denominator / 1000
    assert origin[0] == pytest.approx(low[0] - frame_mm[0] * per_mm, abs=per_mm)
    assert origin[1] == pytest.approx(high[1] + frame_mm[1] * per_mm, abs=per_mm)
    assert abs(pixel[0]) == pytest.approx(abs(pixel[1]), rel=1e-3)


def test_only_the_main_map_is_georeferenced(sealed: tuple[bytes, Seal]) -> None:
    with Update(sealed[0]) as update:
        assert len(update.document.pages[0].obj.VP) == 1


def test_an_addition_keeps_what_was_there_and_a_broken_end_is_written_anew(sealed: tuple[bytes, Seal]) -> None:
    body = sealed[0]
    with Update(body) as update:
        update.document.trailer.Info["/Trapped"] = update.document.trailer.Info["/Title"]
        update.touch(update.document.trailer.Info)
        more = update.result()
    assert more.startswith(body)
    with Update(body + b"\n% a remark after the end") as update:
        anew = update.result()
    assert not anew.startswith(body)
    assert pdf.read(anew)[0].text == pdf.read(body)[0].text


@pytest.mark.parametrize(
    ("crs", "zh", "en"),
    [
        ("EPSG:3857", "网络墨卡托", "31 %"),
        ("3857", "北纬 40.2°", "71 %"),
        ("EPSG:4547", "高斯", "Gauss-Krüger"),
        ("epsg:4490", "经纬度不是投影", "no projection"),
        ("EPSG:32650", "不支持", "32650"),
    ],
)
def test_another_projection_is_refused_with_the_reason(
    stored: Layout, book: Rulebook, crs: str, zh: str, en: str
) -> None:
    with pytest.raises(InputError) as refused:
        render(stored, None, book, Order(on=ON, crs=crs))
    assert zh in refused.value.zh and en in refused.value.en
    assert "crs" in refused.value.zh and "equal-area" in refused.value.en + " equal-area"
