"""Drawings of CAD programs: what they enclose, what names it, and what is told of the rest."""

import math
from pathlib import Path

import pytest
import shapely
from ezdxf.document import Drawing
from ezdxf.filemanagement import new

from geo.errors import InputError
from geo.exchange import dxf
from geo.exchange.drawing import entities
from geo.exchange.source import Layer, Source

SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100)]
INNER = [(20, 20), (40, 20), (40, 40), (20, 40)]


@pytest.fixture
def drawing() -> Drawing:
    return new("R2000", setup=False)


def opened(drawing: Drawing, folder: Path, encoding: str | None = None) -> Source:
    drawing.saveas(folder / "p.dxf")
    return dxf.source(folder / "p.dxf", encoding)


def only(drawing: Drawing, folder: Path) -> Layer:
    (layer,) = opened(drawing, folder).layers
    return layer


def test_closed_polylines_by_layer_and_open_ones_with_the_reason(drawing: Drawing, tmp_path: Path) -> None:
    space = drawing.modelspace()
    space.add_lwpolyline(SQUARE, close=True, dxfattribs={"layer": "发展组团"})
    space.add_polyline2d([*SQUARE, SQUARE[0]], dxfattribs={"layer": "发展组团"})
    space.add_lwpolyline(INNER, dxfattribs={"layer": "地块"})
    space.add_polyline3d([(x, y, 9) for x, y in INNER], close=True, dxfattribs={"layer": "地块"})
    groups, parcels = opened(drawing, tmp_path).layers
    assert (groups.name, parcels.name) == ("发展组团", "地块")
    assert [shape.equals(shapely.Polygon(SQUARE)) for shape in groups.geometry] == [True, True]
    assert groups.table["entity"].tolist() == ["LWPOLYLINE", "POLYLINE"]
    assert all(groups.table["handle"])
    assert [*parcels.broken] == [0]
    assert "ends 20.000 apart" in parcels.broken[0].en
    assert parcels.geometry[1].equals(shapely.Polygon(INNER))
    assert not parcels.geometry[1].has_z


def test_arcs_become_lines_that_hardly_deviate(drawing: Drawing, tmp_path: Path) -> None:
    space = drawing.modelspace()
    space.add_lwpolyline([(0, 0, 1), (100, 0, 1)], format="xyb", close=True)
    space.add_circle((500, 500), 50)
    source = opened(drawing, tmp_path)
    assert [shape.area for shape in source.layers[0].geometry] == pytest.approx([math.pi * 2500] * 2, rel=1e-3)
    circle = shapely.LinearRing(source.layers[0].geometry[1].exterior)
    assert shapely.hausdorff_distance(circle, shapely.Point(500, 500).buffer(50, quad_segs=2_000).exterior) < 0.0101
    assert "2 entities with arcs" in source.remarks[0].en


def test_a_hatch_has_holes_and_stands_for_its_outlines(drawing: Drawing, tmp_path: Path) -> None:
    space = drawing.modelspace()
    for ring in (SQUARE, INNER):
        space.add_lwpolyline(ring, close=True)
    hatch = space.add_hatch()
    hatch.paths.add_polyline_path(SQUARE, is_closed=True)
    hatch.paths.add_polyline_path(INNER, is_closed=True, flags=16)
    layer = only(drawing, tmp_path)
    assert [shape.equals(shapely.Polygon(SQUARE, [INNER])) for shape in layer.geometry] == [True]


def test_nested_polylines_without_a_hatch_are_two_areas(drawing: Drawing, tmp_path: Path) -> None:
    for ring in (SQUARE, INNER):
        drawing.modelspace().add_lwpolyline(ring, close=True)
    assert [shape.area for shape in only(drawing, tmp_path).geometry] == [10_000, 400]


def test_texts_name_the_smallest_area_around_them(drawing: Drawing, tmp_path: Path) -> None:
    space = drawing.modelspace()
    for ring in (SQUARE, INNER):
        space.add_lwpolyline(ring, close=True)
    space.add_mtext("{\\fSimSun;创新\\P东区}", dxfattribs={"insert": (60, 60), "char_height": 5, "layer": "注记"})
    space.add_text("488 ha", height=2, dxfattribs={"insert": (60, 50)})
    space.add_text("A-01", height=2, dxfattribs={"insert": (25, 25)})
    layer = only(drawing, tmp_path)
    assert layer.table["text"].tolist() == ["创新 东区", "A-01"]
    assert layer.table["texts"].tolist() == [["创新 东区", "488 ha"], None]


