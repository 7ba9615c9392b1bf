"""CSV and XLSX: layouts come back identical, nothing is taken for a formula, and foreign sheets as they are."""

import csv as plain
import datetime
import io
import re
import tempfile
import zipfile
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import exchange
from geo.errors import InputError, UnknownCRS
from geo.exchange import csv, xlsx
from geo.exchange.source import Source
from geo.model import Feature, Layout
from tests.geo.exchange.came_back import came_back
from tests.geo.exchange.layouts import layouts

MODULES = [csv, xlsx]
NASTY = ["", "'", "'=1", "=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "\t", "＝1", "a\r\nb\rc\n", '"a""b"', " 空 格 ",
         "\x00\x01\x1f\ufffe\uffff", "_x0041_", "_x_", "#N/A", "TRUE", "2026-01-02", "𠮷" * 20_000,
         "长" * 40_000, "1,2;3"]  # fmt: skip


def through(layout: Layout, module: ModuleType, folder: Path) -> Source:
    module.write(layout, folder / "x")
    source: Source = module.source(folder / "x")
    return source


@given(layouts(), st.sampled_from(MODULES))
def test_a_layout_comes_back_identical(layout: Layout, module: ModuleType) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = through(layout, module, Path(folder))
    assert source.layers[0].crs == "EPSG:4490"
    came_back(source, layout, 0.0)


@pytest.mark.parametrize("module", MODULES)
def test_texts_of_all_sorts_come_back(module: ModuleType, tmp_path: Path) -> None:
    items = [Feature(f"F{i:02}", "parcel", None, {"name": text, "note": text}) for i, text in enumerate(NASTY)]
    lists = [("a;b", "c"), ("[", "]"), ("['x']",), ("=1",), ("",), ("甲", "")]
    items += [Feature(f"L{i}", "group", None, {"modes": entries}) for i, entries in enumerate(lists)]
    layout = Layout.of(items, id="nasty")
    came_back(through(layout, module, tmp_path), layout, 0.0)


