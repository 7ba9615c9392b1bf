"""JSON-FG says what GeoJSON says, and names the system, the kind and the time besides."""

from typing import Any

import httpx
import pyogrio
import pytest
import shapely

from geo.model import Layout, features_of

ITEMS = "/ogc/collections/grid.all/items"
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
    assert found["conformsTo"] == ["http://www.opengis.net/spec/json-fg-1/0.3/conf/core"]
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
