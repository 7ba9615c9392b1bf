"""What is published, at addresses of its own: never a draft, always the newest publication, or one for good."""

import json
import time
from typing import Any

import httpx
import pytest
import shapely
from backports import zstd

from api.store import Store
from geo.model import Edit, Feature, Layout

SIGNED = ("zgc@2026.1", "0" * 16)
NEWEST = "/ogc/published/collections/open.parcel"
FIRST = "/ogc/publications/open/1/collections/open.parcel"
GET = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module", autouse=True)
def layouts(store: Store, grid: Layout) -> None:
    """`open` has revisions 1 (59 parcels), 2 (58), 3 (57), of which the first two are published; `draft` has none."""
    for id in ("open", "draft"):
        store.import_layout(Layout(id, grid.features, rulebook="zgc"), author="me", message="")
    store.publish("open", 1, SIGNED, author="王工", message="")
    store.save("open", 1, Edit(delete=("P01",)), author="me", message="")
    store.publish("open", 2, SIGNED, author="王工", message="")
    store.save("open", 2, Edit(delete=("P02",)), author="me", message="")


def ids(client: httpx.Client, url: str, **query: Any) -> list[str]:
    got = client.get(url, params=query)
    assert got.status_code == 200, got.text
    return [f["id"] for f in got.json()["features"]]


def hrefs(body: Any) -> list[str]:
    if isinstance(body, dict):
        return [*([body["href"]] if "href" in body else []), *hrefs(list(body.values()))]
    return [href for entry in body for href in hrefs(entry)] if isinstance(body, list) else []


def test_each_root_shows_what_it_is_of(client: httpx.Client) -> None:
    drafts = ids(client, "/ogc/collections/open.parcel/items", limit=1000)
    newest = ids(client, f"{NEWEST}/items", limit=1000)
    first = ids(client, f"{FIRST}/items", limit=1000)
    assert (len(first), len(newest), len(drafts)) == (59, 58, 57)
    assert set(first) - set(newest) == {"P01"} and set(newest) - set(drafts) == {"P02"}
    assert ids(client, "/ogc/publications/open/2/collections/open.parcel/items", limit=1000) == newest
    assert ids(client, "/ogc/collections/open.parcel/items", limit=1000, revision="published") == newest
    assert ids(client, f"{NEWEST}/items", filter="id IN ('P01', 'P02', 'P03')") == ["P02", "P03"]
    assert ids(client, f"{NEWEST}/items", limit=5000) == newest
    sequence = client.get(f"{NEWEST}/items", params={"f": "geojsonseq"}).text.split("\x1e")[1:]
    assert [json.loads(text)["id"] for text in sequence] == newest
    file = client.get(f"{NEWEST}/items", params={"f": "flatgeobuf", "limit": 1000})
    assert file.headers["ogc-numberreturned"] == "58" and "/ogc/published/" in file.headers["link"]


def test_one_feature(client: httpx.Client) -> None:
    assert client.get(f"{NEWEST}/items/P02").json()["id"] == "P02"
    assert client.get("/ogc/collections/open.parcel/items/P02").status_code == 404
    assert client.get("/ogc/collections/open.parcel/items/P02?revision=published").status_code == 200
    assert client.get(f"{NEWEST}/items/P01").status_code == 404
    assert client.get(f"{FIRST}/items/P01").status_code == 200


def test_page_by_page_within_the_root(client: httpx.Client) -> None:
    for root in (NEWEST, FIRST):
        url, found = f"{root}/items?limit=20", []
        while url:
            page = client.get(url).json()
            found += [f["id"] for f in page["features"]]
            assert page["numberMatched"] == len(ids(client, f"{root}/items", limit=1000))
            url = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
            assert all(root in link["href"] for link in page["links"])
        assert found == ids(client, f"{root}/items", limit=1000)


