"""GeoJSON: exact round trips, and a clear place for everything that is wrong."""

import orjson
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError, UnknownCRS
from geo.exchange import geojson
from geo.model import COLUMNS, Feature, Layout, Text, features_of
from tests.geo.exchange.layouts import layouts

SQUARE = [[[116.3, 40.0], [116.31, 40.0], [116.31, 40.01], [116.3, 40.0]]]


def body(geometry: object = None, properties: object = None, **feature: object) -> bytes:
    item = {"type": "Feature", "geometry": geometry, "properties": properties or {"kind": "small"}, **feature}
    return orjson.dumps({"type": "FeatureCollection", "features": [item]})


DEEP = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": '
    b'{"type": "Polygon", "coordinates": ' + b"[" * 400 + b"]" * 400 + b"}}]}"
)
LATE = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": null},'
    b'{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}}]}'
)


@given(layouts())
def test_what_goes_out_comes_back_identical(layout: Layout) -> None:
    back = geojson.loads(geojson.dumps(layout))
    assert features_of(back.features) == features_of(layout.features)
    assert (back.id, back.revision, back.rulebook, back.title) == (
        layout.id, layout.revision, layout.rulebook, layout.title,
    )  # fmt: skip
    assert geojson.dumps(back) == geojson.dumps(layout)


def test_the_file_says_what_it_is() -> None:
    feature = Feature("a", "park", shapely.box(116, 40, 116.1, 40.1), {"basis": "schematic"})
    written = orjson.loads(geojson.dumps(Layout.of([feature], id="x", revision=7, title=Text("甲", "A"))))
    about = written["yuantu"]
    assert about["layout"] == "x" and about["revision"] == 7 and "示意" in about["notice"]["zh"]
    assert list(written["features"][0]["properties"]) == list(COLUMNS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b'{"a": NaN}', "not valid JSON"),
        (b"[1, 2]", "must be an object"),
        (b'"FeatureCollection"', "must be an object"),
        (b"{}", "type: must be a FeatureCollection"),
        (b'{"type": "Polygon", "coordinates": []}', "type: must be"),
        (b'{"type": "FeatureCollection"}', "features: must be a list"),
        (b'{"type": "FeatureCollection", "features": [3]}', r"features\[0\]: must be a Feature"),
        (b"[" * 5000, "not valid JSON"),
        (body({"type": "Circle", "coordinates": []}), r"features\[0\]\.geometry: is not a GeoJSON geometry"),
        (DEEP, "nested too deep"),
        (LATE, r"features\[1\]\.geometry: a ring needs four points"),
        (body([1, 2]), r"features\[0\]\.geometry: is not"),
        (body({"type": "Polygon"}), r"features\[0\]\.geometry: lacks the list “coordinates”"),
        (body({"type": "Polygon", "coordinates": [[[116, 40], [116, 41], ["x", 40]]]}), r"coordinates\[0\]\[2\]"),
        (body({"type": "Polygon", "coordinates": [[[116, 40], [116, 41], [117]]]}), r"coordinates\[0\]\[2\]"),
        (body({"type": "Polygon", "coordinates": [[[116, 40], [116, 41], None]]}), r"coordinates\[0\]\[2\]"),
        (body({"type": "Polygon", "coordinates": [[[116, 40], [116, 41], [117, 41]]]}), "a ring needs four points"),
        (body({"type": "Polygon", "coordinates": [[[400, 40], [116, 41], [117, 41], [400, 40]]]}), r"\(400, 40\)"),
        (body({"type": "Point", "coordinates": [40.0, 116.3]}), r"features\[0\]\.geometry\.coordinates: \(40, 116.3\)"),
        (body(None, {"kind": 3}), r"features\[0\]\.properties\.kind: must be text"),
        (body(None, {"modes": [1]}), r"features\[0\]\.properties\.modes: must be a list of texts"),
        (body(None, {"stated_area_km2": "viel"}), r"stated_area_km2: must be a finite number"),
        (body(None, {"stated_area_km2": True}), r"stated_area_km2: must be a finite number"),
        (body(None, [1]), r"features\[0\]\.properties: must be an object"),
        (body(None, None, id=[1]), r"features\[0\]\.id: an id must be"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_place(text: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        geojson.loads(text)
    assert caught.value.zh and caught.value.sentence("zh")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=3), lambda inner: st.lists(inner)))
def test_no_coordinates_whatever_crash_the_reader(coordinates: object) -> None:
    for kind in ("Polygon", "MultiPolygon", "Point", "LineString"):
        try:
            geojson.loads(body({"type": kind, "coordinates": coordinates}))
        except InputError as error:
            assert error.en


def test_a_named_crs_must_be_longitude_and_latitude() -> None:
    def with_crs(name: str) -> bytes:
        document = orjson.loads(body({"type": "Polygon", "coordinates": SQUARE}))
        return orjson.dumps({**document, "crs": {"type": "name", "properties": {"name": name}}})

    assert len(geojson.loads(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84"))) == 1
    assert len(geojson.loads(with_crs("urn:ogc:def:crs:EPSG::4490"))) == 1
    with pytest.raises(UnknownCRS, match="4548"):
        geojson.loads(with_crs("urn:ogc:def:crs:EPSG::4548"))


def test_features_without_an_id_are_named_after_their_row() -> None:
    assert geojson.loads(body()).features["id"].tolist() == ["row-1"]
    assert geojson.loads(body(None, {"id": "x", "kind": "small"})).features["id"].tolist() == ["x"]
    assert geojson.loads(body(None, None, id=12)).features["id"].tolist() == ["12"]


def test_lists_may_be_joined_text_and_unknown_properties_are_left_out() -> None:
    layout = geojson.loads(body(None, {"kind": "group", "modes": "研发创新;双创社区", "colour": "red"}))
    assert layout.features["modes"][0] == ("研发创新", "双创社区")
    assert "colour" not in layout.features
