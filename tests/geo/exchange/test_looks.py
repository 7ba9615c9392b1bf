"""A layout's GeoPackage opens styled: one colour for each class and kind, and schematic outlines are labelled so."""

import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import shapely

from geo import exchange
from geo.exchange.formats import opened
from geo.exchange.looks import KINDS, classes
from geo.model import Feature, Kind, Layout, features_of

SQUARE = shapely.box(116.3, 40.0, 116.32, 40.02)


def test_a_layout_comes_with_a_style_by_class_and_kind(tmp_path: Path) -> None:
    items = [
        Feature("G", "group", SQUARE, {"name": "甲", "class": "原始创新", "basis": "schematic"}),
        Feature("H", "group", SQUARE, {"class": "<&>"}),
        Feature("P", "park", SQUARE, {"class": ""}),
        Feature("Q", "zone", SQUARE, {"class": "\x0b"}),
    ]
    layout = Layout.of(items, id='一"号')
    exchange.write(layout, tmp_path / "x.gpkg")
    with closing(sqlite3.connect(tmp_path / "x.gpkg")) as database:
        ((layer, column, default, text),) = database.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
        shown = database.execute(
            'SELECT CASE WHEN "class" <> \'\' THEN "class" ELSE "kind" END FROM "一""号"'
        ).fetchall()
    assert (layer, column, default) == ('一"号', "geom", 1)
    root = ElementTree.fromstring(text)
    categories = {entry.attrib["value"]: entry.attrib["label"] for entry in root.iter("category")}
    assert [*categories] == ["<&>", "原始创新", *KINDS]
    assert {value for (value,) in shown} - {"\x0b"} <= categories.keys()
    assert categories["group"] == "发展组团 Development group"
    (labels,) = root.iter("text-style")
    assert "示意 schematic" in labels.attrib["fieldName"] and root.attrib["labelsEnabled"] == "1"
    symbols = [symbol.attrib["name"] for symbol in root.iter("symbol")]
    assert symbols == [entry.attrib["symbol"] for entry in root.iter("category")]
    assert [layer.name for layer in opened(tmp_path / "x.gpkg").layers] == ['一"号']
    assert features_of(exchange.read(tmp_path / "x.gpkg").features) == features_of(layout.features)


def test_every_kind_has_a_colour_of_its_own_and_classes_take_turns() -> None:
    assert [*KINDS] == [kind.value for kind in Kind]
    assert len({look.colour for look in KINDS.values()}) == len(Kind)
    found = classes([*"gfedcba", "a"])
    assert [*found] == [*"abcdefg"] and found["a"].colour == found["g"].colour
    assert len({look.colour for look in found.values()}) == 6
