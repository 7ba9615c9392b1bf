"""POST /api/check/file: any file is looked at and checked, nothing is stored, and wrong files get a sentence."""

import zipfile
from dataclasses import replace
from pathlib import Path

import httpx
import numpy as np
import orjson
import pytest
import shapely

from api.look import look, plain_name
from api.schemas import LookModel
from api.settings import Settings
from api.store import Store
from geo import exchange
from geo.crs import gcj02_from_wgs84
from geo.model import Layout
from tests.api.conftest import serving
from tests.conftest import ON


def send(client: httpx.Client, path: Path, **query: str) -> httpx.Response:
    return client.post("/api/check/file", params={"name": path.name, **query}, content=path.read_bytes())


@pytest.mark.parametrize("name", ["我的方案.geojson", "plan.gpkg", "plan.fgb", "plan.parquet"])
def test_a_file_is_looked_at_and_checked(client: httpx.Client, practice: Layout, tmp_path: Path, name: str) -> None:
    exchange.write(practice, tmp_path / name)
    before = client.get("/api/layouts").content
    answer = send(client, tmp_path / name)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["layout"]["yuantu"]["revision"] is None
    assert told["layout"]["yuantu"]["notice"]["en"].startswith("Schematic")
    assert len(told["layout"]["features"]) == len(practice)
    group = next(f for f in told["layout"]["features"] if f["id"] == "G27")
    assert group["properties"]["area_km2"] == pytest.approx(1.7, abs=1e-3)
    body = (tmp_path / name).read_bytes() if name.endswith("json") else exchange.geojson.dumps(practice)
    checked = client.post("/api/check", content=body).json()
    assert told["report"]["findings"] == checked["findings"]
    draft = send(client, tmp_path / name, stage="draft").json()["report"]
    assert (draft["stage"], draft["summary"]["passed"] < told["report"]["summary"]["passed"]) == ("draft", True)
    assert client.get("/api/layouts").content == before


def test_what_was_assumed_is_said(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"园区名称": "x"}, "geometry": None}
    feature["geometry"] = shapely.geometry.mapping(shapely.box(10, 50, 10.1, 50.1))
    path = tmp_path / "far.json"
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": [feature]}))
    remarks = [remark["en"] for remark in orjson.loads(look(str(path), "zgc", None, ON))["remarks"]]
    assert [remark.split(" ")[0] for remark in remarks] == ["The", "These", "1", "The"]
    assert "km from the rulebook's area" in remarks[3]
    assert "have no known kind" in remarks[2]


def test_what_is_surely_shifted_is_said_before_all_else(client: httpx.Client, practice: Layout, tmp_path: Path) -> None:
    there = tmp_path / "plan.geojson"
    exchange.write(practice, there)
    assert send(client, there).json()["suspicion"] is None
    shifted = shapely.transform(np.asarray(practice.features.geometry, dtype=object), gcj02_from_wgs84)
    table = practice.features.set_geometry(shifted, crs=practice.features.crs)
    exchange.write(replace(practice, features=table), there)
    told = send(client, there).json()
    LookModel.model_validate(told)
    assert "GCJ-02" in told["suspicion"]["zh"] and "GCJ-02" in told["suspicion"]["en"]
    assert told["suspicion"] not in told["remarks"]


WRONG = {
    "empty.geojson": (b"", "not valid JSON"),
    "text.gpkg": (b"a letter", "not a readable GeoPackage"),
    "torn.parquet": (b"PAR1" + b"\xff" * 99, "not readable GeoParquet"),
    "letter.docx": (b"PK", "unknown format"),
    "text.zip": (b"PK", "not a readable zip archive"),
    "metres.json": (
        b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[39450000,4430000]}}',
        "is not a longitude and latitude in degrees",
    ),
    "nothing.json": (b'{"type":"FeatureCollection","features":[]}', "no features to check"),
    "deep.json": (b'{"type":' + b"[" * 100_000, "not valid JSON"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_clear_sentence(client: httpx.Client, name: str) -> None:
    body, sentence = WRONG[name]
    answer = client.post("/api/check/file", params={"name": name}, content=body)
    assert answer.status_code == 422
    problem = answer.json()
    assert sentence in problem["message"]["en"]
    assert problem["message"]["zh"]
    assert "/tmp" not in answer.text  # the reader learns nothing of our folders


def test_a_hostile_archive_harms_nobody(client: httpx.Client, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened, opened.open("x.shp", "w") as file:
        for _ in range(600):
            file.write(b"\0" * 1024**2)
    answer = send(client, path)
    assert (answer.status_code, "unpacks to more than 512 MB" in answer.text) == (422, True)
    assert client.get("/healthz").status_code == 200


def test_unknown_rulebooks_and_huge_bodies_are_refused(client: httpx.Client, store: Store, settings: Settings) -> None:
    asked = {"name": "a.json"}
    assert client.post("/api/check/file", params=asked | {"rulebook": "x"}, content=b"{}").status_code == 404
    assert client.post("/api/check/file", content=b"{}").status_code == 422
    with serving(store, settings.model_copy(update={"body_limit_bytes": 1024**2})) as small:
        answer = small.post("/api/check/file", params=asked, content=b" " * (1024**2 + 1))
        assert (answer.status_code, "limit of 1 MB" in answer.text) == (413, True)


def test_a_name_is_never_a_path() -> None:
    assert plain_name("../../etc/plan.gpkg") == "plan.gpkg"
    assert plain_name("C:\\方案\\永丰 (2).zip") == "永丰 (2).zip"
    assert plain_name("..") == "file"
    assert plain_name("a" * 300 + ".gpkg").endswith("a.gpkg")
    assert len(plain_name("长" * 300)) == 80
    assert "\0" not in plain_name("a\0b.json")