@pytest.mark.parametrize("root", ["/ogc/published", "/ogc/publications/open/1"])
def test_all_links_stay_within_the_root_and_lead_somewhere(client: httpx.Client, root: str) -> None:
    seen, waiting = set(), [root]
    while waiting:
        url = waiting.pop()
        got = client.get(url)
        assert got.status_code == 200, url
        seen.add(url)
        if "json" in got.headers["content-type"] and "/api" not in url:
            body, here = got.json(), str(client.base_url).rstrip("/")
            found = hrefs([body.get("links", []), body.get("collections", [])]) if isinstance(body, dict) else []
            paths = {href.removeprefix(here) for href in found if "{" not in href and "f=" not in href}
            waiting += [path for path in paths if path.startswith(root) and path not in seen and path not in waiting]
    assert any(url.endswith("open.parcel/tiles") for url in seen) and any("items" in url for url in seen)
    assert not any("draft" in url for url in seen)


def test_only_what_is_published_is_listed_as_it_was(client: httpx.Client) -> None:
    listed = {c["id"]: c for c in client.get("/ogc/published/collections").json()["collections"]}
    assert set(listed) == {"open.parcel", "open.site", "open.all", "open.findings"}
    assert listed["open.parcel"]["itemCount"] == 58 and listed["open.parcel"]["yuantu"]["revision"] == 2
    first = client.get(FIRST).json()
    assert first["itemCount"] == 59 and first["yuantu"]["publication"]["number"] == 1
    assert first["extent"]["spatial"]["bbox"][0][2] == 117.1, "P01 lay far out"
    assert listed["open.parcel"]["extent"]["spatial"]["bbox"][0][2] < 117
    by_rel = {link["rel"]: link["href"] for link in listed["open.parcel"]["links"]}
    assert by_rel["memento"].endswith("/ogc/publications/open/2/collections/open.parcel")
    assert {link["rel"]: link["href"] for link in first["links"]}["latest-version"].endswith(NEWEST)


@pytest.mark.parametrize(
    "path",
    [
        "/ogc/published/collections/draft.parcel", "/ogc/published/collections/draft.parcel/items",
        "/ogc/published/collections/draft.findings/items", "/ogc/published/collections/nope.parcel/items",
        "/ogc/published/collections/draft.parcel/tiles/WebMercatorQuad/0/0/0",
        "/ogc/published/collections/draft.parcel/queryables", "/ogc/published/collections/draft.parcel/tiles",
        "/ogc/publications/open/3/collections/open.parcel/items", "/ogc/publications/open/0/collections",
        "/ogc/publications/open/1/collections/draft.parcel/items",
        "/ogc/publications/open/1/collections/draft.parcel/tiles/WebMercatorQuad/0/0/0",
        "/ogc/collections/draft.parcel/items?revision=published",
    ],
)  # fmt: skip
def test_what_is_not_published_is_not_there(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_revision_is_not_asked_for_where_the_address_says_it(client: httpx.Client) -> None:
    got = client.get(f"{NEWEST}/items?revision=3")
    assert got.status_code == 400 and got.json()["where"] == "revision"
    assert client.get("/ogc/collections/open.parcel/items?revision=first").status_code == 400


def test_nothing_is_written_there(client: httpx.Client) -> None:
    body = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [116, 40]}}
    for method, path in (("POST", "items"), ("PUT", "items/P02"), ("PATCH", "items/P02"), ("DELETE", "items/P02")):
        assert client.request(method, f"{NEWEST}/{path}", json=body).status_code == 405
    assert client.options(f"{NEWEST}/items").headers["allow"] == "GET, HEAD, OPTIONS"
    declared = client.get("/ogc/published/conformance").json()["conformsTo"]
    assert declared and not [entry for entry in declared if "features-4" in entry]


def test_the_definition_is_of_the_root(client: httpx.Client) -> None:
    for root in ("/ogc/published", "/ogc/publications/open/1"):
        paths = client.get(f"{root}/api").json()["paths"]
        assert f"{root}/collections/{{id}}/items" in paths and all(path.startswith(root) for path in paths)
        assert {method for entry in paths.values() for method in entry} == {"get"}


