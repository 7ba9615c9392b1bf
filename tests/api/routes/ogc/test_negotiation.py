"""Which encoding an answer has: `f` before `Accept`, weights honoured, and a wish that cannot be met is told so."""

import httpx
import pytest

from api.routes.ogc.formats import GEOJSON, HTML, JSON, OPENAPI, Encoding, best, offered
from geo.model import Layout

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("*/*", GEOJSON),
        ("", GEOJSON),
        (BROWSER, HTML),
        ("text/html", HTML),
        ("text/*", HTML),
        ("application/*", GEOJSON),
        ("application/json", GEOJSON),
        ("application/geo+json;profile=x, */*;q=0.1", GEOJSON),
        ("text/html, */*", HTML),
        ("text/html;q=0.5, application/json;q=0.4", HTML),
        ("text/html;q=0.4, application/json;q=0.5", GEOJSON),
        ("text/html, application/geo+json", GEOJSON),
        ("TEXT/HTML ; Q=1", HTML),
        ("application/geo+json;q=0, application/json;q=0, */*", HTML),
        ("*/*;q=0.1, text/html;q=0", GEOJSON),
        ("application/xml", None),
        ("text/html;q=0", None),
        ("text/html;q=two", None),
        ("*/*;q=0", None),
    ],
)
def test_an_accept_header_is_weighed(accept: str, encoding: Encoding | None) -> None:
    assert best(accept, (GEOJSON, HTML)) is encoding


def test_gdals_wish_for_the_definition() -> None:
    accept = "application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json"
    assert best(accept, (OPENAPI, HTML)) is OPENAPI
    assert best("application/xml, application/json;q=0.2", (JSON, HTML)) is JSON


@pytest.mark.parametrize("path", ["", "/conformance", "/api", "/collections", "/collections/grid.parcel/items/P01"])
def test_f_goes_before_accept_and_accept_is_told_to_have_decided(client: httpx.Client, grid: Layout, path: str) -> None:
    got = client.get(f"/ogc{path}?f=json", headers={"Accept": "text/html"})
    assert got.status_code == 200 and "json" in got.headers["content-type"] and got.json()
    assert "Accept" not in got.headers.get("vary", "").split(", ")
    plain = client.get(f"/ogc{path}")
    assert plain.json() and "Accept" in plain.headers["vary"].split(", ")


def test_a_wish_that_cannot_be_met(client: httpx.Client, grid: Layout) -> None:
    unknown = client.get("/ogc/collections/grid.parcel/items?f=gml")
    assert unknown.status_code == 400 and unknown.json()["where"] == "f" and "json" in unknown.json()["message"]["en"]
    refused = client.get("/ogc/collections", headers={"Accept": "application/xml"})
    assert refused.status_code == 406 and "application/json" in refused.json()["detail"]
    assert refused.headers["content-type"] == "application/problem+json" and "Accept" in refused.headers["vary"]


def test_the_document_names_every_encoding_of_the_items(client: httpx.Client) -> None:
    said = client.get("/ogc/api").json()["paths"]["/ogc/collections/{id}/items"]["get"]
    assert set(said["responses"]["200"]["content"]) == {
        "application/geo+json", "application/fg+json", "application/geo+json-seq", "application/vnd.apache.parquet",
        "application/flatgeobuf", "text/html",
    }  # fmt: skip
    f = next(parameter for parameter in said["parameters"] if parameter["name"] == "f")
    assert f["schema"]["enum"] == ["json", "jsonfg", "geojsonseq", "geoparquet", "flatgeobuf", "html"]


def test_the_document_names_the_encodings_of_every_resource(client: httpx.Client) -> None:
    for path, methods in client.get("/ogc/api").json()["paths"].items():
        encodings = offered(path.replace("{tileMatrixSetId}", "WebMercatorQuad"))
        assert encodings, path
        if len(encodings) > 1:
            content = methods["get"]["responses"]["200"]["content"]
            assert {encoding.media for encoding in encodings} <= set(content), path
