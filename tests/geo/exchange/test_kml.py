"""KML and KMZ: what others write, what is refused, and what another library reads of ours."""

import zipfile
from pathlib import Path

import pyogrio
import pytest
import shapely

from geo import exchange
from geo.errors import InputError
from geo.exchange.formats import opened
from geo.exchange.source import Layer
from geo.model import Feature, Layout, Text

SQUARE = shapely.box(116.3, 40.0, 116.32, 40.02)
RING = "116.3,40 116.32,40 116.32,40.02 116.3,40"


def kml(inner: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inner}</Document></kml>'


def polygon(ring: str = RING) -> str:
    line = f"<LinearRing><coordinates>{ring}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{line}</outerBoundaryIs></Polygon>"


def layer(path: Path, text: str, encoding: str = "utf-8") -> Layer:
    path.write_bytes(text.encode(encoding))
    (found,) = opened(path).layers
    return found


def test_folders_names_and_data_of_others_are_columns(tmp_path: Path) -> None:
    typed = '<SchemaData><SimpleData name="n">7</SimpleData></SchemaData>'
    data = f'<ExtendedData><Data name="面积"><value>3.5</value></Data>{typed}</ExtendedData>'
    high = polygon(RING.replace(" ", ",0 ") + ",0")
    text = kml(
        '<Schema id="s" name="s"><SimpleField name="n" type="int"/></Schema>'
        "<Folder><name>园区</name><Folder>"
        f"<Placemark id='p1'><name>永丰</name>{data}{high}</Placemark></Folder></Folder>"
        "<Placemark><description>点</description><Point><coordinates> 116,40 </coordinates></Point></Placemark>"
    )
    found = layer(tmp_path / "x.kml", text)
    assert found.table.to_dict("list") == {
        "name": ["永丰", None], "id": ["p1", None], "folder": ["园区", None], "面积": ["3.5", None], "n": [7.0, None],
        "description": [None, "点"],
    }  # fmt: skip
    assert found.geometry[0].has_z and found.geometry[1] == shapely.Point(116, 40)
    assert found.crs == "OGC:CRS84"


def test_geometries_that_cannot_be_built_are_told_one_by_one(tmp_path: Path) -> None:
    shapes = [
        polygon("116,40 117,40 116,40"),
        polygon("116,40 117,40 117,41 116,41"),
        "<Point><coordinates>116;40</coordinates></Point>",
        "<Point/>",
        "<LineString><coordinates>116,40</coordinates></LineString>",
        "<Polygon/>",
        "<Point><coordinates>nan,40</coordinates></Point>",
        "<Model/>",
        "<MultiGeometry>" * 40 + polygon() + "</MultiGeometry>" * 40,
        f"<MultiGeometry>{polygon()}{polygon()}</MultiGeometry>",
        "",
    ]
    found = layer(tmp_path / "x.kml", kml("".join(f"<Placemark>{shape}</Placemark>" for shape in shapes)))
    assert [*found.broken] == [*range(9)]
    assert found.geometry[9].geom_type == "MultiPolygon"
    assert found.geometry[10] is None
    with pytest.raises(InputError, match=r"x\[1\]: a ring needs four points"):
        exchange.read(tmp_path / "x.kml")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["UTF-8", "GB2312", "GBK"])
def test_text_is_read_whatever_the_declaration_says(tmp_path: Path, encoding: str, declared: str) -> None:
    text = kml("<Placemark><name>永丰组团</name></Placemark>", f'<?xml version="1.0" encoding="{declared}"?>')
    if encoding == "utf-8-sig" and declared != "UTF-8":
        text = text.replace(declared, "UTF-8")
    assert layer(tmp_path / "x.kml", text, encoding).table["name"].tolist() == ["永丰组团"]


HOSTILE = {
    "entity": ('<!DOCTYPE kml [<!ENTITY a "x">]>' + kml("<Placemark><name>&a;</name></Placemark>", ""), "entities"),
    "file": ('<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + kml("&a;", ""), "entities"),
    "remote": ('<!DOCTYPE kml SYSTEM "http://127.0.0.1/x.dtd">' + kml("", ""), "entities"),
    "link": (kml("<NetworkLink><Link><href>http://127.0.0.1/</href></Link></NetworkLink>"), "links to other files"),
    "torn": (kml("<Placemark>")[:-30], "not readable KML"),
    "empty": ("", "not readable KML"),
    "page": ("<html><body/></html>", "is not KML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_torn_files_get_a_sentence(tmp_path: Path, name: str) -> None:
    text, says = HOSTILE[name]
    (tmp_path / "x.kml").write_text(text)
    with pytest.raises(InputError, match=says):
        opened(tmp_path / "x.kml")


def test_an_archive_is_read_by_its_main_document_whatever_its_ending(tmp_path: Path) -> None:
    for name in ("x.kmz", "x.kml", "y.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("files/icon.png", b"x")
            if name != "y.zip":
                archive.writestr("a.kml", kml("<Placemark><name>b</name></Placemark>"))
            archive.writestr("doc.kml", kml("<Placemark><name>a</name></Placemark>"))
        assert opened(tmp_path / name).layers[0].table["name"].tolist() == ["a"]
    with zipfile.ZipFile(tmp_path / "x.kmz", "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(InputError, match="no KML"):
        opened(tmp_path / "x.kmz")


def test_another_library_reads_ours_with_folders_colours_and_values(tmp_path: Path) -> None:
    items = [
        Feature(
            "G", "group", SQUARE, {"name": "甲", "basis": "schematic", "stated_area_km2": 0.1, "modes": ("a", "b")}
        ),
        Feature("S", "site", shapely.Point(116, 40), {"name": "站<&>"}),
    ]
    exchange.write(Layout.of(items, id="x", title=Text("布局", "Layout")), tmp_path / "x.kml")
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "x.kml")] == ["发展组团", "点状设施"]
    group = pyogrio.read_dataframe(tmp_path / "x.kml", layer="发展组团")
    assert (group["Name"][0], group["stated_area_km2"][0], group["modes"][0]) == ("甲", 0.1, "a;b")
    text = (tmp_path / "x.kml").read_text()
    assert "<color>ff635" in text and "示意图" in text and "站&lt;&amp;&gt;" in text
    back = exchange.read(tmp_path / "x.kml")
    assert back.title == Text("布局", "Layout") and back.feature("S") == Layout.of(items, id="x").feature("S")
