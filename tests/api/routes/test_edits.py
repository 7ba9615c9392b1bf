"""Writers over HTTP: the edited revision must be named, findings come back, nobody is overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import orjson
import pytest

from api.store import Store
from geo.check import Checker
from geo.exchange import geojson
from geo.model import Edit, Feature, Layout
from geo.rulebook import Rulebook
from tests.api.shapes import BOW_TIE, square
from tests.conftest import ON


def dumps(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


@pytest.fixture
def started(store: Store, fresh_id: Callable[[], str], reference: Layout) -> str:
    """A copy of the reference layout at revision 1."""
    id = fresh_id()
    store.import_layout(Layout(id, reference.features), author="me", message="first")
    return id


def body(*put: Feature, delete: tuple[str, ...] = (), **more: str) -> dict[str, Any]:
    return {"put": [geojson.feature(feature) for feature in put], "delete": list(delete), **more}


def edit(client: httpx.Client, id: str, base: object, content: dict[str, Any], **query: str) -> httpx.Response:
    headers = {} if base is None else {"If-Match": str(base)}
    return client.post(f"/api/layouts/{id}/edits", params=query, headers=headers, content=orjson.dumps(content))


def small_group(layout: Layout) -> Feature:
    """G09 shrunk to a corner of itself: too small, and its park no longer tiled."""
    group = layout.feature("G09")
    assert group is not None and group.geometry is not None
    centre = group.geometry.representative_point()
    return Feature("G09", "group", centre.buffer(0.001, quad_segs=2), dict(group.properties))


def test_an_edit_brings_and_takes_findings(client: httpx.Client, started: str, reference: Layout) -> None:
    shrunk = small_group(reference)
    answer = edit(client, started, '"1"', body(shrunk, author="李工", message="缩小"))
    assert answer.status_code == 200 and answer.json()["revision"] == 2
    assert answer.headers["etag"] == '"2"'
    added = answer.json()["findings"]["added"]
    assert any(f["rule"] == "ARE002" and f["subjects"] == ["G09"] for f in added)
    report = client.get(f"/api/layouts/{started}/report").json()
    assert {f["id"] for f in added} <= {f["id"] for f in report["findings"]}
    back = reference.feature("G09")
    assert back is not None
    answer = edit(client, started, 'W/"2"', body(back))
    assert {f["id"] for f in answer.json()["findings"]["resolved"]} == {f["id"] for f in added}
    revisions = client.get(f"/api/layouts/{started}/revisions").json()
    assert [(r["revision"], r["author"]) for r in revisions] == [(3, "anonymous"), (2, "李工"), (1, "me")]


def test_what_has_gone_on_from_edit_to_edit_judges_like_what_is_made_anew(
    client: httpx.Client, store: Store, started: str, reference: Layout, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another process stored the edits."""
    shrunk, whole = small_group(reference), reference.feature("G09")
    assert whole is not None
    lot = square("LOT", 116.3, kind="parcel")
    steps = [Edit((lot,)), Edit((shrunk,), ("G10",)), Edit((whole,), ("LOT",)), Edit((square("Z", 116.9),))]
    assert edit(client, started, 1, body(lot), dry_run="true").status_code == 200
    made: list[Layout] = []
    monkeypatch.setattr("api.context.Checker", lambda layout, *_, **__: made.append(layout))
    for base, step in enumerate(steps, start=1):
        fresh = Checker(store.layout(started, base), book, ON)
        told = edit(client, started, base, body(*step.put, delete=step.delete), dry_run="true").json()["findings"]
        change = fresh.trial(step)
        assert told["added"] == orjson.loads(dumps([f.data() for f in change.added]))
        assert told["resolved"] == orjson.loads(dumps([f.data() for f in change.resolved]))
        assert told["changed"] == orjson.loads(dumps([f.data() for f in change.changed]))
        store.save(started, base, step, author="another process", message="")
    assert not made


def test_the_answer_takes_the_report_to_that_of_the_edited_layout(
    client: httpx.Client, started: str, reference: Layout
) -> None:
    shrunk = small_group(reference)
    for stage in ("publication", "all"):
        before = client.get(f"/api/layouts/{started}/report", params={"stage": stage}).json()["findings"]
        told = edit(client, started, 1, body(shrunk), dry_run="true", stage=stage).json()["findings"]
        came = [*told["added"], *told["changed"]]
        away = {f["id"] for f in (*came, *told["resolved"])} | set(told["gone"])
        moved_on = [f for f in before if f["id"] not in away] + came
        collection = client.get(f"/api/layouts/{started}/features").json()
        collection["features"] = [f for f in collection["features"] if f["id"] != "G09"]
        collection["features"].append(geojson.feature(shrunk))
        after = client.post("/api/check", params={"stage": stage}, json=collection).json()["findings"]
        assert sorted(moved_on, key=lambda f: f["id"]) == sorted(after, key=lambda f: f["id"])
    assert edit(client, started, 1, body(shrunk), dry_run="true", stage="dream").status_code == 404