def test_blocks_are_taken_apart_and_their_attributes_kept(drawing: Drawing, tmp_path: Path) -> None:
    block = drawing.blocks.new("PLOT")
    block.add_lwpolyline(INNER, close=True, dxfattribs={"layer": "0"})
    insert = drawing.modelspace().add_blockref(
        "PLOT", (1000, 0), dxfattribs={"layer": "地块", "xscale": 2, "yscale": 2}
    )
    insert.add_attrib("用途", "工业")
    layer = only(drawing, tmp_path)
    assert layer.name == "地块"
    assert layer.table["用途"].tolist() == ["工业", "工业"]
    assert layer.table["entity"].tolist() == ["INSERT", "LWPOLYLINE"]
    assert layer.geometry[1].bounds == (1040, 40, 1080, 80)


def test_lines_that_meet_end_to_end_are_an_outline(drawing: Drawing, tmp_path: Path) -> None:
    space = drawing.modelspace()
    for start, end in zip(SQUARE, [*SQUARE[1:], SQUARE[0]], strict=True):
        space.add_line(start, end)
    space.add_line((500, 500), (600, 600))
    space.add_linear_dim((0, 0), (0, 0), (100, 0))
    source = opened(drawing, tmp_path)
    assert source.layers[0].geometry[0].equals(shapely.Polygon(SQUARE))
    said = " ".join(remark.en for remark in source.remarks)
    assert "1 chain(s) of lines" in said
    assert "DIMENSION × 1" in said


def test_text_is_read_by_the_declared_code_page_or_the_decided_one(drawing: Drawing, tmp_path: Path) -> None:
    drawing.encoding = "gbk"
    drawing.modelspace().add_lwpolyline(SQUARE, close=True, dxfattribs={"layer": "发展组团"})
    source = opened(drawing, tmp_path)
    assert (source.declared, source.layers[0].name) == ("gbk", "发展组团")
    body = (tmp_path / "p.dxf").read_bytes()
    assert b"ANSI_936" in body
    (tmp_path / "p.dxf").write_bytes(body.replace(b"ANSI_936", b"ANSI_1252"))
    lying = dxf.source(tmp_path / "p.dxf")
    assert (lying.declared, lying.layers[0].name == "发展组团") == ("cp1252", False)
    assert "发展组团".encode("gbk") in (lying.text or b"")
    assert dxf.source(tmp_path / "p.dxf", "GBK").layers[0].name == "发展组团"


def test_words_of_other_programs_are_columns(drawing: Drawing, tmp_path: Path) -> None:
    drawing.appids.add("SOUTH")
    line = drawing.modelspace().add_lwpolyline(SQUARE, close=True)
    line.set_xdata("SOUTH", [(1000, "300000"), (1000, "宗地")])
    assert only(drawing, tmp_path).table["SOUTH"].tolist() == ["300000;宗地"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("radius", [1e9, 1e15, 1e300, math.inf])
def test_arcs_from_here_to_nowhere_have_an_end(radius: float, drawing: Drawing, tmp_path: Path) -> None:
    drawing.modelspace().add_circle((0, 0), radius)
    drawing.modelspace().add_lwpolyline(SQUARE, close=True)
    layer = only(drawing, tmp_path)
    assert len(layer) == 2
    assert shapely.get_num_coordinates(layer.geometry).max() < 100_000


def test_a_block_in_very_many_rows_and_columns_is_refused_at_once(drawing: Drawing, tmp_path: Path) -> None:
    drawing.blocks.new("B").add_point((0, 0))
    many = {"row_count": 32_000, "column_count": 32_000, "row_spacing": 2, "column_spacing": 2}
    drawing.modelspace().add_blockref("B", (0, 0), many)
    with pytest.raises(InputError, match="more than 500,000 entities"):
        opened(drawing, tmp_path)


def test_blocks_within_blocks_have_an_end(drawing: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "MOST_ENTITIES", 5_000)
    drawing.blocks.new("B0").add_point((0, 0))
    for i in range(1, 12):
        block = drawing.blocks.new(f"B{i}")
        for _ in range(10):
            block.add_blockref(f"B{i - 1}", (0, 0))
    drawing.modelspace().add_blockref("B11", (0, 0))
    with pytest.raises(InputError, match="entities"):
        opened(drawing, tmp_path)
