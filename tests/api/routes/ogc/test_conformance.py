"""Every conformance class of Features Parts 1, 2 and 4 that is declared, by the names of the standard's tests.

A test `test_core_fc_limit_response` is the abstract test /conf/core/fc-limit-response of OGC 17-069r4; those of `crs`
are from OGC 18-058r1, the others from OGC 20-002.
"""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.store import Store
from geo.model import Layout

SPEC = "http://www.opengis.net/spec/ogcapi-features-"
ITEMS = "/ogc/collections/grid.parcel/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@pytest.fixture(autouse=True)
def laid(grid: Layout) -> None:
    """Every test has the grid."""


def json_of(client: httpx.Client, url: str, **query: Any) -> dict[str, Any]:
    got = client.get(url, params={name.replace("_", "-"): value for name, value in query.items()})
    assert got.status_code == 200, got.text
    found: dict[str, Any] = got.json()
    return found


def rels(answer: dict[str, Any]) -> set[str]:
    return {link["rel"] for link in answer["links"]}


def operation(client: httpx.Client, path: str, method: str = "get") -> dict[str, Any]:
    found: dict[str, Any] = json_of(client, "/ogc/api")["paths"][path][method]
    return found


def parameter(client: httpx.Client, name: str) -> dict[str, Any]:
    said = operation(client, "/ogc/collections/{id}/items")["parameters"]
    found: dict[str, Any] = next(entry for entry in said if entry["name"] == name)
    return found


def every_collection(client: httpx.Client) -> Iterator[dict[str, Any]]:
    yield from json_of(client, "/ogc/collections")["collections"]


def test_core_http(client: httpx.Client) -> None:
    assert client.get("/ogc").http_version == "HTTP/1.1"
    for url in ("/ogc", ITEMS, f"{ITEMS}/P05"):
        head, whole = client.head(url), client.get(url)
        assert head.status_code == 200 and head.content == b"" and head.headers["etag"] == whole.headers["etag"]
    assert client.head(f"{ITEMS}/nope").status_code == 404


def test_core_root_op_and_success(client: httpx.Client) -> None:
    landing = json_of(client, "/ogc")
    assert {"service-desc", "service-doc", "conformance", "data", "self", "alternate"} <= rels(landing)


def test_core_api_definition_op_and_success(client: httpx.Client) -> None:
    named = next(link for link in json_of(client, "/ogc")["links"] if link["rel"] == "service-desc")
    got = client.get(named["href"])
    assert got.status_code == 200 and got.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    assert got.json()["openapi"].startswith("3.0.")


def test_core_conformance_op_and_success(client: httpx.Client) -> None:
    declared = json_of(client, "/ogc/conformance")["conformsTo"]
    assert {f"{SPEC}1/1.0/conf/{name}" for name in ("core", "oas30", "geojson", "html")} <= set(declared)
    assert f"{SPEC}2/1.0/conf/crs" in declared and len(declared) == len(set(declared))


def test_core_fc_md_op_success_and_links(client: httpx.Client) -> None:
    answer = json_of(client, "/ogc/collections")
    assert {"self", "alternate"} <= rels(answer)
    assert all(link["rel"] and link["type"] for link in answer["links"])


def test_core_fc_md_items_and_their_links(client: httpx.Client) -> None:
    for one in every_collection(client):
        items = [link for link in one["links"] if link["rel"] == "items"]
        assert one["id"] and {"application/geo+json", "text/html"} <= {link["type"] for link in items}


def test_core_fc_md_extent(client: httpx.Client) -> None:
    for one in every_collection(client):
        west, south, east, north = one["extent"]["spatial"]["bbox"][0]
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def test_core_sfc_md_op_and_success(client: httpx.Client) -> None:
    for one in every_collection(client):
        assert json_of(client, f"/ogc/collections/{one['id']}") == one


def test_core_fc_op_and_response(client: httpx.Client) -> None:
    for one in every_collection(client):
        answer = json_of(client, f"/ogc/collections/{one['id']}/items")
        assert answer["type"] == "FeatureCollection" and {"self", "alternate"} <= rels(answer)