@pytest.mark.parametrize("module", MODULES)
def test_an_outline_longer_than_a_cell_comes_back(module: ModuleType, tmp_path: Path) -> None:
    circle = shapely.Point(116.3, 40).buffer(0.1, quad_segs=2_500)
    layout = Layout.of(
        [Feature("a", "group", circle, {}), Feature("b", "group", shapely.box(116, 40, 117, 41), {})], id="l"
    )
    came_back(through(layout, module, tmp_path), layout, 0.0)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    features = [Feature(f"F{i}", "parcel", None, {"name": text}) for i, text in enumerate(NASTY[:9])]
    layout = Layout.of(features, id="f")
    csv.write(layout, tmp_path / "x.csv")
    cells = [cell for row in plain.reader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    xlsx.write(layout, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_workbook_of_surveyors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一号地块"
    sheet["A1"] = "界址点成果表"
    sheet.merge_cells("A1:D1")
    for row in [(), ("地块号", "点号", "坐标", None), (None, None, "X（m）", "Y（m）"),
                ("A", "J1", 4423000.5, 500100), (None, "J2", "4423000.5", 500300), (None, "J3", 4422800.25, 500300),
                ("合计", None, None, "=1+1")]:  # fmt: skip
        sheet.append(row)
    more = book.create_sheet("图形")
    more.append(["名称", "几何", "日期", "面积"])
    more.append(["甲", "SRID=4548;POLYGON((1 1,2 1,2 2,1 1))", datetime.date(2026, 1, 2), 2.5])
    more.append(["乙", "POLYGON((1 1,2 1))", None, None])
    book.create_sheet("目录").append(["说明", "无坐标"])
    book.save(tmp_path / "p.xlsx")
    source = xlsx.source(tmp_path / "p.xlsx")
    first, second = source.layers
    assert first.geometry[0].equals(shapely.Polygon([(4423000.5, 500100), (4423000.5, 500300), (4422800.25, 500300)]))
    assert (first.name, second.crs, [*second.broken]) == ("一号地块", "EPSG:4548", [1])
    assert second.table.to_dict("list") == {"名称": ["甲", "乙"], "日期": ["2026-01-02", None], "面积": [2.5, None]}
    assert second.table["日期"][0].startswith("2026-01-02")
    assert "目录" in source.remarks[-1].zh
    assert "1 cell(s) with formulas have no result" in source.remarks[0].en


def test_a_sheet_that_lies_about_its_extent_is_read_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("名称", "wkt"), ("甲", "POINT (1 2)"), ("乙", "POINT (3 4)")]:
        sheet.append(row)
    book.save(tmp_path / "honest.xlsx")
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(tmp_path / "honest.xlsx") as old, zipfile.ZipFile(lying, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', body))
    (layer,) = xlsx.source(lying).layers
    assert layer.table["名称"].tolist() == ["甲", "乙"]
    assert layer.geometry[1] == shapely.Point(3, 4)


@pytest.mark.parametrize("text", ['{"type":"Point","coordinates":[1,2]}', "0101000000000000000000f03f0000000000000040"])
def test_geometries_in_other_words(text: str, tmp_path: Path) -> None:
    with (tmp_path / "p.csv").open("w", newline="") as file:
        plain.writer(file).writerows(
            [["id", "geom"], ["a", text], ["b", "POINT Z (1 2 3)"], ["c", None], ["d", "nope"]]
        )
    (layer,) = csv.source(tmp_path / "p.csv").layers
    assert layer.geometry.tolist() == [shapely.Point(1, 2), shapely.Point(1, 2, 3), None, None]
    assert [*layer.broken] == [3]


@pytest.mark.parametrize("text", ["GEOMETRYCOLLECTION(" * 200_000, "010700000001000000" * 200_000])
def test_collections_in_collections_have_an_end(text: str, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(f"名称,wkt\n甲,{text}\n乙,POINT (1 2)\n")
    assert [*csv.source(tmp_path / "p.csv").layers[0].broken] == [0]


def test_a_table_without_coordinates_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("名称,面积\n甲,1\n乙,\n", "gbk")
    (layer,) = csv.source(tmp_path / "p.csv").layers
    assert layer.table.to_dict("list") == {"名称": ["甲", "乙"], "面积": ["1", None]}
    assert layer.geometry.tolist() == [None, None]


def test_a_decided_encoding_is_used_and_what_it_cannot_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("名称,wkt\n甲,POINT (1 2)\n", "gbk")
    source = csv.source(tmp_path / "p.csv", "utf-8")
    assert source.encoding == "utf-8"
    assert "could not be decoded" in source.remarks[0].en
    assert csv.source(tmp_path / "p.csv", "gb18030").layers[0].table["名称"].tolist() == ["甲"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600])
def test_what_is_no_workbook_gets_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "p.xlsx").write_bytes(content)
    with pytest.raises(InputError, match=r"not a readable \.xlsx workbook"):
        xlsx.source(tmp_path / "p.xlsx")


def test_what_may_be_northing_is_not_taken_for_easting(tmp_path: Path) -> None:
    points = "J1,4423000,500100\nJ2,4423000,500300\nJ3,4422800,500300\n"
    for name, head in (("said", "点号,北坐标,东坐标"), ("unsaid", "点号,X,Y")):
        (tmp_path / f"{name}.csv").write_text(f"CGCS2000 3度带 中央子午线117\n{head}\n{points}", "utf-8")
    shape = exchange.read(tmp_path / "said.csv").features.geometry[0]
    assert shapely.distance(shape, shapely.Point(117.002, 39.94)) < 0.01
    with pytest.raises(UnknownCRS, match="seem to have northing first"):
        exchange.read(tmp_path / "unsaid.csv")


def test_an_empty_text_has_no_table(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(b"")
    with pytest.raises(InputError, match="no table"):
        csv.source(tmp_path / "p.csv")
