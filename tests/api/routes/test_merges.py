"""Branches, merges and reverts over HTTP: what they bring, what they ask, and what is kept of them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.store import Store
from geo.model import Edit, Feature
from tests.api.shapes import BOW_TIE, square


def save(store: Store, id: str, *put: Feature, delete: tuple[str, ...] = ()) -> int:
    return store.save(id, store.record(id).revision, Edit(put, delete), author="李工", message="").revision


@pytest.fixture
def plan(store: Store, client: httpx.Client, fresh_id: Callable[[], str]) -> str:
    """A layout of three squares."""
    id = fresh_id()
    body = {"from": {"layout": "practice-draft", "revision": 1}, "title": {"zh": "甲", "en": "A"}, "author": "李工"}
    assert client.post("/api/layouts", json=body | {"id": id}).is_success
    gone = tuple(store.layout(id).features["id"])
    save(store, id, square("G1"), square("G2", 116.02), square("G3", 116.04), delete=gone)
    return id


@pytest.fixture
def side(client: httpx.Client, plan: str) -> str:
    """A branch of its second revision."""
    body = {"from": {"layout": plan, "revision": 2}, "title": {"zh": "乙", "en": "B"}, "author": "李工"}
    assert client.post("/api/layouts", json=body | {"id": f"{plan}-side"}).is_success
    return f"{plan}-side"


def post(client: httpx.Client, address: str, newest: int, /, **body: Any) -> httpx.Response:
    return client.post(f"/api/layouts/{address}", json=body | {"author": "王工"}, headers={"If-Match": f'"{newest}"'})


def names(store: Store, id: str) -> dict[str, str]:
    table = store.layout(id).features
    return dict(zip(table["id"], table["name"], strict=True))


def test_what_only_one_side_changed_comes_over(client: httpx.Client, store: Store, plan: str, side: str) -> None:
    save(store, side, square("G1", name="一"), square("G4", 116.06), delete=("G3",))
    save(store, plan, square("G2", 116.02, name="二"))
    look = client.get(f"/api/layouts/{plan}/merge", params={"from": side}).json()
    assert (look["base"], look["revision"], look["merged"]) == ({"layout": plan, "revision": 2}, 3, False)
    assert (look["put"], look["delete"], look["conflicts"]) == (["G1", "G4"], ["G3"], [])
    assert {f["id"]: f["change"] for f in look["features"]} == {"G1": "retitled", "G4": "added", "G3": "removed"}
    tried = post(client, f"{plan}/merge?dry_run=true", 3, **{"from": side}).json()
    assert tried["revision"] == 3 and store.record(plan).revision == 3
    done = post(client, f"{plan}/merge", 3, **{"from": side}).json()
    assert done["revision"] == 4 and done["findings"] == tried["findings"]
    assert names(store, plan) == {"G1": "一", "G2": "二", "G4": "G4"}
    (newest, *_) = client.get(f"/api/layouts/{plan}/revisions").json()
    assert (newest["kind"], newest["of"], newest["author"]) == ("merge", {"layout": side, "revision": 2}, "王工")
    assert client.get(f"/api/layouts/{plan}/merge", params={"from": side}).json()["merged"] is True


def test_merging_goes_on_from_the_last_merge(client: httpx.Client, store: Store, plan: str, side: str) -> None:
    save(store, side, square("G1", name="一"))
    assert post(client, f"{plan}/merge", 2, **{"from": side}).json()["revision"] == 3
    save(store, plan, square("G1", name="三"))
    save(store, side, square("G2", 116.02, name="二"))
    # Without the record of the first merge the name of G1 would be a conflict.
    look = client.get(f"/api/layouts/{plan}/merge", params={"from": side}).json()
    assert (look["base"], look["conflicts"], look["put"]) == ({"layout": side, "revision": 2}, [], ["G2"])
    back = client.get(f"/api/layouts/{side}/merge", params={"from": plan}).json()
    assert (back["base"], back["conflicts"], back["put"]) == ({"layout": side, "revision": 2}, [], ["G1"])


def test_conflicts_are_refused_with_their_list_and_chosen(
    client: httpx.Client, store: Store, plan: str, side: str
) -> None:
    save(store, side, square("G1", name="乙", size=0.012), square("G2", 116.02, name="丁"), delete=("G3",))
    save(
        store,
        plan,
        square("G1", name="甲", size=0.011),
        square("G2", 116.02, note="改"),
        square("G3", 116.04, name="丙"),
    )
    refused = post(client, f"{plan}/merge", 3, **{"from": side})
    assert refused.status_code == 409 and store.record(plan).revision == 3
    conflicts = refused.json()["conflicts"]
    assert [(c["feature"], c["part"], c["why"]) for c in conflicts] == [
        ("G1", "name", "both-changed"),
        ("G1", "geometry", "both-changed"),
        ("G3", "feature", "deleted-there"),
    ]
    assert [conflicts[0][s] for s in ("base", "mine", "theirs")] == ["G1", "甲", "乙"]
    assert conflicts[1]["theirs"]["type"] == "MultiPolygon"
    assert conflicts[2]["theirs"] is None and conflicts[2]["mine"]["properties"]["name"] == "丙"
    assert conflicts == client.get(f"/api/layouts/{plan}/merge", params={"from": side}).json()["conflicts"]
    choices = [
        {"feature": "G1", "part": "name", "take": "value", "value": "甲乙"},
        {"feature": "G1", "part": "geometry", "take": "theirs"},
    ]
    tried = post(client, f"{plan}/merge?dry_run=true", 3, choices=choices, **{"from": side})
    assert tried.status_code == 200 and [c["feature"] for c in tried.json()["conflicts"]] == ["G3"]
    choices.append({"feature": "G3", "part": "feature", "take": "theirs"})
    done = post(client, f"{plan}/merge", 3, choices=choices, **{"from": side})
    assert done.status_code == 200 and done.json()["delete"] == ["G3"]
    assert names(store, plan) == {"G1": "甲乙", "G2": "丁"}
    one, other = (store.layout(id).feature("G1") for id in (plan, side))
    assert one is not None and other is not None and one.geometry == other.geometry


def test_choosing_mine_throughout_makes_no_revision_and_asks_no_more(
    client: httpx.Client, store: Store, plan: str, side: str
) -> None:
    save(store, side, square("G1", name="乙"))
    save(store, plan, square("G1", name="甲"))
    choice = {"feature": "G1", "part": "name", "take": "mine"}
    assert post(client, f"{plan}/merge", 3, choices=[choice], **{"from": side}).json()["revision"] == 3
    look = client.get(f"/api/layouts/{plan}/merge", params={"from": side}).json()
    assert look["merged"] is True and look["conflicts"] == []
    assert client.get(f"/api/layouts/{plan}/revisions").json()[0]["kind"] == "edit"


def test_a_revision_is_taken_back_by_a_new_one(client: httpx.Client, store: Store, plan: str) -> None:
    save(store, plan, square("G1", name="一"), delete=("G3",))
    save(store, plan, square("G1", name="一", note="后来"))
    done = post(client, f"{plan}/revert", 4, revision=3)
    assert done.status_code == 200 and done.json()["put"] == ["G1", "G3"], done.text
    assert names(store, plan) == {"G1": "G1", "G2": "G2", "G3": "G3"}
    first = store.layout(plan).feature("G1")
    assert first is not None and first.properties["note"] == "后来"
    (newest, *_) = client.get(f"/api/layouts/{plan}/revisions").json()
    assert (newest["kind"], newest["of"]) == ("revert", {"layout": plan, "revision": 3})


def test_what_changed_again_since_is_asked(client: httpx.Client, store: Store, plan: str) -> None:
    save(store, plan, square("G1", name="一"))
    save(store, plan, square("G1", name="二"))
    refused = post(client, f"{plan}/revert", 4, revision=3)
    (conflict,) = refused.json()["conflicts"]
    assert refused.status_code == 409
    assert [conflict[side] for side in ("base", "mine", "theirs")] == ["一", "二", "G1"]
    choice = {"feature": "G1", "part": "name", "take": "theirs"}
    assert post(client, f"{plan}/revert", 4, revision=3, choices=[choice]).json()["revision"] == 5
    assert names(store, plan)["G1"] == "G1"


def test_what_a_merge_would_break_is_found_before_it_lands(
    client: httpx.Client, store: Store, plan: str, side: str
) -> None:
    """Each side is clean by itself: together two groups overlap."""
    save(store, plan, square("G5", 116.1))
    save(store, side, square("G6", 116.105))
    tried = post(client, f"{plan}/merge?dry_run=true", 3, **{"from": side}).json()
    assert any(set(f["subjects"]) == {"G5", "G6"} for f in tried["findings"]["added"])
    choice = {"feature": "G1", "part": "name", "take": "mine"}
    assert post(client, f"{plan}/merge", 3, choices=[choice], **{"from": side}).status_code == 422


def test_a_chosen_outline_that_is_broken_is_kept_out(client: httpx.Client, store: Store, plan: str, side: str) -> None:
    save(store, side, square("G1", size=0.012))
    save(store, plan, square("G1", size=0.011))
    broken = dict(BOW_TIE.__geo_interface__)
    choice = {"feature": "G1", "part": "geometry", "take": "value", "value": broken}
    refused = post(client, f"{plan}/merge", 3, choices=[choice], **{"from": side})
    assert refused.status_code == 422 and refused.json()["refused"][0]["feature"] == "G1"
    assert store.record(plan).revision == 3


def test_a_stale_merge_is_told_what_came_since(client: httpx.Client, store: Store, plan: str, side: str) -> None:
    save(store, side, square("G1", name="一"))
    save(store, plan, square("G2", 116.02, name="二"))
    refused = post(client, f"{plan}/merge", 2, **{"from": side})
    assert refused.status_code == 409 and refused.json()["changed"] == ["G2"]


def test_who_branched_from_a_layout(client: httpx.Client, store: Store, plan: str, side: str) -> None:
    save(store, side, square("G1", name="一"))
    (branch,) = client.get(f"/api/layouts/{plan}/branches").json()
    assert (branch["id"], branch["from"], branch["revision"], branch["merged"]) == (
        side,
        {"layout": plan, "revision": 2},
        2,
        None,
    )
    post(client, f"{plan}/merge", 2, **{"from": side})
    assert client.get(f"/api/layouts/{plan}/branches").json()[0]["merged"] == 2
    kinds = [r["kind"] for r in client.get(f"/api/layouts/{side}/revisions").json()]
    assert kinds == ["edit", "branch"]


BAD: list[tuple[str, dict[str, Any], int, str | None]] = [
    ("merge", {"from": "nothing"}, 404, None),
    ("merge", {"from": "PLAN"}, 422, "from"),
    ("merge", {"from": "zgc-2020"}, 422, "from"),
    ("merge", {"from": "SIDE@9"}, 404, None),
    ("merge", {"from": "SIDE@x"}, 422, "from"),
    ("merge", {}, 422, "from"),
    ("merge", {"from": "SIDE", "choices": {}}, 422, "choices"),
    ("merge", {"from": "SIDE", "choices": [1]}, 422, "choices[0]"),
    ("merge", {"from": "SIDE", "choices": [{"feature": 1}]}, 422, "choices[0].feature"),
    ("merge", {"from": "SIDE", "choices": [{"feature": "G1", "part": "area"}]}, 422, "choices[0].part"),
    ("merge", {"from": "SIDE", "choices": [{"feature": "G1", "part": "name"}]}, 422, "choices[0].take"),
    (
        "merge",
        {"from": "SIDE", "choices": [{"feature": "G1", "part": "modes", "take": "value", "value": 7}]},
        422,
        "choices[0].value",
    ),
    (
        "merge",
        {"from": "SIDE", "choices": [{"feature": "G1", "part": "feature", "take": "value", "value": 7}]},
        422,
        "choices[0].value",
    ),
    ("merge", {"from": "SIDE", "choices": [{"feature": "G1", "part": "name", "take": "mine"}]}, 422, "choices[0]"),
    ("revert", {"revision": 9}, 404, None),
    ("revert", {"revision": 1}, 422, "revision"),
    ("revert", {"revision": "2"}, 422, "revision"),
    ("revert", {}, 422, "revision"),
    ("revert", {"revision": 2, "extra": 1}, 422, "extra"),
]


def test_what_does_not_fit_is_said_with_its_place(client: httpx.Client, plan: str, side: str) -> None:
    for what, body, status, where in BAD:
        if "from" in body:
            body = body | {"from": body["from"].replace("PLAN", plan).replace("SIDE", side)}
        answer = post(client, f"{plan}/{what}", 2, **body)
        assert (answer.status_code, answer.json().get("where")) == (status, where), (body, answer.text)
    assert client.post(f"/api/layouts/{plan}/merge", json={"from": side}).status_code == 428