def test_how_long_it_may_be_kept(client: httpx.Client) -> None:
    tile = "tiles/WebMercatorQuad/0/0/0"
    for path in ("items", tile):
        assert client.get(f"{NEWEST}/{path}").headers["cache-control"] == "public, max-age=60"
        assert "immutable" in client.get(f"{FIRST}/{path}").headers["cache-control"]
        for root in (NEWEST, FIRST):
            tag = client.get(f"{root}/{path}").headers["etag"]
            assert not tag.startswith("W/")
            assert client.get(f"{root}/{path}", headers={"If-None-Match": tag}).status_code == 304
    findings = client.get("/ogc/publications/open/1/collections/open.findings/items")
    assert findings.headers["cache-control"] == "no-cache", "the register and the day change them"
    assert client.head(f"{NEWEST}/items").status_code == 200


def test_tiles(client: httpx.Client) -> None:
    tile = "tiles/WebMercatorQuad/8/96/210"
    pinned = client.get(f"/ogc/collections/open.parcel/{tile}?revision=2", headers=GET)
    assert pinned.status_code == 200
    assert client.get(f"{NEWEST}/{tile}", headers=GET).content == pinned.content
    assert client.get(f"/ogc/collections/open.parcel/{tile}", headers=GET).content != pinned.content
    described = client.get(f"{NEWEST}/tiles/WebMercatorQuad?f=tilejson").json()
    assert "/ogc/published/" in described["tiles"][0] and "revision" not in described["tiles"][0]
    asked = client.get("/ogc/collections/open.parcel/tiles/WebMercatorQuad?f=tilejson&revision=published").json()
    assert asked["tiles"][0].endswith("?revision=published")


def test_findings_are_those_of_the_publication(client: httpx.Client, store: Store) -> None:
    over = Feature("OVER", "parcel", shapely.box(116.03, 40.0, 116.04, 40.006), {})
    head = store.record("open").revision
    store.save("open", head, Edit(put=(over,)), author="me", message="")
    query = {"subjects": "OVER", "limit": 1000}
    assert ids(client, "/ogc/collections/open.findings/items", **query)
    assert not ids(client, "/ogc/published/collections/open.findings/items", **query)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_an_answer_is_kept_packed_and_never_stale(client: httpx.Client, store: Store, coding: str) -> None:
    id = f"kept-{coding}"
    store.import_layout(Layout(id, store.layout("grid").features, rulebook="zgc"), author="me", message="")
    store.publish(id, 1, SIGNED, author="王工", message="")
    for url in (
        f"/ogc/published/collections/{id}.parcel/items?limit=1000",
        f"/ogc/published/collections/{id}.all/tiles/WebMercatorQuad/8/96/210",
    ):
        plain = client.get(url, headers=GET)
        quick = client.get(url, headers={"Accept-Encoding": coding})
        sizes = [int(quick.headers["content-length"])]
        until = time.monotonic() + 30
        while len(set(sizes)) < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
            kept = client.get(url, headers={"Accept-Encoding": coding})
            sizes.append(int(kept.headers["content-length"]))
        assert min(sizes) == sizes[-1]
        for answer in (quick, kept):
            said = zstd.decompress(answer.content) if coding == "zstd" else answer.content
            assert said == plain.content
            assert answer.headers["content-encoding"] == coding and "Accept-Encoding" in answer.headers["vary"]
            assert answer.headers["etag"] == quick.headers["etag"] != plain.headers["etag"]
            assert answer.headers["content-type"] == plain.headers["content-type"]
    items = f"/ogc/published/collections/{id}.parcel/items?limit=1000"
    before = ids(client, items)
    store.save(id, 1, Edit(delete=("P05",)), author="me", message="")
    assert ids(client, items) == before
    store.publish(id, 2, SIGNED, author="王工", message="")
    assert ids(client, items) == [one for one in before if one != "P05"]


def test_as_a_page(client: httpx.Client) -> None:
    for _ in range(2):
        got = client.get(f"{NEWEST}/items", headers={"Accept": "text/html", "Accept-Encoding": "br"})
        assert got.headers["content-type"].startswith("text/html")
        assert '<base href="../../../../">' in got.text and '"id":"P02"' in got.text
