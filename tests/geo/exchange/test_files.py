"""Files: GeoPackage round trips, and the same report whatever the layout was read from."""

import tempfile
from pathlib import Path

import geopandas as gpd
import orjson
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import exchange
from geo.check import check
from geo.errors import InputError, UnknownCRS
from geo.exchange import geojson, geopackage
from geo.exchange.formats import opened
from geo.model import Feature, Layout, Property, features_of
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.exchange.layouts import layouts

FORMATS = ["gpkg", "fgb", "jsonfg", "parquet", "csv", "xlsx", "zip", "kml", "kmz"]
SQUARE = shapely.box(116.3, 40, 116.31, 40.01)


@settings(max_examples=2 * settings().max_examples)
@given(layouts(min_size=1), st.sampled_from(FORMATS), st.sampled_from(["UTF-8", "GBK"]))
def test_a_layout_comes_back_identical(layout: Layout, ending: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{ending}"
        exchange.write(layout, path, **({"encoding": encoding} if ending == "zip" else {}))
        back = exchange.read(path)
    assert features_of(back.features) == features_of(layout.features)
    assert (back.id, back.revision, back.rulebook, back.title) == (
        layout.id, layout.revision, layout.rulebook, layout.title,
    )  # fmt: skip


LETTERS = [*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0010ffff"]


@pytest.mark.parametrize("ending", ["geojson", *FORMATS])
def test_no_letter_is_dropped_in_silence(ending: str, tmp_path: Path) -> None:
    left = {letter: spelt(letter) for letter in LETTERS}
    while True:
        layout = Layout.of(left.values(), id="t")
        try:
            exchange.write(layout, tmp_path / f"x.{ending}")
            break
        except InputError as error:
            (refused,) = (letter for letter in left if f"cannot hold the letter U+{ord(letter):04X}" in str(error))
            del left[refused]
    assert left.keys() >= {*"\t\n\r\u2028\U0010ffff"}
    assert features_of(exchange.read(tmp_path / f"x.{ending}").features) == features_of(layout.features)


def spelt(letter: str) -> Feature:
    said: dict[str, Property] = {"name": letter, "note": f"x{letter}y", "source": f"x{letter}"}
    return Feature(f"{ord(letter):06X}", "small", SQUARE, {**said, "modes": (f"p{letter}q",)})


@pytest.mark.parametrize("name", ["plan.geojson", *(f"plan.{ending}" for ending in FORMATS)])
@pytest.mark.parametrize("layout_name", ["reference", "practice"])
def test_a_report_on_an_export_is_the_report_on_the_original(
    name: str, layout_name: str, book: Rulebook, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    original = request.getfixturevalue(layout_name)
    exchange.write(original, tmp_path / name)
    exported = exchange.read(tmp_path / name)
    assert orjson.dumps(check(exported, book, on=ON).data()) == orjson.dumps(check(original, book, on=ON).data())


@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_a_projected_file_is_read_in_degrees(tmp_path: Path, ending: str) -> None:
    table = gpd.GeoDataFrame({"kind": ["small"]}, geometry=[shapely.box(116.3, 40, 116.31, 40.01)], crs=4490)
    table.to_crs(4548).to_file(tmp_path / f"地块.{ending}", layer="地块")
    layout = exchange.read(tmp_path / f"地块.{ending}")
    assert layout.features["id"].tolist() == ["地块-1"]
    assert shapely.hausdorff_distance(layout.features.geometry[0], table.geometry[0]) < 1e-8


def test_text_that_is_not_utf8_refuses_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    table = gpd.GeoDataFrame({"name": ["甲乙", "丙"]}, geometry=[shapely.box(116, 39, 116.1, 39.1)] * 2, crs=4490)
    table.to_file(path, layer="a", driver="GPKG")
    path.write_bytes(path.read_bytes().replace("甲乙".encode(), b"\xb0\xa1\xff\xe4\xb8\xad"))
    source = opened(path)
    assert source.layers[0].table["name"].tolist() == ["���中", "丙"]
    assert [remark.en for remark in source.remarks] == [
        "Some text of the layer “a” is not UTF-8: letters that cannot be read are shown as �."
    ]


def test_a_geopackage_on_another_datum_is_refused(tmp_path: Path) -> None:
    table = gpd.GeoDataFrame({"kind": ["small"]}, geometry=[shapely.box(116.3, 40, 116.31, 40.01)], crs=4214)
    table.to_file(tmp_path / "p.gpkg")
    with pytest.raises(UnknownCRS, match="Beijing 1954"):
        exchange.read(tmp_path / "p.gpkg")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.gpkg", b"no database at all", "not a readable GeoPackage"),
        ("x.gpkg", b"", "not a readable GeoPackage"),
        ("x.fgb", b"", "not readable FlatGeobuf"),
        ("x.fgb", b"fgb\x03fgb\x01" + b"\xff" * 400, "not readable FlatGeobuf"),
        ("x.parquet", b"", "not readable GeoParquet"),
        ("x.parquet", b"PAR1", "not readable GeoParquet"),
        ("x.parquet", b"PAR1" + b"\xff" * 400 + b"PAR1", "not readable GeoParquet"),
        ("x.shp", b"", "unknown format"),
        ("x", b"", "unknown format"),
        ("x.geojson", b"nope", "not valid JSON"),
    ],
)
def test_an_unreadable_file_gets_a_sentence(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=says):
        exchange.read(tmp_path / name)


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        exchange.read(tmp_path / "gone.geojson")


def test_writing_an_unknown_format_is_refused(reference: Layout, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unknown format"):
        exchange.write(reference, tmp_path / "x.doc")


def test_the_point_of_a_site_is_the_same_in_both_formats(tmp_path: Path) -> None:
    site = Feature("S", "site", shapely.Point(116.123456789, 39.9), {"name": "站"})
    layout = Layout.of([site, Feature("G", "group", shapely.box(116, 39, 116.1, 39.1), {})], id="mixed")
    geopackage.write(layout, tmp_path / "mixed.gpkg")
    assert exchange.read(tmp_path / "mixed.gpkg").features.geometry[1] == site.geometry
    assert geojson.loads(geojson.dumps(layout)).features.geometry[1] == site.geometry
