"""What readers get: layouts, revisions, features, reports, districts, rulebook, sheet, health."""

from typing import Any

import httpx
import numpy as np
import orjson
import pytest
import shapely

from api.store import Store
from geo import measure
from geo.exchange import geojson
from geo.model import Layout
from geo.rulebook import Rulebook

FEATURES = "/api/layouts/zgc-2020/features"


def test_health(client: httpx.Client) -> None:
    body = client.get("/healthz").json()
    assert body["status"] == "ok" and body["postgis"].startswith("3.") and body["layouts"] >= 2
    assert body["version"]


def test_layouts_come_with_their_summaries(client: httpx.Client) -> None:
    layouts = {layout["id"]: layout for layout in client.get("/api/layouts").json()}
    reference, practice = layouts["zgc-2020"], layouts["practice-draft"]
    assert reference["summary"]["error"] == 0 and reference["summary"]["waived"] == 2
    assert reference["schematic"] and "示意" in reference["notice"]["zh"]
    assert practice["summary"]["error"] > 0
    assert client.get("/api/layouts/zgc-2020").json() == reference
    (revision,) = client.get("/api/layouts/zgc-2020/revisions").json()
    assert revision["revision"] == 1 and revision["put"] == reference["features"]


def test_features_are_the_shipped_ones_bit_for_bit(client: httpx.Client, reference: Layout) -> None:
    answer = client.get(FEATURES)
    assert answer.headers["content-type"] == "application/geo+json"
    body = answer.json()
    assert body["yuantu"]["layout"] == "zgc-2020" and body["yuantu"]["revision"] == 1
    assert "示意" in body["yuantu"]["notice"]["zh"]
    got = geojson.loads(answer.content)
    assert got.features["id"].tolist() == reference.features["id"].tolist()
    same = shapely.equals_exact(got.features.geometry, _multi(reference), tolerance=0)
    assert same.all()


def _multi(layout: Layout) -> Any:
    from api.store.entry import multipolygons

    return multipolygons(layout.features.geometry)


def test_every_feature_carries_its_measured_area(client: httpx.Client, reference: Layout, book: Rulebook) -> None:
    area_m2 = measure.area_m2(book.frame.project(np.asarray(reference.features.geometry, dtype=object)))
    wanted = dict(zip(reference.features["id"], map(measure.km2, area_m2), strict=True))
    features = client.get(FEATURES).json()["features"]
    assert {f["id"]: f["properties"]["area_km2"] for f in features} == wanted
    parks = [f["properties"]["area_km2"] for f in features if f["properties"]["kind"] == "park"]
    assert sum(parks) == pytest.approx(488.0, abs=0.001)


def test_features_by_kind_and_box(client: httpx.Client) -> None:
    kinds = {f["properties"]["kind"] for f in client.get(f"{FEATURES}?kind=park,group").json()["features"]}
    assert kinds == {"park", "group"}
    box = (116.0, 40.3, 117.0, 41.0)
    part = client.get(FEATURES, params={"bbox": ",".join(map(str, box))}).json()
    shapes = [shapely.geometry.shape(f["geometry"]) for f in part["features"]]
    assert shapes and all(shapely.box(*shape.bounds).intersects(shapely.box(*box)) for shape in shapes)
    everything = client.get(FEATURES).json()
    assert len(shapes) < len(everything["features"])
    assert part["yuantu"]["notice"] == everything["yuantu"]["notice"]


@pytest.mark.parametrize(
    "path",
    [FEATURES, f"{FEATURES}?kind=park", "/api/layouts/zgc-2020/report", "/api/districts", "/api/rulebooks/zgc"],
)
def test_what_has_not_changed_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    etag = first.headers["etag"]
    for held in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_entity_tags_tell_parts_apart(client: httpx.Client) -> None:
    paths = [FEATURES, f"{FEATURES}?kind=park", f"{FEATURES}?kind=group", f"{FEATURES}?bbox=116,39,117,40"]
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


def test_the_report_is_that_of_a_check(client: httpx.Client, store: Store, book: Rulebook) -> None:
    from geo.check import check
    from tests.conftest import ON

    report = client.get("/api/layouts/practice-draft/report").json()
    assert report == orjson.loads(orjson.dumps(check(store.layout("practice-draft"), book, on=ON).data()))
    assert report["layout"] == "practice-draft" and report["revision"] == 1
    assert client.get("/api/layouts/practice-draft/report?revision=1").json() == report


