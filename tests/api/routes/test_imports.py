"""Imports over HTTP: a file comes, is looked at, tried out, and landed as one revision or not at all."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import shapely

from api.importing import handover
from api.importing.uploads import Upload, Uploads
from api.schemas.imports import ImportModel, LandedModel, PreviewModel, ProgressModel, UploadModel
from api.settings import Settings
from api.store import Store
from geo import exchange
from geo.exchange import geojson
from geo.model import Feature, Layout
from tests.api.conftest import serving
from tests.api.shapes import BOW_TIE, square

HOSTS = [
    square("A", lon=116.30, lat=40.03, name="甲组团"),
    square("B", lon=116.33, lat=40.03, name="乙组团"),
    square("C", lon=116.36, lat=40.03, name="丙组团"),
]


def body_of(*features: Feature) -> bytes:
    return geojson.dumps(Layout.of(features, id="plan"))


def upload(client: httpx.Client, body: bytes, name: str = "plan.geojson", **query: str) -> dict[str, Any]:
    answer = client.post("/api/imports", params={"name": name, **query}, content=body)
    assert answer.status_code == 201, answer.text
    UploadModel.model_validate(answer.json())
    assert answer.headers["location"] == f"/api/imports/{answer.json()['id']}"
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def land(client: httpx.Client, told: dict[str, Any], layout: str, revision: int | None, **more: Any) -> httpx.Response:
    body = {"layout": layout, "decisions": told["inspection"]["decisions"], "mode": "update", "revision": revision}
    return client.post(f"/api/imports/{told['id']}/land", json=body | {"author": "李工", "message": "二稿"} | more)


def preview(client: httpx.Client, told: dict[str, Any], layout: str | None, **more: Any) -> dict[str, Any]:
    body = {"layout": layout, "decisions": told["inspection"]["decisions"]} | more
    answer = client.post(f"/api/imports/{told['id']}/preview", json=body)
    assert answer.status_code == 200, answer.text
    PreviewModel.model_validate(answer.json())
    return dict(answer.json())


def test_an_upload_is_looked_at_and_kept(
    client: httpx.Client, settings: Settings, practice: Layout, tmp_path: Path
) -> None:
    exchange.write(practice, tmp_path / "x.gpkg")
    body = (tmp_path / "x.gpkg").read_bytes()
    told = upload(client, body, "../../方案.GPKG", layout="zgc-2020")
    assert (told["name"], told["bytes"], told["layout"], told["landed"]) == ("方案.GPKG", len(body), "zgc-2020", None)
    assert told["inspection"]["file"] == "方案.GPKG"
    assert sum(layer["features"] for layer in told["inspection"]["layers"]) == len(practice)
    assert client.get(f"/api/imports/{told['id']}").json() == told
    # Of what the user wrote, nothing is in a path.
    kept = [path.name for path in (settings.home / "uploads").rglob("*")]
    assert "file.gpkg" in kept and not any("方案" in name for name in kept)
    assert client.delete(f"/api/imports/{told['id']}").status_code == 204
    assert client.get(f"/api/imports/{told['id']}").status_code == 404
    assert client.delete(f"/api/imports/{told['id']}").status_code == 404


def test_an_encoding_is_tried(client: httpx.Client) -> None:
    table = "名称,lon,lat\n永丰,116.2,40.1\n上地,116.3,40.0\n".encode("gbk")
    told = upload(client, table, "点.csv")
    address = f"/api/imports/{told['id']}/inspection"
    again = client.post(address, json={"encoding": "latin-1"})
    UploadModel.model_validate(again.json())
    columns = [column["name"] for column in again.json()["inspection"]["layers"][0]["columns"]]
    assert (again.json()["encoding"], columns[0]) == ("latin-1", "名称".encode("gbk").decode("latin-1"))
    back = client.post(address, json={"encoding": None}).json()
    assert back["inspection"] == told["inspection"] and back["encoding"] is None
    assert client.post(address, json={"encoding": "klingon"}).status_code == 422
    assert client.post(address, json={"layout": "nowhere"}).status_code == 404
    assert client.post(address, json={"code": "x"}).json()["where"] == "code"


def test_a_file_becomes_a_layout_and_comes_again(client: httpx.Client, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    first = upload(client, body_of(*HOSTS))
    seen = preview(client, first, None)
    assert (seen["layout"], seen["revision"], seen["changes"]["added"]) == (None, None, 3)
    assert {feature["change"] for feature in seen["features"]["features"]} == {"added"}
    assert seen["findings"]["added"] and seen["findings"]["resolved"] == []
    answer = land(client, first, id, None, title={"zh": "方案", "en": "Plan"})
    assert answer.status_code == 201, answer.text
    LandedModel.model_validate(answer.json())
    assert answer.headers["location"] == f"/api/layouts/{id}"
    assert (answer.json()["revision"], answer.json()["changed"], answer.json()["quarantined"]) == (1, True, 0)
    layout = client.get(f"/api/layouts/{id}").json()
    assert (layout["title"], layout["features"], layout["author"]) == ({"zh": "方案", "en": "Plan"}, 3, "李工")
    assert client.get(f"/api/imports/{first['id']}").json()["landed"] == answer.json()["import"]
    told = client.get(f"/api/imports/{first['id']}/progress").json()
    ProgressModel.model_validate(told)
    assert told == {"step": "waiting", "done": 0, "total": None}

    moved = [replace(HOSTS[0], geometry=shapely.box(116.30, 40.03, 116.312, 40.04)), HOSTS[1]]
    tie = Feature("T", "group", BOW_TIE, {"name": "丁组团"})
    second = upload(client, body_of(*moved, tie), layout=id)
    update, whole = preview(client, second, id), preview(client, second, id, mode="replace")
    assert (update["layout"], update["revision"]) == (id, 1)
    assert (update["changes"]["changed"], update["changes"]["same"], update["changes"]["removed"]) == (1, 1, 0)
    assert [feature["id"] for feature in whole["removed"]["features"]] == ["C"]
    (kept_out,) = update["quarantine"]["features"]
    assert kept_out["properties"]["code"] and kept_out["properties"]["reason"]["en"] and kept_out["properties"]["raw"]
    assert {"by": "id", "id": "A", "was": "A"}.items() <= update["matches"][0].items()
    answer = land(client, second, id, 1, mode="replace", message="")
    assert (answer.json()["revision"], answer.json()["quarantined"]) == (2, 1)
    record = client.get(f"/api/layouts/{id}/imports").json()[0]
    ImportModel.model_validate(record)
    assert (record["mode"], record["file"]["name"], record["counts"]["deleted"]) == ("replace", "plan.geojson", 1)
    assert record["decisions"] == second["inspection"]["decisions"] and record["message"] == "导入 import plan.geojson"
    assert client.get(f"/api/layouts/{id}/quarantine").json()["features"][0]["properties"]["id"] == "T"
    ids = {feature["id"] for feature in client.get(f"/api/layouts/{id}/features").json()["features"]}
    assert ids == {"A", "B"}


def test_how_far_a_landing_is_can_be_asked(
    client: httpx.Client, fresh_id: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    keep = Uploads.tell

    def tell(self: Uploads, upload: Upload, step: str, done: int = 0, total: int | None = None) -> None:
        keep(self, upload, step, done, total)
        told.append(orjson.loads(self.progress(upload)))

    monkeypatch.setattr(Uploads, "tell", tell)
    assert land(client, upload(client, body_of(*HOSTS)), fresh_id(), None).status_code == 201
    assert [(one["step"], one["done"], one["total"]) for one in told] == [
        ("reading", 0, None), ("storing", 0, 6), ("storing", 3, 6), ("storing", 6, 6), ("waiting", 0, None)
    ]  # fmt: skip


def test_a_pair_is_one_feature(client: httpx.Client, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    assert land(client, upload(client, body_of(*HOSTS)), id, None).status_code == 201
    other = upload(client, body_of(square("X", lon=116.9, lat=40.3, name="另名")), layout=id)
    seen = preview(client, other, id, pairs={"X": "B"})
    assert seen["changes"] == {"added": 0, "changed": 1, "removed": 0, "same": 0}
    assert seen["matches"][0]["was"] == "B" and seen["features"]["features"][0]["id"] == "B"
    assert land(client, other, id, 1, pairs={"X": "B"}).json()["revision"] == 2
    assert client.get(f"/api/layouts/{id}/imports").json()[0]["pairs"] == {"X": "B"}
    bad = client.post(
        f"/api/imports/{other['id']}/preview",
        json={"layout": id, "decisions": other["inspection"]["decisions"], "pairs": {"X": "nobody"}},
    )
    assert bad.status_code == 422


def test_an_upload_is_tried_out_in_several_ways_at_once(
    client: httpx.Client, fresh_id: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = fresh_id()
    assert land(client, upload(client, body_of(*HOSTS)), id, None).status_code == 201
    told = upload(client, body_of(HOSTS[0]), layout=id)
    read, others = handover.read, [1]

    def late(stem: str, **more: Any) -> Layout:
        if others:
            others.pop()
            preview(client, told, id, mode="replace")
        return read(stem, **more)

    for _ in ("made", "taken up"):
        with monkeypatch.context() as patch:
            # Between the end of a draft and its reading somebody tries another way out.
            patch.setattr(handover, "read", late)
            others[:] = [1]
            seen = preview(client, told, id)
        assert others == [] and seen["changes"] == {"added": 0, "changed": 0, "removed": 0, "same": 1}


def test_it_is_landed_once(client: httpx.Client, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    told = upload(client, body_of(*HOSTS))
    first = land(client, told, id, None)
    again = land(client, told, id, None)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert land(client, told, id, 1).json() == first.json()
    other = land(client, told, id, 1, mode="replace")
    assert (other.status_code, "another way" in other.json()["message"]["en"]) == (409, True)
    assert land(client, told, fresh_id(), None).status_code == 409
    assert len(client.get(f"/api/layouts/{id}/revisions").json()) == 1


def test_a_stale_landing_is_told_what_changed(client: httpx.Client, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    assert land(client, upload(client, body_of(*HOSTS)), id, None).status_code == 201
    late = upload(client, body_of(HOSTS[0]), layout=id)
    taken = land(client, late, id, None)
    assert (taken.status_code, taken.json()["revision"], taken.json()["changed"]) == (409, 1, ["A", "B", "C"])
    edit = {"put": [geojson.feature(square("D"))], "author": "王工"}
    assert client.post(f"/api/layouts/{id}/edits", json=edit, headers={"If-Match": "1"}).status_code == 200
    stale = land(client, late, id, 1)
    assert (stale.status_code, stale.json()["changed"]) == (409, ["D"])
    assert land(client, late, id, 2).status_code == 201
    assert land(client, upload(client, body_of(HOSTS[0])), fresh_id(), 1).status_code == 404


def test_a_file_with_nothing_good_makes_an_empty_layout_and_a_quarantine(
    client: httpx.Client, fresh_id: Callable[[], str]
) -> None:
    id = fresh_id()
    body = body_of(Feature("T", "group", BOW_TIE, {"name": "结"}))
    told = upload(client, body)
    answer = land(client, told, id, None)
    assert (answer.json()["revision"], answer.json()["quarantined"]) == (1, 1)
    (kept_out,) = client.get(f"/api/layouts/{id}/quarantine").json()["features"]
    assert kept_out["properties"]["code"] == "outside" and kept_out["geometry"]["coordinates"]


WRONG = {
    "text.gpkg": (b"a letter", "text.gpkg: not a readable GeoPackage"),
    "letter.docx": (b"PK", "unknown format"),
    "plan.geojson.exe": (b"{}", "unknown format"),
    "empty.geojson": (b"", "not valid JSON"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_sentence_and_leaves_nothing(client: httpx.Client, settings: Settings, name: str) -> None:
    body, sentence = WRONG[name]
    before = sorted((settings.home / "uploads").rglob("*"))
    answer = client.post("/api/imports", params={"name": name}, content=body)
    assert answer.status_code == 422
    told = f"{answer.json().get('where')}: {answer.json()['message']['en']}"
    assert sentence in told and "/tmp" not in answer.text
    assert sorted((settings.home / "uploads").rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"mode": "merge"}, "mode"), ({"pairs": {"A": 3}}, "pairs"), ({"decisions": {}}, "layers"),
        ({"layout": "Weird Name"}, "layout"), ({"author": ""}, "author"), ({"revision": "1"}, "revision"),
        ({"title": "x"}, "title"), ({"x": 1}, "x"), ({"decisions": None}, "decisions"),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_wish_is_told_by_its_place(
    client: httpx.Client, known: dict[str, Any], change: dict[str, Any], where: str
) -> None:
    body = {"layout": "some-new-layout", "decisions": known["inspection"]["decisions"], "author": "x"} | change
    answer = client.post(f"/api/imports/{known['id']}/land", json=body)
    assert (answer.status_code, answer.json()["where"]) == (422, where), answer.text
    assert client.get("/api/layouts/some-new-layout").status_code == 404


@pytest.fixture(scope="module")
def known(client: httpx.Client) -> dict[str, Any]:
    return upload(client, body_of(*HOSTS))


@pytest.mark.parametrize("id", ["8d3f0c52-8f0e-4a51-9f7d-3f6f6d3b9a10", "x", "../../etc"])
def test_unknown_uploads_are_not_found(client: httpx.Client, known: dict[str, Any], id: str) -> None:
    decisions = {"layout": None, "decisions": known["inspection"]["decisions"]}
    for answer in (client.get(f"/api/imports/{id}"), client.post(f"/api/imports/{id}/preview", json=decisions)):
        assert answer.status_code in (404, 422)


def test_uploads_are_limited_and_go_in_time(store: Store, settings: Settings, tmp_path: Path) -> None:
    small = {"import_limit_bytes": 4096, "upload_keep_seconds": 0.5, "uploads": tmp_path / "up", "body_limit_bytes": 99}
    with serving(store, settings.model_copy(update=small)) as client:
        answer = client.post("/api/imports", params={"name": "a.json"}, content=b" " * 4097)
        assert (answer.status_code, list((tmp_path / "up").iterdir())) == (413, [])
        id = upload(client, body_of(HOSTS[0]))["id"]
        assert len(list((tmp_path / "up").iterdir())) == 1
        time.sleep(0.5)
        assert client.get(f"/api/imports/{id}").status_code == 404
    with serving(store, settings.model_copy(update=small | {"upload_room_bytes": 1})) as client:
        assert list((tmp_path / "up").iterdir()) == []  # swept at the start
        assert client.post("/api/imports", params={"name": "a.json"}, content=body_of(HOSTS[0])).status_code == 201
        full = client.post("/api/imports", params={"name": "a.json"}, content=body_of(HOSTS[0]))
        assert (full.status_code, "no room" in full.text) == (503, True)