def test_core_fc_bbox_definition(client: httpx.Client) -> None:
    said = parameter(client, "bbox")
    assert said["in"] == "query" and not said["required"] and said["style"] == "form" and said["explode"] is False
    assert said["schema"]["type"] == "array" and said["schema"]["items"]["type"] == "number"


def test_core_fc_bbox_response(client: httpx.Client) -> None:
    box = json_of(client, ITEMS, bbox="116,40,116.009,40.009", limit=100)
    assert {f["id"] for f in box["features"]} == set()
    box = json_of(client, ITEMS, bbox="116.02,40,116.029,40.009", limit=100)
    assert {f["id"] for f in box["features"]} == {"P02"}
    heights = json_of(client, ITEMS, bbox="116.02,40,-1,116.029,40.009,1", limit=100)
    assert heights["features"] == box["features"]


def test_core_fc_limit_definition(client: httpx.Client) -> None:
    schema = parameter(client, "limit")["schema"]
    assert schema["type"] == "integer" and schema["minimum"] == 1 and schema["default"] <= schema["maximum"]


def test_core_fc_limit_response(client: httpx.Client) -> None:
    for limit in (1, 7, 100):
        assert len(json_of(client, ITEMS, limit=limit)["features"]) == min(limit, 59)


def test_core_fc_time_definition_and_response(client: httpx.Client) -> None:
    assert parameter(client, "datetime")["schema"]["type"] == "string"
    for time in (
        "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01/2026-02-01", "../2026-01-01", "2026-01-01/..", "/2026-01-01",
        "2026-01-01/2026-01-01", "2026-01-01T08:00:00+08:00/2026-01-01t00:00:00.123456789z", "2016-12-31T23:59:60Z",
        "0001-01-01/9999-12-31",
    ):  # fmt: skip
        assert json_of(client, ITEMS, datetime=time)["numberMatched"] == 59


def test_core_fc_links_and_rel_type(client: httpx.Client) -> None:
    first = json_of(client, ITEMS, limit=10)
    assert {"self", "alternate", "next"} <= rels(first)
    assert all(link["type"] for link in first["links"])
    assert "next" not in rels(json_of(client, ITEMS, limit=100))


def test_core_fc_number_matched_and_returned(client: httpx.Client) -> None:
    answer = json_of(client, ITEMS, limit=10)
    assert answer["numberReturned"] == len(answer["features"]) == 10 and answer["numberMatched"] == 59


def test_core_f_op_success_and_links(client: httpx.Client) -> None:
    for feature in json_of(client, ITEMS, limit=5)["features"]:
        one = json_of(client, f"{ITEMS}/{feature['id']}")
        assert {name: one[name] for name in feature} == feature
        assert {"self", "alternate", "collection"} <= rels(one)


def test_core_query_param_unknown_and_invalid(client: httpx.Client) -> None:
    for query in ("nope=1", "limit=x", "bbox=1", "datetime=x"):
        assert client.get(f"{ITEMS}?{query}").status_code == 400


def test_geojson_definition_and_content(client: httpx.Client) -> None:
    got = client.get(ITEMS, headers={"Accept": "application/geo+json"})
    assert got.headers["content-type"] == "application/geo+json"
    for feature in got.json()["features"]:
        assert feature["type"] == "Feature" and feature["geometry"]["type"] == "MultiPolygon"
    assert "application/geo+json" in operation(client, "/ogc/collections/{id}/items")["responses"]["200"]["content"]


@pytest.mark.parametrize(
    "url", ["/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/grid.parcel", ITEMS, f"{ITEMS}/P05"]
)
def test_html_definition_and_content(client: httpx.Client, url: str) -> None:
    for got in (client.get(url, headers={"Accept": "text/html"}), client.get(url, params={"f": "html"})):
        assert got.headers["content-type"].startswith("text/html"), url


PUBLISHED = "/ogc/published"


