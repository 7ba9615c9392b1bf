"""GET /api/compare: two revisions side by side over HTTP."""

import httpx
import pytest

from api.store import Store
from geo.model import Edit
from tests.api.shapes import square

FIRST = Edit((square("G1", park="海淀园"), square("G2", 116.02, park="昌平园"), square("G3", 116.04)))
LATER = Edit((square("G1", park="海淀园", size=0.012), square("G2", 116.02, park="海淀园")), ("G3",))


@pytest.fixture(scope="module")
def plan(store: Store, client: httpx.Client) -> str:
    """A layout of two revisions, and a branch of its first."""
    body = {"from": {"layout": "practice-draft", "revision": 1}, "title": {"zh": "甲", "en": "A"}, "author": "李工"}
    assert client.post("/api/layouts", json=body | {"id": "plan"}).status_code == 200
    gone = tuple(store.layout("plan").features["id"])
    store.save("plan", 1, Edit(FIRST.put, gone), author="李工", message="")
    store.save("plan", 2, LATER, author="李工", message="")
    assert client.post("/api/layouts", json=body | {"id": "side", "from": {"layout": "plan", "revision": 2}}).is_success
    return "plan"


def test_two_revisions_side_by_side(client: httpx.Client, plan: str) -> None:
    answer = client.get("/api/compare", params={"from": f"{plan}@2", "to": f"{plan}@3"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["from"]["revision"], body["to"]["revision"], body["ancestor"]) == (
        2,
        3,
        {"layout": plan, "revision": 2},
    )
    found = {feature["id"]: feature for feature in body["features"]}
    assert {id: f["change"] for id, f in found.items()} == {"G1": "moved", "G2": "retitled", "G3": "removed"}
    assert found["G2"]["attributes"] == [{"name": "park", "before": "昌平园", "after": "海淀园"}]
    # A longer edge along a parallel is another straight line on the ground: some m2 are lost.
    one = found["G1"]
    assert one["gained_m2"] - one["lost_m2"] == pytest.approx(one["after_m2"] - one["before_m2"])
    assert one["lost_m2"] < 10
    assert found["G1"]["geometry"]["gained"]["type"] == "Polygon"
    assert found["G2"]["geometry"]["gained"] is None and found["G2"]["geometry"]["before"]["type"] == "MultiPolygon"
    assert found["G3"]["geometry"]["after"] is None and found["G3"]["after_m2"] is None
    assert body["summary"]["removed"] == 1 and body["summary"]["same"] == 0
    moved = [f for f in body["areas"]["flows"] if f["from"] and f["to"] and f["from"]["park"] != f["to"]["park"]]
    assert [(f["from"]["park"], f["to"]["park"]) for f in moved] == [("昌平园", "海淀园")]
    assert moved[0]["area_m2"] == pytest.approx(found["G2"]["before_m2"], rel=1e-9)


def test_outlines_can_be_left_out(client: httpx.Client, plan: str) -> None:
    body = client.get("/api/compare", params={"from": f"{plan}@2", "to": plan, "geometry": "false"}).json()
    assert body["features"] and all(feature["geometry"] is None for feature in body["features"])


def test_the_findings_that_come_and_go(client: httpx.Client, plan: str) -> None:
    body = client.get("/api/compare", params={"from": "practice-draft@1", "to": f"{plan}@3"}).json()
    before, after = (
        {f["id"] for f in client.get(f"/api/layouts/{of}").json()["findings"] if f["status"] == "open"}
        for of in ("practice-draft/report?revision=1", f"{plan}/report?revision=3")
    )
    found = body["findings"]
    assert {f["id"] for f in found["added"]} == after - before
    assert {f["id"] for f in found["resolved"]} == before - after
    assert found["kept"] + len(found["changed"]) == len(before & after)
    assert found["same_rules"] is True


def test_a_branch_and_its_origin_have_an_ancestor(client: httpx.Client, plan: str) -> None:
    body = client.get("/api/compare", params={"from": plan, "to": "side"}).json()
    assert body["ancestor"] == {"layout": plan, "revision": 2}
    assert client.get("/api/compare", params={"from": "zgc-2020", "to": "side"}).json()["ancestor"] is None


@pytest.mark.parametrize(
    ("query", "status"),
    [("from=plan@9&to=plan", 404), ("from=nothing&to=plan", 404), ("from=plan@x&to=plan", 422), ("from=plan", 422)],
)
def test_what_is_not_there_is_said(client: httpx.Client, plan: str, query: str, status: int) -> None:
    answer = client.get(f"/api/compare?{query}")
    assert answer.status_code == status and answer.json()["message"]["zh"]
