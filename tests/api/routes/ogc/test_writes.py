"""Writes of the OGC API: checked before they land, one revision each, never over what somebody else wrote."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pyproj
import pytest

from api.store import Store
from geo.model import Layout

ITEMS = "/ogc/collections/w.parcel/items"


def square(west: float, south: float, size: float = 0.004) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def body(id: str | None, west: float = 116.5, **properties: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "Feature", "geometry": square(west, 40.5), "properties": properties}
    return said if id is None else said | {"id": id}


@pytest.fixture(autouse=True)
def layout(store: Store, grid: Layout) -> None:
    """The grid again, as it was, under its own name."""
    store.import_layout(Layout("w", grid.features, rulebook="zgc"), author="me", message="again")


def ids(client: httpx.Client) -> set[str]:
    return {f["id"] for f in client.get(ITEMS, params={"limit": 1000}).json()["features"]}


def tag(client: httpx.Client, id: str) -> dict[str, str]:
    return {"If-Match": client.get(f"{ITEMS}/{id}").headers["etag"]}


def test_a_new_feature_has_an_address_a_tag_and_what_it_changes_among_the_findings(client: httpx.Client) -> None:
    got = client.post(ITEMS, json=body("N1", name="新"), params={"author": "李工", "message": "新增"})
    assert got.status_code == 201, got.text
    assert got.json()["findings"].keys() == {"added", "resolved", "changed", "gone"}
    stored = client.get(got.headers["location"])
    assert stored.json()["properties"]["name"] == "新" and stored.json()["properties"]["kind"] == "parcel"
    assert stored.headers["etag"] == got.headers["etag"]
    newest = client.get("/api/layouts/w/revisions").json()[0]
    assert (newest["author"], newest["message"], newest["put"]) == ("李工", "新增", 1)


def test_one_without_an_id_is_given_one_and_a_taken_id_is_refused(client: httpx.Client) -> None:
    got = client.post(ITEMS, json=body(None))
    assert got.status_code == 201 and client.get(got.headers["location"]).status_code == 200
    again = client.post(ITEMS, json=body("P05"))
    assert again.status_code == 409 and again.json()["where"] == "id"


def test_what_breaks_a_rule_is_refused_with_the_findings_unless_it_is_wanted(client: httpx.Client) -> None:
    before = ids(client)
    over = body("N2") | {"geometry": square(116.052, 40.002)}
    tried = client.post(ITEMS, json=over, params={"dry_run": "true"})
    assert tried.status_code == 200 and {f["rule"] for f in tried.json()["findings"]["added"]} & {"GEO002"}
    refused = client.post(ITEMS, json=over)
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    found = refused.json()["findings"]
    assert any(f["rule"] == "GEO002" and set(f["subjects"]) == {"N2", "P05"} for f in found)
    assert all(f["severity"] == "error" and f["message"]["en"] for f in found)
    assert ids(client) == before
    assert client.post(ITEMS, json=over, params={"refuse": "none"}).status_code == 201
    assert ids(client) == before | {"N2"}


def test_old_faults_do_not_stand_in_the_way(client: httpx.Client) -> None:
    over = body("N3") | {"geometry": square(116.052, 40.002)}
    assert client.post(ITEMS, json=over, params={"refuse": "none"}).status_code == 201
    patch = {"properties": {"note": "说明"}}
    assert client.patch(f"{ITEMS}/N3", json=patch, headers=tag(client, "N3")).status_code == 200


def test_replace_leaves_nothing_and_update_leaves_the_rest(client: httpx.Client) -> None:
    held = tag(client, "P05")
    got = client.patch(f"{ITEMS}/P05", json={"properties": {"name": "改", "park": None}}, headers=held)
    assert got.status_code == 200, got.text
    now = client.get(f"{ITEMS}/P05").json()
    assert now["properties"]["name"] == "改" and now["properties"]["park"] is None
    assert now["properties"]["modes"] == ["甲", "乙"] and now["geometry"]["type"] == "MultiPolygon"
    kept = now["geometry"]
    new = {"type": "Feature", "geometry": kept, "properties": {"lot": "L1"}}
    got = client.put(f"{ITEMS}/P05", json=new, headers=tag(client, "P05"))
    assert got.status_code == 200, got.text
    now = client.get(f"{ITEMS}/P05").json()
    assert now["properties"]["lot"] == "L1" and now["properties"]["name"] is None and now["geometry"] == kept


def test_a_delete_is_a_revision_and_the_past_remains(client: httpx.Client, store: Store) -> None:
    before = store.record("w").revision
    assert client.delete(f"{ITEMS}/P05", headers=tag(client, "P05")).status_code == 200
    assert client.get(f"{ITEMS}/P05").status_code == 404
    assert client.get(f"{ITEMS}/P05", params={"revision": before}).status_code == 200
    assert client.delete(f"{ITEMS}/P05", headers={"If-Match": "*"}).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_nobody_overwrites_what_they_have_not_seen(client: httpx.Client, method: str) -> None:
    url = f"{ITEMS}/P07"
    whole = client.get(url).json() | {"properties": {"name": "乙"}}
    sent: dict[str, Any] = {} if method == "DELETE" else {"json": whole}
    assert client.request(method, url, **sent).status_code == 428
    held = tag(client, "P07")
    assert client.patch(url, json={"properties": {"name": "甲"}}, headers=held).status_code == 200
    late = client.request(method, url, headers=held, **sent)
    assert late.status_code == 412, late.text
    assert client.get(url).headers["etag"] in late.json()["detail"]
    assert client.get(url).json()["properties"]["name"] == "甲"


def test_writers_of_different_features_never_lose_a_write(client: httpx.Client, store: Store) -> None:
    before = store.record("w").revision
    headers = {f"P{n:02d}": tag(client, f"P{n:02d}") for n in range(10, 26)}

    def change(id: str) -> int:
        return client.patch(f"{ITEMS}/{id}", json={"properties": {"note": id}}, headers=headers[id]).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(change, headers)) == {200}
    assert store.record("w").revision == before + len(headers)
    said = {f["id"]: f["properties"]["note"] for f in client.get(ITEMS, params={"limit": 1000}).json()["features"]}
    assert all(said[id] == id for id in headers)


def test_coordinates_come_in_any_system(client: httpx.Client) -> None:
    to = pyproj.Transformer.from_crs(4490, 4548)
    ring = [list(to.transform(lat, lon)) for lon, lat in square(116.6, 40.6)["coordinates"][0]]
    sent = body("N5") | {"geometry": {"type": "Polygon", "coordinates": [ring]}}
    headers = {"Content-Crs": "<http://www.opengis.net/def/crs/EPSG/0/4548>"}
    assert client.post(ITEMS, json=sent, headers=headers).status_code == 201
    got = client.get(f"{ITEMS}/N5").json()["geometry"]["coordinates"][0][0]
    for (lon, lat), (x, y) in zip(square(116.6, 40.6)["coordinates"][0], got, strict=True):
        assert (lon, lat) == pytest.approx((x, y), abs=1e-9)


def test_preferences(client: httpx.Client) -> None:
    url = f"{ITEMS}/P08"
    short = {"Prefer": "return=minimal"} | tag(client, "P08")
    got = client.patch(url, json={"properties": {"name": "短"}}, headers=short)
    assert got.status_code == 204 and got.content == b"" and got.headers["preference-applied"] == "return=minimal"
    long = {"Prefer": "return=representation"} | tag(client, "P08")
    got = client.patch(url, json={"properties": {"name": "长"}}, headers=long)
    assert got.json()["properties"]["name"] == "长" and got.headers["content-type"] == "application/geo+json"
    options = client.options(url)
    assert options.status_code == 204 and {"PUT", "PATCH", "DELETE"} <= set(options.headers["allow"].split(", "))
    assert "POST" in client.options(ITEMS).headers["allow"]


@pytest.mark.parametrize(
    ("sent", "status", "where"),
    [
        (b"", 400, None),
        (b"[]", 422, None),
        (b'{"type":"Feature"}', 422, None),
        (b'{"type":"Feature","geometry":null,"properties":{}}', 422, None),
        (b'{"type":"Feature","id":"x","geometry":{"type":"Point","coordinates":[116,40]},"properties":{}}', 422, None),
        (b'{"type":"Feature","id":"x","geometry":{"type":"Polygon","coordinates":[1]},"properties":{}}', 422, None),
        (b'{"type":"Feature","id":"x","geometry":null,"properties":{"kind":"park"}}', 422, "kind"),
        (b'{"type":"Feature","id":{"a":1},"geometry":null,"properties":{}}', 422, "features[0].id"),
    ],
)
def test_a_wrong_body_is_a_sentence(client: httpx.Client, sent: bytes, status: int, where: str | None) -> None:
    got = client.post(ITEMS, content=sent)
    assert got.status_code == status, got.text
    assert where is None or got.json()["where"] == where
    assert got.json()["message"]["zh"] and got.json()["message"]["en"]


@pytest.mark.parametrize("query", ["refuse=x", "dry_run=1", "nope=1", "author=%00", "message=" + "x" * 2001])
def test_a_wrong_parameter_is_named(client: httpx.Client, query: str) -> None:
    got = client.post(f"{ITEMS}?{query}", json=body("N9"))
    assert got.status_code == 400 and got.json()["where"] in query


def test_findings_cannot_be_written(client: httpx.Client) -> None:
    assert client.post("/ogc/collections/w.findings/items", json=body("N9")).status_code == 405
    assert client.post("/ogc/collections/nope.parcel/items", json=body("N9")).status_code == 404
    bad = {"Content-Crs": "<http://www.opengis.net/def/crs/EPSG/0/9999>"}
    assert client.post(ITEMS, json=body("N9"), headers=bad).status_code == 400