def test_reports_are_made_once(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/api/layouts/zgc-2020/report")

    def again(*_: object, **__: object) -> None:
        raise AssertionError("the report is made again")

    monkeypatch.setattr("api.context.check", again)
    assert client.get("/api/layouts/zgc-2020/report").status_code == 200


def test_districts(client: httpx.Client) -> None:
    answer = client.get("/api/districts")
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert len(features) == 16
    assert {"id", "name", "name_en", "area_km2", "centre"} <= set(features[0]["properties"])


def test_the_rulebook(client: httpx.Client, book: Rulebook) -> None:
    body = client.get("/api/rulebooks/zgc").json()
    assert body["limits"] == {
        "total_area_km2": 488.0, "group_min_area_km2": 2.0, "park_count": 16, "group_count": 31,
    }  # fmt: skip
    assert body["frame"] == {"lon_0": 116.4, "lat_0": 40.2}
    assert (len(body["parks"]), len(body["groups"])) == (16, 31)
    assert (len(body["classes"]), len(body["modes"]), len(body["carriers"])) == (4, 6, 4)
    assert {"sector", "sector_en", "fields"} == set(body["industries"][0])
    assert body["groups"][0]["class"] in [term["name"] for term in body["classes"]]
    assert {rule["code"] for rule in body["rules"]} == set(book.rules)
    assert [note["number"] for note in body["notes"]] == list(range(1, 28))
    group = {field["name"]: field for field in next(k for k in body["kinds"] if k["kind"] == "group")["fields"]}
    assert group["carriers"]["limit"]["words"]["特色小镇"] == ["特色创新园", "专业园区"]
    assert group["basis"]["terms"][0] == {"name": "surveyed", "zh": "测绘", "en": "surveyed"}
    assert next(r for r in body["rules"] if r["code"] == "SIT007")["filled"] == ["lot", "phase"]
    assert body["industry_stages"] == ["研发", "制造"]
    assert {
        "number",
        "topic",
        "text",
        "does",
        "sources",
        "indicators",
        "rules",
        "shown_as",
        "target",
    } == set(body["notes"][0])
    assert body["notes"][0]["text"]["zh"] and body["notes"][0]["text"]["en"]
    for rule in body["rules"]:
        assert all(text["zh"] and text["en"] for key, text in rule["docs"].items() if key != "params")
        assert (
            bool(rule["docs"]["params"]) == bool(rule["params"]) and rule["clause"]["locator"] and rule["title"]["en"]
        )


def test_the_sheet_is_a_pdf(client: httpx.Client) -> None:
    answer = client.get("/api/layouts/zgc-2020/sheet.pdf?sheet=a3&scale=500000&lang=en")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_page_and_its_headers(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.status_code == 200 and "园图" in page.text
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["content-encoding"] in ("zstd", "br", "gzip")
    asset = client.get("/assets/main-0a1b2c.js")
    assert "immutable" in asset.headers["cache-control"]
    assert client.get("/icon.svg").headers["content-type"] == "image/svg+xml"
    assert client.head("/").status_code == 200
    for answer in (page, asset, client.get("/healthz"), client.get("/nothing")):
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in answer.headers["content-security-policy"].split("style-src")[0]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/..%2findex.html", "/%2e%2e/pyproject.toml", "/assets"])
def test_no_way_out_of_the_bundle(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_openapi_document_is_whole(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.")
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            assert route["summary"] and route["description"], path
            good = min(route["responses"])
            content = route["responses"][good].get("content", {})
            # Further encodings say the same; one of them is shown.
            assert good in ("204", "302") or any("example" in media for media in content.values()), (path, content)
            if method == "post":
                media = route["requestBody"]["content"]
                assert all("example" in entry for entry in media.values()), path
            for status, answer in route["responses"].items():
                if status >= "400":
                    assert "application/problem+json" in answer["content"], (path, status)
    _references_resolve(document, document)


def _references_resolve(value: object, document: dict[str, object]) -> None:
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str):
            found: object = document
            for part in reference.removeprefix("#/").split("/"):
                assert isinstance(found, dict) and part in found, reference
                found = found[part]
        for entry in value.values():
            _references_resolve(entry, document)
    elif isinstance(value, list):
        for entry in value:
            _references_resolve(entry, document)


def test_answers_have_the_documented_shape(client: httpx.Client) -> None:
    from api import schemas

    for layout in client.get("/api/layouts").json():
        schemas.LayoutModel.model_validate(layout)
    for revision in client.get("/api/layouts/zgc-2020/revisions").json():
        schemas.RevisionModel.model_validate(revision)
    schemas.CollectionModel.model_validate(client.get(FEATURES).json())
    schemas.ReportModel.model_validate(client.get("/api/layouts/practice-draft/report").json())
    schemas.RulebookModel.model_validate(client.get("/api/rulebooks/zgc").json())


def test_a_layout_of_a_foreign_rulebook_does_not_hide_the_others(client: httpx.Client, store: Store) -> None:
    from tests.api.shapes import square

    store.import_layout(Layout.of([square("A")], id="foreign", rulebook="nope"), author="me", message="")
    summaries = {layout["id"]: layout["summary"] for layout in client.get("/api/layouts").json()}
    assert summaries["foreign"] is None and summaries["zgc-2020"]["waived"] == 2
    answer = client.get("/api/layouts/foreign/report")
    assert answer.status_code == 404 and "nope" in answer.json()["detail"]