def test_a_dry_run_stores_nothing(client: httpx.Client, started: str, reference: Layout) -> None:
    broken = Feature("bow", "group", BOW_TIE)
    answer = edit(client, started, 1, body(small_group(reference), broken), dry_run="true").json()
    assert answer["revision"] == 1
    assert {f["rule"] for f in answer["findings"]["added"]} >= {"ARE002", "GEO001"}
    assert [refusal["feature"] for refusal in answer["refused"]] == ["bow"]
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 1


def test_a_stale_writer_gets_what_changed(client: httpx.Client, started: str) -> None:
    assert edit(client, started, 1, body(square("new"), delete=("G09",))).status_code == 200
    for query in ({}, {"dry_run": "true"}):
        answer = edit(client, started, 1, body(square("late")), **query)
        assert answer.status_code == 409
        problem = answer.json()
        assert problem["revision"] == 2 and problem["changed"] == ["G09", "new"]
        assert problem["changes"][0]["put"] == ["new"] and problem["changes"][0]["deleted"] == ["G09"]
    ids = {f["id"] for f in client.get(f"/api/layouts/{started}/features").json()["features"]}
    assert "new" in ids and "late" not in ids and "G09" not in ids


def test_one_of_eight_wins(client: httpx.Client, started: str) -> None:
    def write(n: int) -> int:
        return edit(client, started, 1, body(square(f"w{n}"))).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(write, range(8)))
    assert statuses == [200] + [409] * 7
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 2


def test_a_refused_write_says_why_with_findings(client: httpx.Client, started: str) -> None:
    answer = edit(client, started, 1, body(square("ok"), Feature("bow", "group", BOW_TIE)))
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["where"] == "bow"
    assert problem["refused"][0]["at"] == pytest.approx([116.05, 39.05])
    assert "GEO001" in {finding["rule"] for finding in problem["findings"]}
    assert client.get(f"/api/layouts/{started}").json()["revision"] == 1


def test_the_revision_must_be_named(client: httpx.Client, started: str) -> None:
    assert edit(client, started, None, body(square("x"))).status_code == 428
    for wrong in ("*", '"x"', '"1", "2"', "-1", "9" * 30):
        answer = edit(client, started, wrong, body(square("x")))
        assert (answer.status_code, answer.json()["where"]) == (422, "If-Match")
    assert edit(client, "nope", 1, body(square("x"))).status_code == 404


GOOD = geojson.feature(square("x"))
WRONG: dict[str, tuple[Any, str]] = {
    "a list": ([], ""),
    "an unknown member": ({"puts": []}, "puts"),
    "put is no list": ({"put": {}}, "put"),
    "put holds a number": ({"put": [1]}, "put[0]"),
    "no id": ({"put": [GOOD, GOOD | {"id": None, "properties": {}}]}, "put[1].id"),
    "properties are a list": ({"put": [GOOD | {"properties": [1]}]}, "put[0].properties"),
    "twice": ({"put": [GOOD, GOOD]}, ""),
    "delete is no list": ({"delete": "G01"}, "delete"),
    "delete holds a number": ({"delete": ["G01", 5]}, "delete[1]"),
    "delete holds a NUL": ({"delete": ["a\0"]}, "delete[0]"),
    "put and deleted": ({"put": [GOOD], "delete": ["x"]}, "x"),
    "a message of numbers": ({"message": 5}, "message"),
    "a message with NUL": ({"message": "a\0b"}, "message"),
    "an endless author": ({"author": "a" * 2001}, "author"),
    "no geometry": ({"put": [GOOD | {"geometry": None}]}, "x"),
    "an unknown kind": ({"put": [GOOD | {"properties": {"kind": "castle"}}]}, "x"),
    "a NUL in a name": ({"put": [GOOD | {"properties": {"kind": "group", "name": "a\0"}}]}, "x"),
}


@pytest.mark.parametrize(("content", "where"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_edit_is_told_where(client: httpx.Client, content: Any, where: str) -> None:
    answer = edit(client, "zgc-2020", 1, content)
    assert answer.status_code == 422, answer.text
    assert answer.json().get("where", "") == where
    assert client.get("/api/layouts/zgc-2020").json()["revision"] == 1
