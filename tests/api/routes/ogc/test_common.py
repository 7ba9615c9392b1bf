"""The conformance classes of OGC API Common that are declared, by the names of the standards' tests.

A test `test_core_http` is the abstract test /conf/core/http of OGC 19-072; those of `collections` are from OGC 20-024.
"""

from typing import Any

import httpx
import pytest

from geo.model import Layout

pytestmark = pytest.mark.usefixtures("grid")
COLLECTIONS = "/ogc/collections"


def listed(client: httpx.Client) -> list[dict[str, Any]]:
    answer = client.get(COLLECTIONS)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/json")
    found: list[dict[str, Any]] = answer.json()["collections"]
    return found


def test_core_http(client: httpx.Client, grid: Layout) -> None:
    declared = client.get("/ogc/conformance").json()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core" in declared
    for path in ("/ogc", "/ogc/conformance", "/ogc/api", COLLECTIONS, f"{COLLECTIONS}/{grid.id}.parcel"):
        answer = client.get(path)
        assert (answer.http_version, answer.status_code) == ("HTTP/1.1", 200)
        assert client.head(path).status_code == 200
    assert client.get("/ogc/nope").status_code == 404
    assert client.delete(COLLECTIONS).status_code == 405


def test_collections_rc_md_op(client: httpx.Client) -> None:
    assert (
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections"
        in client.get("/ogc/conformance").json()["conformsTo"]
    )
    data = [link["href"] for link in client.get("/ogc").json()["links"] if link["rel"].endswith(("data", "/data"))]
    assert any(client.get(href).json().keys() >= {"collections", "links"} for href in data)


def test_collections_rc_md_success(client: httpx.Client) -> None:
    links = client.get(COLLECTIONS).json()["links"]
    assert {"self", "alternate"} <= {link["rel"] for link in links} and all(link["type"] for link in links)
    for one in listed(client):
        assert one["id"] and one["title"] and {"self", "items"} <= {link["rel"] for link in one["links"]}
        for west, south, east, north in one.get("extent", {}).get("spatial", {}).get("bbox", []):
            assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def test_collections_src_md_op(client: httpx.Client) -> None:
    for one in listed(client):
        assert client.get(f"{COLLECTIONS}/{one['id']}").status_code == 200
    assert client.get(f"{COLLECTIONS}/nope.parcel").status_code == 404


def test_collections_src_md_success(client: httpx.Client) -> None:
    for one in listed(client):
        alone = client.get(f"{COLLECTIONS}/{one['id']}").json()
        assert {key: alone[key] for key in ("id", "title", "itemType")} == {
            key: one[key] for key in ("id", "title", "itemType")
        }
        assert alone.get("extent") == one.get("extent")
        for link in alone["links"]:
            assert link["href"].startswith("http") and link["rel"]
