"""Where a client begins: every link leads to what it promises."""

import httpx

from geo.model import Layout


def test_every_link_leads_to_what_it_promises(client: httpx.Client, grid: Layout) -> None:
    seen: set[str] = set()
    waiting = ["/ogc", "/ogc/collections", "/ogc/collections/grid.parcel", "/ogc/collections/grid.parcel/items?limit=5"]
    while waiting:
        got = client.get(waiting.pop())
        assert got.status_code == 200, got.url
        for link in got.json().get("links", []):
            if link["type"] != "text/html" and link["href"] not in seen:
                seen.add(link["href"])
                answer = client.get(link["href"])
                assert answer.status_code == 200
                assert answer.headers["content-type"].split(";")[0] == link["type"].split(";")[0]
                if link["rel"] in ("data", "next"):
                    waiting.append(link["href"])
    assert len(seen) >= 15


def test_collections_say_where_they_lie_and_how_many_there_are(client: httpx.Client, grid: Layout) -> None:
    found = {c["id"]: c for c in client.get("/ogc/collections").json()["collections"]}
    assert {"grid.parcel", "grid.site", "grid.all", "grid.findings"} <= set(found)
    parcels = found["grid.parcel"]
    assert parcels["itemCount"] == 59 and found["grid.all"]["itemCount"] == 60
    assert parcels["extent"]["spatial"]["bbox"] == [[116, 40, 117.1, 41.1]]
    assert parcels["storageCrs"].endswith("4490") and parcels["storageCrs"] in parcels["crs"]
    assert "地块" in parcels["title"] and "Parcel" in parcels["title"]
    assert client.get("/ogc/collections/grid.parcel").json() == parcels


def test_conformance_and_definition(client: httpx.Client, grid: Layout) -> None:
    classes = client.get("/ogc/conformance").json()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in classes
    paths = client.get("/ogc/api").json()["paths"]
    assert "/ogc/collections/{id}/items" in paths and all(path.startswith("/ogc") for path in paths)
