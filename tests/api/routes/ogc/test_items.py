"""Items of the OGC API: complete page by page, in any order and system, of any revision, and never stale."""

import json
import math
from typing import Any

import httpx
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store import Store
from geo.exchange import geojson
from geo.model import Edit, Feature, Layout, features_of

ITEMS = "/ogc/collections/grid.parcel/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def ask(client: httpx.Client, url: str = ITEMS, status: int = 200, **query: Any) -> dict[str, Any]:
    got = client.get(url, params={k.replace("_", "-"): v for k, v in query.items()})
    assert got.status_code == status, got.text
    found: dict[str, Any] = got.json()
    return found


def walk(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Every feature, following `next` from the first page to the last."""
    page = ask(client, **query)
    found = list(page["features"])
    while following := [link["href"] for link in page["links"] if link["rel"] == "next"]:
        page = client.get(following[0]).json()
        assert page["features"], "a page that is announced is never empty"
        found += page["features"]
    return found


def test_all_pages_together_are_the_layout(client: httpx.Client, grid: Layout) -> None:
    expected = [geojson.feature(f) for f in features_of(grid.features) if f.kind == "parcel"]
    expected = json.loads(json.dumps(expected).replace("NaN", "null"))
    for limit in (1, 7, 59, 60, 1000):
        assert walk(client, limit=limit) == expected
    first = ask(client, limit=10)
    assert (first["numberReturned"], first["numberMatched"]) == (10, 59)
    every = ask(client, "/ogc/collections/grid.all/items", limit=500)
    assert every["numberMatched"] == 60 and every["numberReturned"] == 60


names = st.sampled_from(["name", "stated_area_km2", "park", "kind", "id", "note"])
orders = st.lists(st.tuples(st.sampled_from(["", "+", "-"]), names), min_size=1, max_size=3, unique_by=lambda x: x[1])


@settings(max_examples=25)
@given(orders, st.integers(1, 25))
def test_any_order_is_the_order_of_the_values_and_loses_nothing(
    client: httpx.Client, grid: Layout, order: list[tuple[str, str]], limit: int
) -> None:
    rows = [f.row() for f in features_of(grid.features) if f.kind == "parcel"]
    rows.sort(key=lambda row: row["id"])
    for sign, name in reversed(order):

        def told(row: dict[str, Any], name: str = name) -> bool:
            value = row[name]
            return value is not None and not (isinstance(value, float) and math.isnan(value))

        said = sorted((r for r in rows if told(r)), key=lambda r: r[name], reverse=sign == "-")
        rows = said + [r for r in rows if not told(r)]
    got = walk(client, limit=limit, sortby=",".join(a + b for a, b in order), skipGeometry="true")
    assert [f["id"] for f in got] == [r["id"] for r in rows]


boxes = st.tuples(*[st.floats(115.95, 116.15), st.floats(39.95, 40.1)] * 2).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@settings(max_examples=25)
@given(boxes)
def test_a_box_selects_what_touches_it(client: httpx.Client, grid: Layout, box: tuple[float, ...]) -> None:
    west, south, east, north = box
    area = shapely.MultiPoint([(west, south), (east, north)]).envelope
    expected = [f.id for f in features_of(grid.features) if f.kind == "parcel" and area.intersects(f.geometry)]
    assert [f["id"] for f in walk(client, limit=9, bbox=",".join(map(repr, box)))] == expected
    flipped = f"{south!r},{west!r},{north!r},{east!r}"
    got = walk(client, bbox=flipped, bbox_crs=f"{EPSG}4490", limit=50)
    assert [f["id"] for f in got] == expected


def test_a_box_in_metres_and_one_across_the_antimeridian(client: httpx.Client, grid: Layout) -> None:
    to = pyproj.Transformer.from_crs(4490, 4547)
    corners = [to.transform(40.0, 116.0), to.transform(40.02, 116.03)]
    box = ",".join(repr(v) for corner in corners for v in corner)
    found = {f["id"] for f in walk(client, bbox=box, bbox_crs=f"{EPSG}4547")}
    assert {"P02", "P10", "P11", "P12"} <= found and "P05" not in found and "P30" not in found
    assert len(walk(client, bbox="170,-90,117.5,90")) == 59
    assert walk(client, bbox="118,-90,-170,90") == []
    assert walk(client, bbox="1e300,1e300,1e301,1e301", bbox_crs=f"{EPSG}3857") == []


@pytest.mark.parametrize(
    ("number", "flipped"), [(4326, True), (4490, True), (4547, True), (4548, True), (4549, True), (3857, False)]
)
def test_coordinates_in_every_system_with_its_own_order_of_axes(
    client: httpx.Client, grid: Layout, number: int, flipped: bool
) -> None:
    got = client.get(ITEMS, params={"crs": f"{EPSG}{number}", "limit": 3})
    assert got.headers["content-crs"] == f"<{EPSG}{number}>"
    plain = ask(client, limit=3)["features"]
    to = pyproj.Transformer.from_crs(4490, number)
    for moved, still in zip(got.json()["features"], plain, strict=True):
        lon, lat = still["geometry"]["coordinates"][0][0][0]
        expected = to.transform(lat, lon)
        assert moved["geometry"]["coordinates"][0][0][0] == pytest.approx(expected, abs=1e-3, rel=1e-12)
        assert moved["properties"] == still["properties"]
        assert (moved["geometry"]["coordinates"][0][0][0][0] == lat) is (flipped and number in (4326, 4490))


def test_only_some_properties(client: httpx.Client, grid: Layout) -> None:
    got = ask(client, properties="modes,name", limit=1)["features"][0]
    assert got["properties"] == {"name": "迁", "modes": []} and got["geometry"]["type"] == "MultiPolygon"
    assert ask(client, properties="", skipGeometry="true", limit=1)["features"][0]["properties"] == {}


def test_an_older_revision_stays_as_it_was(client: httpx.Client, grid: Layout) -> None:
    before = walk(client, revision=1, limit=25)
    assert [f["id"] for f in before] == [f"P{n:02d}" for n in range(60)]
    assert before[1]["properties"]["name"] == "地块1"
    got = client.get(ITEMS, params={"revision": 1})
    assert "immutable" in got.headers["cache-control"]
    assert ask(client, f"{ITEMS}/P00", revision=1)["id"] == "P00"
    ask(client, f"{ITEMS}/P00", status=404)
    assert ask(client, revision=3, status=404)["where"] == "revision"


def test_one_feature_by_an_id_with_a_slash(client: httpx.Client, grid: Layout) -> None:
    got = client.get("/ogc/collections/grid.site/items/S%2F1%20%E7%94%B2")
    assert got.status_code == 200 and got.json()["geometry"] == {"type": "Point", "coordinates": [116.05, 40.05]}
    own = [link["href"] for link in got.json()["links"] if link["rel"] == "self"]
    assert client.get(own[0]).json()["id"] == "S/1 甲"


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(store: Store, client: httpx.Client) -> None:
    first = Layout.of([Feature("A", "parcel", shapely.box(116, 40, 116.1, 40.1), {"name": "一"})], id="tags")
    store.import_layout(first, author="me", message="")
    for url in ("/ogc/collections/tags.parcel/items", "/ogc/collections/tags.parcel/items/A"):
        got = client.get(url)
        assert not got.headers["etag"].startswith("W/")
        held = {"If-None-Match": got.headers["etag"]}
        assert client.get(url, headers=held).status_code == 304
        put = Feature("A", "parcel", shapely.box(116, 40, 116.1, 40.1), {"name": url})
        head = store.record("tags").revision
        store.save("tags", head, Edit(put=(put,)), author="me", message="")
        again = client.get(url, headers=held)
        assert again.status_code == 200 and url in again.text and again.headers["etag"] != got.headers["etag"]


@pytest.mark.parametrize(
    "query",
    [
        "nope=1", "limit=0", "limit=-1", "limit=x", "limit=%D9%A3", "limit=1&limit=2", "bbox=1,2,3", "bbox=a,b,c,d",
        "bbox=1,2,3,nan", "bbox=1,5,2,4", "bbox-crs=EPSG:9999", "crs=x", "crs=EPSG:4490;drop", "datetime=yesterday",
        "datetime=/", "datetime=", "datetime=2026-02-30", "datetime=2026-01-01T25:00:00Z",
        "datetime=2026-01-01T00:00:00", "datetime=9999-12-31T23:59:59.999999Z",
        "datetime=2026-02-01/2026-01-31", "datetime=2026-01-02/2026-01-01T23:59:59Z",
        "datetime=2026-01-01/2026-01-02/..",
        "datetime=../..", "datetime=99999-01-01", "datetime=２０２６-01-01",
        "cursor=%00", "cursor=abc", "cursor=W10", "cursor=WzFd", "cursor=bnVsbA", "sortby=modes",
        "sortby=name;drop", "sortby=", "properties=geom", "skipGeometry=1", "revision=x", "revision=-1",
        "cursor=WyJQMDEiXQ&sortby=name", "sortby=name,park,id,kind,note",
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named(client: httpx.Client, grid: Layout, query: str) -> None:
    got = client.get(f"{ITEMS}?{query}")
    assert got.status_code == 400, got.text
    assert got.headers["content-type"] == "application/problem+json"
    assert got.json()["where"] in query and got.json()["message"]["zh"] and got.json()["message"]["en"]


@pytest.mark.parametrize("id", ["grid", "grid.", ".parcel", "grid.nope", "nope.parcel", "grid%00.parcel", "格.parcel"])
def test_a_collection_that_is_not_there(client: httpx.Client, grid: Layout, id: str) -> None:
    for path in ("", "/items", "/items/A"):
        assert client.get(f"/ogc/collections/{id}{path}").status_code == 404


def test_a_limit_above_the_most_and_an_empty_collection(client: httpx.Client, grid: Layout) -> None:
    assert ask(client, limit=10**12)["numberReturned"] == 59
    empty = ask(client, "/ogc/collections/grid.zone/items")
    assert empty["features"] == [] and empty["numberMatched"] == 0
