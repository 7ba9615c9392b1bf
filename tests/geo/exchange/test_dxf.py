"""DXF: layouts come back identical to 1e-9 degrees, and drawings of other programs are read as they are."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.entities.text import Text as DXFText
from ezdxf.filemanagement import readfile
from hypothesis import given, settings

from geo import exchange
from geo.errors import InputError
from geo.exchange import dxf
from geo.exchange.about import about
from geo.model import Feature, Layout, features_of
from tests.conftest import PROFILE
from tests.geo.exchange.layouts import layouts

NASTY = ["\\U+4e00", "\\M+5b0a1", "%%d", "\x00\n\r\ufffe", "𠮷" * 300, "^J{}\\P", "a\\", "'\"", " "]


def same(back: Layout, layout: Layout) -> None:
    assert about(back) == about(layout)
    for was, now in zip(features_of(layout.features), features_of(back.features), strict=True):
        assert {**now.row(), "geometry": None} == {**was.row(), "geometry": None}
        assert (was.geometry is None) == (now.geometry is None)
        if was.geometry is not None:
            assert shapely.equals_exact(was.geometry, now.geometry, 1e-9)


@settings(max_examples=3_000 if PROFILE == "soak" else 20)
@given(layouts(min_size=1))
def test_a_layout_comes_back_identical(layout: Layout) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dxf.write(layout, Path(folder) / "x.dxf")
        same(exchange.read(Path(folder) / "x.dxf"), layout)


def test_texts_places_and_what_cannot_be_drawn_come_back(tmp_path: Path) -> None:
    items = [Feature(f"F{i}", "parcel", None, {"name": text, "modes": (text,)}) for i, text in enumerate(NASTY)]
    items += [Feature("S", "site", shapely.Point(116.123456789, 39.9), {}),
              Feature("L", "odd", shapely.LineString([(116, 40), (117, 40)]), {}),
              Feature("E", "group", shapely.MultiPolygon(), {}),
              Feature("far", "group", shapely.MultiPolygon([shapely.box(-64, -40, -63, -39)]), {})]  # fmt: skip
    layout = Layout.of(items, id="x")
    dxf.write(layout, tmp_path / "x.dxf")
    same(exchange.read(tmp_path / "x.dxf"), layout)


def test_what_goes_out_is_of_use_in_cad(reference: Layout, tmp_path: Path) -> None:
    dxf.write(reference, tmp_path / "x.dxf")
    drawing = readfile(tmp_path / "x.dxf")
    assert not drawing.audit().errors
    assert drawing.header.custom_vars.get("EPSG") == "4548"
    lines = [line for line in drawing.modelspace() if isinstance(line, LWPolyline)]
    assert {"分园", "发展组团"} <= {line.dxf.layer for line in lines}
    texts = [text.dxf.text for text in drawing.modelspace() if isinstance(text, DXFText)]
    assert (
        sum(text.endswith("（示意 schematic）") for text in texts) == (reference.features["basis"] == "schematic").sum()
    )
    assert len({line.dxf.true_color for line in lines}) > 1
    places = np.array([place for line in lines for place in line.get_points("xy")])
    assert (places.min(axis=0) > (300_000, 4_000_000)).all()
    assert (places.max(axis=0) < (700_000, 5_000_000)).all()
    same(exchange.read(tmp_path / "x.dxf"), reference)


def test_a_copied_outline_and_a_new_one_are_seen(tmp_path: Path) -> None:
    layout = Layout.of([Feature("G", "group", shapely.box(116.3, 40, 116.31, 40.01), {"name": "组团"})], id="x")
    dxf.write(layout, tmp_path / "x.dxf")
    drawing = readfile(tmp_path / "x.dxf")
    (line,) = [line for line in drawing.modelspace() if isinstance(line, LWPolyline)]
    copy = line.copy()
    drawing.modelspace().add_entity(copy)
    copy.translate(1000, 0, 0)
    places = line.get_points("xy")
    drawing.modelspace().add_lwpolyline(places, close=True, dxfattribs={"layer": "新画"})
    drawing.saveas(tmp_path / "x.dxf")
    layer, new = dxf.source(tmp_path / "x.dxf").layers
    assert (new.name, new.crs, new.geometry[0].equals(layer.geometry[0])) == ("新画", layer.crs, True)
    assert layer.table["id"].tolist() == ["G", "G"]
    assert layer.geometry[1].bounds[0] - layer.geometry[0].bounds[0] == pytest.approx(1000)


def test_a_torn_outline_and_torn_properties_are_told(tmp_path: Path) -> None:
    inner = shapely.box(116.32, 40.02, 116.34, 40.04)
    shape = shapely.Polygon(shapely.box(116.3, 40, 116.4, 40.1).exterior, [inner.exterior])
    dxf.write(Layout.of([Feature("G", "group", shape, {})], id="x"), tmp_path / "x.dxf")
    drawing = readfile(tmp_path / "x.dxf")
    outer, _ = [line for line in drawing.modelspace() if isinstance(line, LWPolyline)]
    drawing.modelspace().delete_entity(outer)
    drawing.saveas(tmp_path / "torn.dxf")
    (layer,) = dxf.source(tmp_path / "torn.dxf").layers
    assert [*layer.broken] == [0]
    body = (tmp_path / "x.dxf").read_bytes()
    (tmp_path / "x.dxf").write_bytes(body.replace(b'[{"properties"', b'[{properties"', 1))
    source = dxf.source(tmp_path / "x.dxf")
    assert (source.said, [layer.name for layer in source.layers]) == ({}, ["发展组团"])
    assert source.layers[0].table["text"].tolist() == ["G", None]


@pytest.mark.parametrize("content", [b"", b"AC1032\0\0\0\0" + b"x" * 99, b"  0\nSECTION\n  2\nENTITIES\n", b"MZ" * 50])
def test_what_is_no_drawing_gets_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.dxf").write_bytes(content)
    with pytest.raises(InputError, match=r"not a readable DXF drawing|no outlines"):
        dxf.source(tmp_path / "x.dxf")
