"""Comments over HTTP: on features, findings and places, answered, resolved and reopened, hidden with a reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.schemas.comments import ThreadModel
from api.store import Store
from geo.model import Edit, Feature, Layout
from geo.rulebook import Rulebook
from tests.api.people import COLLEAGUE, PLANNER, REVIEWER, VIEWER, Office, office
from tests.geo.rules.shapes import shape

__all__ = ["office"]
HOSTILE = "<img src=x onerror=alert(1)>‮ '); DROP TABLE comment;--"


def group(size_km2: float, id: str, book: Rulebook) -> Layout:
    return Layout.of([Feature("a", "group", shape(f"square {size_km2} km2", book.frame), {"name": "甲"})], id=id)


@pytest.fixture
def small(store: Store, fresh_id: Callable[[], str], book: Rulebook) -> str:
    """A layout with one group that is too small."""
    id = fresh_id()
    store.import_layout(group(1.8, id, book), author="me", message="first")
    return id


def say(client: httpx.Client, id: str, where: str = "", **body: Any) -> httpx.Response:
    return client.post(f"/api/layouts/{id}/comments{where}", json={"author": "王工"} | body)


def threads(client: httpx.Client, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/layouts/{id}/comments").json()
    for thread in found:
        ThreadModel.model_validate(thread)
    return found


def too_small(client: httpx.Client, id: str) -> str:
    found = client.get(f"/api/layouts/{id}/report").json()["findings"]
    return next(str(f["id"]) for f in found if f["rule"] == "ARE002")


def test_a_feature_a_finding_and_a_place_are_commented_on(client: httpx.Client, small: str) -> None:
    assert threads(client, small) == []
    first = say(client, small, body=HOSTILE, feature="a").json()
    assert (first["number"], first["body"], first["revision"], first["since"]) == (1, HOSTILE, 1, "same")
    second = say(client, small, body="太小", finding=too_small(client, small)).json()
    assert second["anchor"]["rule"] == "ARE002" and second["anchor"]["about"]["zh"] and second["at"] is not None
    third = say(client, small, body="这里", place=[116.28, 40.04]).json()
    assert third["at"] == [116.28, 40.04] and third["anchor"]["kind"] == "place"
    assert threads(client, small) == [first, second, third]


def test_later_it_says_what_has_become_of_it(client: httpx.Client, store: Store, small: str, book: Rulebook) -> None:
    say(client, small, body="边界", feature="a")
    say(client, small, body="太小", finding=too_small(client, small))
    say(client, small, body="这里", place=[116.28, 40.04])
    for size_km2, since in ((1.9, ["changed", "changed", "same"]), (2.5, ["changed", "gone", "same"])):
        store.import_layout(group(size_km2, small, book), author="me", message="redrawn")
        assert [thread["since"] for thread in threads(client, small)] == since
    store.save(small, 3, Edit(delete=("a",)), author="me", message="gone")
    assert threads(client, small)[0]["since"] == "gone"
    assert say(client, small, body="曾在", feature="a", revision=1).json()["since"] == "gone"
    assert say(client, small, body="已无", feature="a").status_code == 404


def test_a_thread_is_answered_resolved_and_reopened(client: httpx.Client, small: str, office: Office) -> None:
    with office.sits(REVIEWER):
        say(client, small, body="边界有误", feature="a", author="别人")
    with office.sits(PLANNER):
        told = say(client, small, "/1/reply", body="已改").json()
        assert (told["author"], told["mine"]) == ("王工", False)
        assert [(e["author"], e["mine"], e["body"]) for e in told["entries"]] == [("李工", True, "已改")]
        assert say(client, small, "/1/resolve").json()["resolved"] is True
        assert say(client, small, "/1/resolve").status_code == 409
    with office.sits(REVIEWER):
        assert say(client, small, "/1/reopen", body="仍有误").json()["resolved"] is False
        assert say(client, small, "/1/reopen").status_code == 409
    assert [e["what"] for e in threads(client, small)[0]["entries"]] == ["reply", "resolve", "reopen"]


def test_a_text_is_hidden_with_a_reason_and_by_whom_it_concerns(
    client: httpx.Client, small: str, office: Office
) -> None:
    with office.sits(PLANNER):
        say(client, small, body="误写", feature="a")
        say(client, small, "/1/reply", body="又误写")
    with office.sits(COLLEAGUE):
        assert say(client, small, "/1/hide", body="x", entry=1).status_code == 403
    with office.sits(PLANNER):
        assert say(client, small, "/1/hide", entry=1).json()["where"] == "body"
        told = say(client, small, "/1/hide", body="写错布局", entry=1).json()
        assert say(client, small, "/1/hide", body="x", entry=9).status_code == 404
        assert say(client, small, "/1/hide", body="x", entry=1).status_code == 409
    (entry,) = told["entries"]
    assert entry["body"] is None and (entry["hidden"]["author"], entry["hidden"]["reason"]) == ("李工", "写错布局")
    with office.sits(REVIEWER):
        assert say(client, small, "/1/hide", body="与布局无关", entry=0).json()["body"] is None
    with office.sits(VIEWER):
        assert threads(client, small)[0]["hidden"]["reason"] == "与布局无关"
        assert say(client, small, body="x", feature="a").status_code == 403


def test_many_who_comment_at_once_get_numbers_of_their_own(client: httpx.Client, small: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda i: say(client, small, body=str(i), feature="a").json()["number"], range(12)))
    assert sorted(told) == list(range(1, 13))


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"feature": "a"}, "body"), ({"body": "x"}, "feature"),
        ({"body": "x", "feature": "a", "finding": "b"}, "feature"),
        ({"body": "x" * 2001, "feature": "a"}, "body"), ({"body": "\0", "feature": "a"}, "body"),
        ({"body": "x", "place": [181, 0]}, "place"), ({"body": "x", "place": "here"}, "place"),
        ({"body": "x", "place": [True, 0]}, "place"), ({"body": "x", "feature": "a", "revision": 2}, "revision"),
        ({"body": "x", "feature": "a", "revision": True}, "revision"), ({"body": "x", "feature": 5}, "feature"),
        ({"body": "x", "feature": "a", "author": ""}, "author"), ({"body": "x", "feature": "a", "to": 1}, "to"),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_comment_says_where(client: httpx.Client, small: str, body: dict[str, Any], where: str) -> None:
    refused = say(client, small, **body)
    assert refused.status_code == 422 and refused.json()["where"] == where


def test_what_is_not_there_is_not_commented_on(client: httpx.Client, small: str) -> None:
    assert say(client, small, body="x", feature="nothing").status_code == 404
    assert say(client, small, body="x", finding="0" * 16).status_code == 404
    assert say(client, small, "/7/reply", body="x").status_code == 404
    assert say(client, small, "/7/hide", body="x", entry=0).status_code == 404
    assert say(client, small, "/7/reply", body="x", entry=1).json()["where"] == "entry"
    assert say(client, "nowhere", body="x", feature="a").status_code == 404
    assert client.get("/api/layouts/nowhere/comments").status_code == 404
