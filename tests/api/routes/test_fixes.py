"""Repairs over HTTP: seen with their effects, made as one revision, nobody overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.store import Store
from geo.model import Layout


@pytest.fixture
def started(store: Store, fresh_id: Callable[[], str], practice: Layout) -> str:
    """The practice draft at revision 1, without what the store keeps out."""
    id = fresh_id()
    store.import_layout(Layout(id, practice.features), author="me", message="first")
    return id


def finding(client: httpx.Client, id: str, rule: str, *subjects: str) -> dict[str, Any]:
    found = client.get(f"/api/layouts/{id}/report").json()["findings"]
    one: dict[str, Any]
    (one,) = [f for f in found if f["rule"] == rule and f["subjects"] == list(subjects)]
    return one


def fix(
    client: httpx.Client, id: str, of: str, name: str, base: object, json: Any = None, **query: str
) -> httpx.Response:
    headers = {} if base is None else {"If-Match": str(base)}
    return client.post(f"/api/layouts/{id}/findings/{of}/fixes/{name}", params=query, headers=headers, json=json)


def test_repairs_are_shown_with_their_effects(client: httpx.Client, started: str) -> None:
    overlap = finding(client, started, "GEO002", "G03", "G04")
    assert overlap["fixes"] == ["remove-overlap:G03", "remove-overlap:G04", "weld-borders"]
    answer = client.get(f"/api/layouts/{started}/findings/{overlap['id']}/fixes")
    assert answer.status_code == 200 and answer.headers["etag"] == '"1"'
    body = answer.json()
    assert [p["id"] for p in body["fixes"]] == overlap["fixes"]
    assert body["finding"]["id"] == overlap["id"] and "G03, G04" in body["ambiguous"]["zh"]
    first = body["fixes"][0]
    assert first["area_moved_m2"] == pytest.approx(overlap["measured"], abs=0.1)
    assert [loser["feature"] for loser in first["losers"]] == ["G04"] and first["gainers"] == []
    assert {f["id"] for f in first["effects"]["resolved"]} == {overlap["id"]} and first["effects"]["added"] == []
    assert first["moved"]["type"] == "MultiPolygon"
    assert {"before", "after"} <= set(first["changes"][0])
    assert body["fixes"][2]["disabled_reason"]["en"] and body["fixes"][2]["effects"] is None
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 1


def test_a_repair_is_one_revision(client: httpx.Client, started: str) -> None:
    overlap = finding(client, started, "GEO002", "G03", "G04")
    tried = fix(client, started, overlap["id"], "remove-overlap:G03", '"1"', dry_run="true").json()
    assert tried["revision"] == 1
    answer = fix(client, started, overlap["id"], "remove-overlap:G03", '"1"', {"author": "李工"})
    assert answer.status_code == 200 and answer.headers["etag"] == '"2"'
    body = answer.json()
    assert body["findings"] == tried["findings"]
    assert [f["id"] for f in body["findings"]["resolved"]] == [overlap["id"]] and body["findings"]["added"] == []
    assert body["fix"]["id"] == "remove-overlap:G03" and body["refused"] == []
    after = client.get(f"/api/layouts/{started}/report").json()["findings"]
    assert body["remaining"] == sum(f["status"] == "open" for f in after)
    newest = client.get(f"/api/layouts/{started}/revisions").json()[0]
    assert newest["author"] == "李工" and "remove-overlap:G03" in newest["message"]
    assert newest["put"] == len(body["fix"]["changes"])
    gone = fix(client, started, overlap["id"], "remove-overlap:G03", 2)
    assert gone.status_code == 404 and overlap["id"] in gone.json()["detail"]


def test_repairs_in_an_edited_layout_are_those_after_saving_it(
    client: httpx.Client, started: str, practice: Layout
) -> None:
    """The edit brings an overlap of its own: its repair is offered before the edit is stored, and just like after."""
    stored = {f["id"]: f for f in client.get(f"/api/layouts/{started}/features").json()["features"]}
    moved = stored["G05"]
    moved["geometry"]["coordinates"] = stored["G06"]["geometry"]["coordinates"]
    edit = {"put": [moved], "delete": []}
    path = f"/api/layouts/{started}/edits"
    tried = client.post(path, params={"dry_run": "true"}, headers={"If-Match": "1"}, json=edit).json()
    brought = next(f for f in tried["findings"]["added"] if f["fixes"])
    fixes = f"/api/layouts/{started}/findings/{brought['id']}/fixes"
    assert client.get(fixes).status_code == 404
    answer = client.post(fixes, headers={"If-Match": "1"}, json=edit)
    assert answer.status_code == 200 and answer.headers["etag"] == '"1"'
    assert client.post(path, params={"dry_run": "true"}, headers={"If-Match": "1"}, json=edit).json() == tried
    assert client.post(path, headers={"If-Match": "1"}, json=edit).json()["revision"] == 2
    assert answer.json() | {"revision": 2} == client.get(fixes).json()
    assert client.post(fixes, headers={"If-Match": "1"}, json=edit).status_code == 409
    assert client.post(fixes, json=edit).status_code == 428
    wrong = client.post(fixes, headers={"If-Match": "2"}, json=edit | {"author": "x"})
    assert (wrong.status_code, wrong.json()["where"]) == (422, "author")


def test_one_of_six_repairs_wins(client: httpx.Client, started: str) -> None:
    gap = finding(client, started, "GEO003", "G08", "R-P02-2")

    def make(n: int) -> httpx.Response:
        return fix(client, started, gap["id"], f"close-gap:{('G08', 'R-P02-2')[n % 2]}", 1)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(make, range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    late = next(answer for answer in answers if answer.status_code == 409).json()
    assert late["revision"] == 2 and set(late["changed"]) <= {"G08", "R-P02-2"}
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 2


def test_what_cannot_be_repaired_says_why(client: httpx.Client, started: str) -> None:
    inside = finding(client, started, "GEO002", "G12", "G13")
    answer = fix(client, started, inside["id"], "remove-overlap:G12", 1)
    assert (answer.status_code, answer.json()["where"]) == (422, "remove-overlap:G12")
    assert "0%" in answer.json()["detail"]
    tag = finding(client, started, "IND001", "G01")
    none = client.get(f"/api/layouts/{started}/findings/{tag['id']}/fixes").json()
    assert none["fixes"] == [] and none["ambiguous"]["zh"]


def test_bad_requests_are_problems(client: httpx.Client, started: str) -> None:
    overlap = finding(client, started, "GEO002", "G03", "G04")["id"]
    name = "remove-overlap:G03"
    assert fix(client, started, overlap, name, None).status_code == 428
    assert fix(client, started, overlap, name, "x").status_code == 422
    assert fix(client, started, overlap, "remove-overlap:G99", 1).status_code == 404
    assert fix(client, started, "nope", name, 1).status_code == 404
    assert fix(client, "nowhere", overlap, name, 1).status_code == 404
    assert fix(client, started, overlap, name, 7).status_code == 409
    for wrong, where in (({"put": []}, "put"), ({"author": 5}, "author"), ([], "")):
        answer = fix(client, started, overlap, name, 1, wrong)
        assert answer.status_code == 422 and answer.json().get("where", "") == where
    assert client.get(f"/api/layouts/{started}/findings/nope/fixes").status_code == 404
    assert client.get(f"/api/layouts/nowhere/findings/{overlap}/fixes").status_code == 404
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 1
