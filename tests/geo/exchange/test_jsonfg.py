"""JSON-FG: told by what it says, places in the system and order of axes that it names, and read by another library."""

from pathlib import Path
from typing import Any

import orjson
import pyogrio
import pytest
import shapely

from geo import exchange
from geo.errors import InputError
from geo.exchange.formats import opened
from geo.exchange.jsonfg import CONFORMS
from geo.model import Feature, Layout

SQUARE = shapely.box(116.3, 40.0, 116.32, 40.02)
FLIPPED = shapely.transform(SQUARE, lambda places: places[:, ::-1])
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def fg(path: Path, features: list[dict[str, Any]], **members: Any) -> Path:
    whole = [{"type": "Feature", "geometry": None, "properties": {}, **feature} for feature in features]
    document = {"type": "FeatureCollection", "features": whole, "conformsTo": CONFORMS, **members}
    path.write_bytes(orjson.dumps(document, option=orjson.OPT_INDENT_2))
    return path


def place(shape: Any) -> dict[str, Any]:
    return {"place": dict(shape.__geo_interface__)}


@pytest.mark.parametrize("told", [f"{EPSG}4490", "[EPSG:4490]", {"type": "Reference", "href": f"{EPSG}4326"}])
def test_a_place_is_read_in_the_order_of_its_system(tmp_path: Path, told: Any) -> None:
    for path in (tmp_path / "x.json", tmp_path / "x.jsonfg"):
        fg(
            path,
            [place(FLIPPED) | {"featureType": "园区", "time": {"date": "2026-01-01"}, "id": "A"}],
            coordRefSys=told,
        )
        source = opened(path)
        (layer,) = source.layers
        assert (source.format, layer.axes, layer.geometry[0]) == ("jsonfg", "yx", FLIPPED)
        assert layer.table.to_dict("list") == {"featureType": ["园区"], "time": ["2026-01-01"], "id": ["A"]}
        assert exchange.read(path).features.geometry[0] == shapely.MultiPolygon([SQUARE])


def test_features_in_several_systems_are_several_layers(tmp_path: Path) -> None:
    plane = shapely.box(4_430_000, 500_000, 4_430_100, 500_100)
    prism = {"type": "Prism", "base": dict(SQUARE.__geo_interface__), "upper": 10}
    features = [
        place(plane) | {"id": "A", "coordRefSys": f"{EPSG}4548"},
        {"id": "B", "geometry": dict(SQUARE.__geo_interface__), "place": prism},
        {"id": "C", "place": prism},
        place(plane) | {"id": "D", "coordRefSys": 7},
    ]
    layers = {layer.crs: layer for layer in opened(fg(tmp_path / "x.json", features)).layers}
    assert {crs: layer.table["id"].tolist() for crs, layer in layers.items()} == {
        "EPSG:4548": ["A"], "OGC:CRS84": ["B", "C"], None: ["D"],
    }  # fmt: skip
    assert [layer.axes for layer in layers.values()] == ["yx", None, None]
    assert layers["OGC:CRS84"].geometry[0] == SQUARE and [*layers["OGC:CRS84"].broken] == [1]
    with pytest.raises(InputError, match="is not a GeoJSON geometry"):
        exchange.read(tmp_path / "x.json")


def test_a_geojson_that_only_talks_of_it_is_none(tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"note": 'conformsTo": json-fg'}}
    (tmp_path / "x.json").write_bytes(orjson.dumps(feature))
    assert opened(tmp_path / "x.json").format == "geojson"
    (tmp_path / "x.json").write_bytes(b"")
    with pytest.raises(InputError, match="not valid JSON"):
        opened(tmp_path / "x.json")


def test_another_library_reads_ours_bit_for_bit(tmp_path: Path) -> None:
    item = Feature("G", "group", SQUARE, {"name": "甲", "modes": ("a", "b")})
    exchange.write(Layout.of([item], id="x"), tmp_path / "x.jsonfg")
    table = pyogrio.read_dataframe(tmp_path / "x.jsonfg", use_arrow=False)
    assert pyogrio.read_info(tmp_path / "x.jsonfg")["driver"] == "JSONFG"
    assert table.geometry[0] == shapely.MultiPolygon([SQUARE]) and table["name"].tolist() == ["甲"]
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "x.jsonfg")] == ["group"]