def test_oas30_completeness(client: httpx.Client) -> None:
    paths = json_of(client, "/ogc/api")["paths"]
    for link in json_of(client, "/ogc")["links"]:
        path = re.sub(r"^https?://[^/]+", "", link["href"]).partition("?")[0]
        assert path in paths or path == PUBLISHED, "an API with a definition of its own"
    of_published = {path.replace(PUBLISHED, "/ogc", 1) for path in json_of(client, f"{PUBLISHED}/api")["paths"]}
    assert of_published and of_published <= paths.keys()
    assert all("200" in entry["responses"] for methods in paths.values() for entry in methods.values())


def test_oas30_exceptions_codes(client: httpx.Client) -> None:
    responses = operation(client, "/ogc/collections/{id}/items")["responses"]
    assert {"200", "400", "404", "406"} <= set(responses)
    assert client.get("/ogc/collections/nope.parcel/items").status_code == 404
    assert client.get(ITEMS, headers={"Accept": "image/png"}).status_code == 406


def test_crs_fc_md_crs_list_and_storage_crs(client: httpx.Client) -> None:
    for one in every_collection(client):
        assert one["crs"][0] == CRS84 and one["storageCrs"] in one["crs"]
        assert {f"{EPSG}{n}" for n in (4326, 4490, 4547, 4548, 4549, 3857)} < set(one["crs"])


def test_crs_definitions(client: httpx.Client) -> None:
    for name in ("crs", "bbox-crs"):
        said = parameter(client, name)
        assert said["in"] == "query" and said["schema"]["format"] == "uri" and said["schema"]["default"] == CRS84


def test_crs_valid_value_default_value_and_header(client: httpx.Client) -> None:
    assert client.get(ITEMS).headers["content-crs"] == f"<{CRS84}>"
    assert client.get(f"{ITEMS}/P05").headers["content-crs"] == f"<{CRS84}>"
    for uri in json_of(client, "/ogc/collections/grid.parcel")["crs"]:
        assert client.get(ITEMS, params={"crs": uri}).headers["content-crs"] == f"<{uri}>"
        assert client.get(f"{ITEMS}/P05", params={"crs": uri}).headers["content-crs"] == f"<{uri}>"
    for name in ("crs", "bbox-crs"):
        got = client.get(ITEMS, params={name: f"{EPSG}9999", "bbox": "1,1,2,2"})
        assert got.status_code == 400 and got.json()["where"] == name


def test_crs_bbox_crs_action(client: httpx.Client) -> None:
    plain = json_of(client, ITEMS, bbox="116.02,40.01,116.05,40.03", limit=100)["features"]
    turned = json_of(client, ITEMS, bbox="40.01,116.02,40.03,116.05", bbox_crs=f"{EPSG}4326", limit=100)["features"]
    assert plain == turned and len(plain) > 3


def test_create_replace_delete_methods(client: httpx.Client, store: Store, grid: Layout) -> None:
    store.import_layout(Layout("crud", grid.features, rulebook="zgc"), author="me", message="")
    items = "/ogc/collections/crud.parcel/items"
    assert "POST" in client.options(items).headers["allow"]
    feature = json_of(client, f"{items}/P05")
    del feature["links"]
    away = {"type": "Polygon", "coordinates": [[[116.5, 40.5], [116.51, 40.5], [116.51, 40.51], [116.5, 40.5]]]}
    new = feature | {"id": "C1", "geometry": away, "properties": {"name": "一"}}
    made = client.post(items, json=new)
    assert made.status_code == 201 and made.headers["location"].endswith("/C1")
    address = made.headers["location"]
    assert {"PUT", "DELETE", "PATCH"} <= set(client.options(address).headers["allow"].split(", "))
    put = client.put(address, json=new | {"properties": {"name": "二"}}, headers={"If-Match": made.headers["etag"]})
    assert put.status_code == 200 and client.get(address).json()["properties"]["name"] == "二"
    stale = client.delete(address, headers={"If-Match": made.headers["etag"]})
    assert stale.status_code == 412
    assert client.delete(address, headers={"If-Match": put.headers["etag"]}).status_code == 200
    assert client.get(address).status_code == 404
