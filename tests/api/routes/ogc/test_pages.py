"""Pages of /ogc for people: the JSON answer inside of one built file, with its own status, tag and base address."""

import json
import re
from typing import Any

import httpx
import pytest
import shapely

from api.settings import Settings
from api.store import Store
from geo.model import Edit, Feature, Layout
from tests.api.conftest import serving
from tests.api.routes.ogc.test_negotiation import BROWSER

ITEMS = "/ogc/collections/grid.parcel/items"
AT = shapely.Point(116, 40)


def page(client: httpx.Client, url: str, status: int = 200, accept: str = BROWSER) -> Any:
    """What a page holds."""
    got = client.get(url, headers={"Accept": accept})
    assert got.status_code == status, got.text
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    found = re.search(r'<script type="application/json" id="answer" data-status="(\d+)">(.*)</script></body>', got.text)
    assert found is not None and int(found[1]) == status
    return json.loads(found[2])


@pytest.mark.parametrize(
    "path", ["", "/conformance", "/api", "/collections", "/collections/grid.parcel", "/collections/grid.all/items"]
)
def test_a_page_holds_what_a_program_gets(client: httpx.Client, grid: Layout, path: str) -> None:
    plain = client.get(f"/ogc{path}").json()
    assert page(client, f"/ogc{path}") == plain
    assert page(client, f"/ogc{path}?f=html", accept="*/*") == plain


@pytest.mark.parametrize(
    ("url", "root"),
    [("/ogc", "./"), (ITEMS, "../../../"), ("/ogc/collections/grid.site/items/S%2F1%20%E7%94%B2", "../../../../")],
)
def test_a_page_knows_where_the_application_begins_and_leads_to_its_json(
    client: httpx.Client, grid: Layout, url: str, root: str
) -> None:
    text = client.get(f"{url}?f=html").text
    assert f'<head><base href="{root}">' in text
    noscript = re.search(r'<noscript>.*?href="([^"]+)"', text)
    assert noscript is not None and client.get(noscript[1]).json()


def test_problems_are_readable_pages_with_their_status(client: httpx.Client, grid: Layout) -> None:
    assert "nope.parcel" in page(client, "/ogc/collections/nope.parcel", 404)["message"]["zh"]
    assert page(client, f"{ITEMS}?bbox=1,2,3", 400)["where"] == "bbox"
    assert page(client, f"{ITEMS}?f=gml", 400)["where"] == "f"
    assert "html" in page(client, f"{ITEMS}?f=gml", 400)["message"]["en"]
    assert page(client, "/ogc/nope", 404)["message"]["en"] == "there is nothing at this address"
    assert page(client, f"/ogc/collections/grid.all/nope/{'x' * 2000}?f=html", 404, accept="*/*")["status"] == 404
    for accept in ("*/*", "application/json"):
        lost = client.get("/ogc/nope", headers={"Accept": accept})
        assert lost.status_code == 404 and lost.headers["content-type"] == "application/problem+json"
    program = client.get(f"{ITEMS}?f=gml")
    assert program.status_code == 400 and program.headers["content-type"] == "application/problem+json"


def test_markup_in_a_name_stays_text(store: Store, client: httpx.Client) -> None:
    name = "</script><script>alert(1)</script><!--"
    layout = Layout.of([Feature("A", "site", AT, {"name": name})], id="markup")
    store.import_layout(layout, author="me", message="")
    url = "/ogc/collections/markup.site/items"
    assert page(client, url)["features"][0]["properties"]["name"] == name
    assert client.get(f"{url}?f=html").text.count("<script") == 1
    address = client.get('/ogc/collections/"><script>/items?f=html').text
    assert address.count("<script") == 1


def test_a_page_is_kept_until_what_it_shows_changes(store: Store, client: httpx.Client) -> None:
    layout = Layout.of([Feature("A", "site", AT, {"name": "一"})], id="kept")
    store.import_layout(layout, author="me", message="")
    url = "/ogc/collections/kept.site/items"
    html, plain = client.get(url, headers={"Accept": BROWSER}), client.get(url)
    assert html.headers["etag"] != plain.headers["etag"] and html.headers["cache-control"] == "no-cache"
    assert "Accept" in html.headers["vary"] and "Accept" in plain.headers["vary"]
    held = {"Accept": BROWSER, "If-None-Match": html.headers["etag"]}
    again = client.get(url, headers=held)
    assert again.status_code == 304 and again.headers["etag"] == html.headers["etag"] and not again.content
    # A browser that holds the JSON gets the page all the same.
    other = client.get(url, headers={"Accept": BROWSER, "If-None-Match": plain.headers["etag"]})
    assert other.status_code == 200 and "<html" in other.text
    put = Feature("A", "site", AT, {"name": "二"})
    store.save("kept", 1, Edit(put=(put,)), author="me", message="")
    assert client.get(url, headers=held).status_code == 200
    pinned = client.get(f"{url}?revision=1", headers={"Accept": BROWSER})
    assert "immutable" not in pinned.headers["cache-control"]


def test_no_page_lists_more_than_people_read(client: httpx.Client, grid: Layout) -> None:
    shown = page(client, f"{ITEMS}?limit=99999")
    assert next(link["href"] for link in shown["links"] if link["rel"] == "self").endswith("limit=1000")
    assert page(client, f"{ITEMS}?limit=7")["numberReturned"] == 7
    assert page(client, f"{ITEMS}?limit=x", 400)["where"] == "limit"


def test_without_the_built_page_people_learn_how_to_build_it_and_programs_work(
    store: Store, grid: Layout, tmp_path: Any
) -> None:
    with serving(store, Settings(database_url=None, web=tmp_path)) as client:
        assert client.get("/ogc", headers={"Accept": BROWSER}).status_code == 503
        assert client.get("/ogc").json()["links"]
