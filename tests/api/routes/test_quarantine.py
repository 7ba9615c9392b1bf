"""The quarantine over HTTP: told as it is, downloaded, mended into a revision, dismissed; history stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import httpx
import pyogrio
import pytest
import shapely

from api.schemas.imports import ImportModel, MendedModel, QuarantineModel
from api.store import Store
from geo.exchange import geojson
from geo.exchange.intake.draft import Quarantined
from geo.model import Feature, Layout, Text
from tests.api.shapes import BOW_TIE, square
from tests.api.store.test_imports import BOW, FILE, NOWHERE

BROKEN = Quarantined(
    "plan", 5, "nan", "broken-geometry", Text("坐标不是数", "no number"),
    {"Name": "甲", "name": "乙", "fid": 3, "t": ["a"]},
    shapely.LineString([(116, 39), (float("inf"), 40)]), (116.0, 39.0),
)  # fmt: skip
DECISIONS = {"layers": {"plan": {"placement": {"crs": "EPSG:4490"}}}}


@pytest.fixture
def layout(store: Store, fresh_id: Callable[[], str]) -> str:
    id = fresh_id()
    file = replace(FILE, quarantine=(BOW, NOWHERE, BROKEN), decisions=DECISIONS)
    plan = Layout.of([square("A", size=0.02)], id=id)
    store.import_draft(plan, file, base=0, author="李工", message="导入")
    return id


def numbers(client: httpx.Client, layout: str) -> dict[str | None, int]:
    told = client.get(f"/api/layouts/{layout}/quarantine").json()
    return {item["properties"]["id"]: item["id"] for item in told["features"]}


def put(feature: Feature) -> dict[str, object]:
    return geojson.feature(feature)


def test_it_is_told_as_it_is(client: httpx.Client, layout: str) -> None:
    answer = client.get(f"/api/layouts/{layout}/quarantine")
    assert answer.headers["content-type"] == "application/geo+json"
    QuarantineModel.model_validate(answer.json())
    bow, nowhere, broken = answer.json()["features"]
    assert not shapely.geometry.shape(bow["geometry"]).is_valid
    assert bow["id"] == bow["properties"]["number"] and bow["properties"]["row"] == 3
    assert bow["properties"]["reason"] == BOW.reason.data() and bow["properties"]["name"] == "蝶"
    assert nowhere["geometry"] is None and nowhere["properties"]["raw"]["面积"] == 2
    assert broken["geometry"] is None and broken["properties"]["at"] == [116.0, 39.0]
    (told,) = client.get(f"/api/layouts/{layout}/imports").json()
    ImportModel.model_validate(told)
    assert told["number"] == bow["properties"]["import"] and told["counts"]["waiting"] == 3
    for address in ("quarantine", "imports", "quarantine?f=gpkg"):
        assert client.get(f"/api/layouts/nowhere/{address}").status_code == 404


def test_it_is_downloaded(client: httpx.Client, layout: str, tmp_path: Path) -> None:
    answer = client.get(f"/api/layouts/{layout}/quarantine", params={"f": "gpkg"})
    assert answer.headers["content-disposition"] == f'attachment; filename="{layout}-quarantine.gpkg"'
    (tmp_path / "q.gpkg").write_bytes(answer.content)
    read = pyogrio.read_dataframe(tmp_path / "q.gpkg", on_invalid="ignore")
    assert isinstance(read, gpd.GeoDataFrame) and read.crs.to_epsg() == 4490
    assert read["code"].tolist() == ["invalid-ring", "no-geometry", "broken-geometry"]
    assert read.geometry[0] == BOW_TIE and read.geometry[1] is None
    assert read["reason_zh"][0] == "自相交" and read["name"].dropna().tolist() == ["蝶", "乙"]
    assert (read["Name_2"][2], read["fid_2"][2], read["t"][2], read["at_lon"][2]) == ("甲", 3.0, '["a"]', 116.0)
    flat = client.get(f"/api/layouts/{layout}/quarantine", params={"f": "geojson"}).json()
    assert [item["properties"]["code"] for item in flat["features"]] == read["code"].tolist()
    assert flat["features"][0]["properties"]["reason_en"] == BOW.reason.en
    assert client.get(f"/api/layouts/{layout}/quarantine", params={"f": "dwg"}).status_code == 422


def test_mending_puts_one_revision_with_its_findings(client: httpx.Client, layout: str) -> None:
    number = numbers(client, layout)["bow"]
    address = f"/api/layouts/{layout}/quarantine/{number}"
    said = {"author": "王工", "message": "重画", "revision": 1}
    refused = client.post(address, json=said | {"put": put(Feature("bow", "group", BOW_TIE))})
    assert (refused.status_code, refused.json()["refused"][0]["feature"]) == (422, "bow")
    assert client.post(address, json=said | {"put": put(square("bow")), "revision": 9}).status_code == 409
    answer = client.post(address, json=said | {"put": put(square("bow"))})
    assert answer.status_code == 200, answer.text
    MendedModel.model_validate(answer.json())
    assert (answer.json()["revision"], answer.json()["released"], answer.headers["etag"]) == (2, "mended", '"2"')
    assert "bow" in {subject for finding in answer.json()["findings"]["added"] for subject in finding["subjects"]}
    again = client.post(address, json=said | {"put": put(square("bow", lon=117.0)), "revision": 2})
    assert (again.status_code, "dealt with" in again.json()["message"]["en"]) == (409, True)
    assert "bow" not in numbers(client, layout)
    told = client.get(f"/api/layouts/{layout}/quarantine", params={"all": True}).json()["features"][0]
    release = told["properties"]["release"]
    assert (release["how"], release["revision"], release["author"]) == ("mended", 2, "王工")
    assert not shapely.geometry.shape(told["geometry"]).is_valid  # as it came


def test_dismissing_makes_no_revision(client: httpx.Client, layout: str) -> None:
    number = numbers(client, layout)[None]
    address = f"/api/layouts/{layout}/quarantine/{number}"
    answer = client.post(address, json={"put": None, "author": "王工"})
    MendedModel.model_validate(answer.json())
    assert (answer.json()["revision"], answer.json()["released"]) == (1, "dismissed")
    assert client.post(address, json={"put": None, "author": "王工"}).status_code == 409
    assert None not in numbers(client, layout)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"author": "x"}, "put"),
        ({"put": None}, "author"),
        ({"put": {"type": "Feature", "geometry": None, "properties": {}}, "author": "x", "revision": 1}, "put.id"),
        ({"put": {"type": "Feature", "id": "x", "geometry": None, "properties": {}}, "author": "x"}, "revision"),
        ({"put": None, "author": "x", "why": "?"}, "why"),
    ],
)
def test_a_wrong_body_is_told_by_its_place(
    client: httpx.Client, layout: str, body: dict[str, object], where: str
) -> None:
    answer = client.post(f"/api/layouts/{layout}/quarantine/{numbers(client, layout)['bow']}", json=body)
    assert (answer.status_code, answer.json()["where"]) == (422, where)


@pytest.mark.parametrize("number", ["0", "-1", "99999999", "9" * 30])
def test_unknown_numbers_are_not_found(client: httpx.Client, layout: str, number: str) -> None:
    body = {"put": put(square("x")), "author": "x", "revision": 1}
    assert client.post(f"/api/layouts/{layout}/quarantine/{number}", json=body).status_code == 404
