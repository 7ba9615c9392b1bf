"""JSON-FG says what GeoJSON says, and names the system, the kind and the time besides."""

from typing import Any
from urllib.parse import quote

import httpx
import pyogrio
import pytest
import shapely

from geo.model import Layout, features_of

ITEMS = "/ogc/collections/grid.all/items"
CLASSES = [f"http://www.opengis.net/spec/json-fg-1/1.0/conf/{name}" for name in ("core", "types-schemas")]
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def ask(client: httpx.Client, **query: Any) -> dict[str, Any]:
    got = client.get(ITEMS, params={"f": "jsonfg", "limit": 1000, **query})
    assert got.status_code == 200, got.text
    assert got.headers["content-type"] == "application/fg+json"
    found: dict[str, Any] = got.json()
    return found


@pytest.mark.parametrize("revision", [{}, {"revision": 1}])
def test_without_a_system_it_is_the_geojson_and_more(
    client: httpx.Client, grid: Layout, revision: dict[str, Any]
) -> None:
    plain = client.get(ITEMS, params={"limit": 1000, **revision}).json()["features"]
    found = ask(client, **revision)
    assert found["conformsTo"] == CLASSES
    assert found["coordRefSys"] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    more = [feature | {"place": None, "time": None, "featureType": feature["properties"]["kind"]} for feature in plain]
    assert found["features"] == more
    assert ask(client, limit=5000, **revision)["features"] == more, "also where it is sent in batches"


@pytest.mark.parametrize("number", [4490, 4549, 3857])
def test_in_another_system_the_geometry_is_the_place(client: httpx.Client, grid: Layout, number: int) -> None:
    plain = client.get(ITEMS, params={"limit": 1000, "crs": f"{EPSG}{number}"}).json()["features"]
    found = ask(client, crs=f"{EPSG}{number}")
    assert found["coordRefSys"] == f"{EPSG}{number}"
    assert [feature["place"] for feature in found["features"]] == [feature["geometry"] for feature in plain]
    assert all(feature["geometry"] is None for feature in found["features"])


def test_pages_stay_jsonfg_and_tags_tell_encodings_apart(client: httpx.Client, grid: Layout) -> None:
    head = {"Accept": "application/fg+json"}
    first = client.get(ITEMS, headers=head, params={"limit": 7, "skipGeometry": "true"})
    following = next(link for link in first.json()["links"] if link["rel"] == "next")
    assert following["type"] == "application/fg+json"
    assert client.get(following["href"], headers=head).json()["features"][0]["featureType"] == "parcel"
    assert all(f["geometry"] is None and f["place"] is None for f in first.json()["features"])
    plain = client.get(ITEMS, params={"limit": 7, "skipGeometry": "true"})
    assert plain.headers["etag"] != first.headers["etag"]


def test_gdal_reads_it_bit_for_bit(client: httpx.Client, grid: Layout) -> None:
    # The driver makes a layer of each kind.
    content = client.get(ITEMS, params={"f": "jsonfg", "limit": 1000}).content
    for kind in ("parcel", "site"):
        found = pyogrio.read_dataframe(content, layer=kind).set_index("id")
        expected = [feature for feature in features_of(grid.features) if feature.kind == kind]
        assert len(found) == len(expected)
        for feature in expected:
            assert shapely.equals_identical(found.loc[feature.id, "geometry"], feature.geometry)


@pytest.mark.parametrize("number", [None, 4490, 4549])
def test_one_feature_is_what_the_collection_holds(client: httpx.Client, grid: Layout, number: int | None) -> None:
    chosen = {} if number is None else {"crs": f"{EPSG}{number}"}
    whole = ask(client, **chosen)
    for feature in (whole["features"][0], whole["features"][-1]):
        address = f"{ITEMS}/{quote(feature['id'], safe='')}"
        got = client.get(address, params={"f": "jsonfg", **chosen})
        assert got.headers["content-type"] == "application/fg+json"
        one = got.json()
        said = {name: one.pop(name) for name in ("conformsTo", "coordRefSys", "links")}
        assert one == feature
        assert (said["conformsTo"], said["coordRefSys"]) == (whole["conformsTo"], whole["coordRefSys"])
        kinds = {(link["rel"], link["type"]) for link in said["links"]}
        assert {("self", "application/fg+json"), ("alternate", "application/geo+json")} < kinds
        plain = client.get(address, params=chosen)
        assert plain.headers["etag"] != got.headers["etag"]
        held = {"If-None-Match": got.headers["etag"]}
        assert client.get(address, params={"f": "jsonfg", **chosen}, headers=held).status_code == 304
        assert client.get(address, params=chosen, headers=held).status_code == 200


def test_gdal_reads_one_feature(client: httpx.Client, grid: Layout) -> None:
    content = client.get(f"{ITEMS}/P05", params={"f": "jsonfg", "crs": f"{EPSG}4549"}).content
    info = pyogrio.read_info(content)
    assert (info["driver"], info["crs"], info["layer_name"]) == ("JSONFG", "EPSG:4549", "parcel")


def positions(geometry: dict[str, Any] | None) -> list[list[float]]:
    return [] if geometry is None else shapely.get_coordinates(shapely.geometry.shape(geometry)).tolist()


DOCUMENTS = pytest.mark.parametrize(
    "query", [{}, {"crs": f"{EPSG}4490"}, {"crs": f"{EPSG}4549"}, {"crs": f"{EPSG}3857"}, {"skipGeometry": "true"}]
)


# The standard's annex of abstract tests checks its requirements one by one; these are named after them.
@DOCUMENTS
def test_core_metadata_and_types_schemas_metadata(client: httpx.Client, grid: Layout, query: dict[str, Any]) -> None:
    assert ask(client, **query)["conformsTo"] == CLASSES
    assert set(CLASSES) < set(client.get("/ogc/conformance").json()["conformsTo"])


@DOCUMENTS
def test_core_coordinate_dimension_and_geometry_wgs84(
    client: httpx.Client, grid: Layout, query: dict[str, Any]
) -> None:
    for feature in ask(client, **query)["features"]:
        assert {len(position) for position in positions(feature["geometry"]) + positions(feature["place"])} <= {2}
        assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in positions(feature["geometry"]))


@DOCUMENTS
def test_core_geom_valid_place_and_fallback(client: httpx.Client, grid: Layout, query: dict[str, Any]) -> None:
    found = ask(client, **query)
    for feature in found["features"]:
        if feature["place"] is not None:
            assert shapely.geometry.shape(feature["place"]).is_valid
            assert not found["coordRefSys"].endswith("CRS84") and feature["geometry"] is None


@pytest.mark.parametrize(("number", "first"), [(4490, 40), (4549, 4.4e6), (3857, 12.9e6)])
def test_core_axis_order(client: httpx.Client, grid: Layout, number: int, first: float) -> None:
    feature = ask(client, crs=f"{EPSG}{number}")["features"][5]
    assert all(abs(position[0] / first - 1) < 0.1 for position in positions(feature["place"]))


@DOCUMENTS
def test_core_instant_interval_and_utc(client: httpx.Client, grid: Layout, query: dict[str, Any]) -> None:
    assert {feature["time"] for feature in ask(client, **query)["features"]} == {None}, "features have no time"


@DOCUMENTS
def test_types_schemas_feature_type(client: httpx.Client, grid: Layout, query: dict[str, Any]) -> None:
    for feature in ask(client, **query)["features"]:
        assert feature["featureType"] == feature["properties"]["kind"]
