"""Starting a layout from a revision of another one, with edits of that revision and the waivers that hold there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from api.settings import Settings
from api.store import Store
from geo.model import Layout
from tests.api.conftest import serving

TITLE = {"zh": "备选方案", "en": "Alternative"}


@pytest.fixture
def started(store: Store, fresh_id: Callable[[], str], practice: Layout) -> str:
    """The practice draft at revision 1."""
    id = fresh_id()
    store.import_layout(Layout(id, practice.features), author="me", message="first")
    return id


def copy(client: httpx.Client, of: str, revision: Any = 1, **more: Any) -> httpx.Response:
    body = {"from": {"layout": of, "revision": revision}, "title": TITLE, "author": "李工"} | more
    return client.post("/api/layouts", json={name: value for name, value in body.items() if value is not ...})


def features(client: httpx.Client, id: str) -> dict[str, Any]:
    found = client.get(f"/api/layouts/{id}/features").json()["features"]
    return {feature["id"]: feature for feature in found}


def too_small(client: httpx.Client, id: str) -> dict[str, Any]:
    found = client.get(f"/api/layouts/{id}/report").json()["findings"]
    one: dict[str, Any]
    (one,) = [f for f in found if (f["rule"], f["subjects"]) == ("ARE002", ["G27"])]
    return one


def test_it_starts_where_the_other_one_was_and_takes_the_edits(client: httpx.Client, started: str) -> None:
    mine, theirs = features(client, started)["G01"], features(client, started)["G02"]
    mine["properties"]["note"], theirs["properties"]["note"] = "我的", "别人的"
    path, base = f"/api/layouts/{started}/edits", {"If-Match": "1"}
    assert client.post(path, headers=base, json={"put": [theirs]}).json()["revision"] == 2
    made = copy(client, started, put=[mine], delete=["S-P01-1"], message="两份都保留")
    assert made.status_code == 200
    layout = made.json()
    assert layout["id"] == f"{started}-2" and layout["title"] == TITLE
    assert (layout["revision"], layout["author"], layout["message"]) == (2, "李工", "两份都保留")
    assert layout["from"] == {"layout": started, "revision": 1} and layout["published"] is None
    copied = features(client, layout["id"])
    assert copied["G01"]["properties"]["note"] == "我的" and copied["G02"]["properties"]["note"] != "别人的"
    assert "S-P01-1" not in copied and copied["G03"] == features(client, started)["G03"]
    assert features(client, started)["G02"]["properties"]["note"] == "别人的"
    assert copy(client, started).json()["id"] == f"{started}-3"


def test_without_edits_it_has_one_revision(client: httpx.Client, started: str, fresh_id: Callable[[], str]) -> None:
    name = fresh_id()
    layout = copy(client, started, id=name).json()
    assert (layout["id"], layout["revision"]) == (name, 1) and started in layout["message"]
    assert layout["summary"] == client.get(f"/api/layouts/{started}").json()["summary"]


def test_waivers_that_hold_are_carried_over(client: httpx.Client, started: str) -> None:
    waiver = {"reason": {"zh": "因", "en": "why"}, "approver": "王工", "author": "李工", "expires": "2027-12-31"}
    register = f"/api/layouts/{started}/waivers"
    kept = client.post(register, json=waiver | {"finding": too_small(client, started)["id"]}).json()
    other = next(
        f for f in client.get(f"/api/layouts/{started}/report").json()["findings"]
        if f["status"] == "open" and f["rule"] == "GEO002"
    )  # fmt: skip
    gone = client.post(register, json=waiver | {"finding": other["id"]}).json()
    client.post(f"{register}/{gone['number']}/revoke", json={"author": "李工", "reason": "重划"})
    made = copy(client, started).json()["id"]
    (carried,) = client.get(f"/api/layouts/{made}/waivers").json()
    assert carried["number"] > gone["number"] and carried["layout"] == made and carried["state"] == "holds"
    same = ("finding", "reason", "approver", "author", "expires", "measured", "evidence")
    assert [carried[name] for name in same] == [kept[name] for name in same]
    assert too_small(client, made)["status"] == "waived"


@pytest.mark.parametrize(
    ("changes", "status", "where"),
    [
        ({"from": ...}, 422, "from"),
        ({"from": {"layout": "x"}}, 422, "from"),
        ({"from": {"layout": "x", "revision": "1"}}, 422, "from.revision"),
        ({"from": {"layout": "x", "revision": True}}, 422, "from.revision"),
        ({"from": {"layout": "nowhere", "revision": 1}}, 404, None),
        ({"title": "x"}, 422, "title"),
        ({"title": {"zh": "名"}}, 422, "title.en"),
        ({"author": ""}, 422, "author"),
        ({"id": "a/b"}, 422, "id"),
        ({"id": "zgc-2020"}, 409, None),
        ({"put": [{"type": "Feature"}]}, 422, "put[0].id"),
        ({"delete": 5}, 422, "delete"),
        ({"colour": "red"}, 422, "colour"),
    ],
    ids=str,
)
def test_a_wrong_request_makes_nothing(
    client: httpx.Client, started: str, changes: dict[str, Any], status: int, where: str | None
) -> None:
    before = len(client.get("/api/layouts").json())
    answer = copy(client, started, **changes)
    assert (answer.status_code, answer.json().get("where")) == (status, where)
    assert copy(client, started, 9).status_code == 404
    assert len(client.get("/api/layouts").json()) == before


def test_a_broken_outline_makes_nothing_either(client: httpx.Client, started: str) -> None:
    bow = {"type": "Polygon", "coordinates": [[[116, 40], [116.1, 40.1], [116.1, 40], [116, 40.1], [116, 40]]]}
    feature = {"type": "Feature", "id": "bow", "geometry": bow, "properties": {"kind": "group"}}
    answer = copy(client, started, put=[feature])
    assert answer.status_code == 422 and answer.json()["refused"][0]["feature"] == "bow"
    assert client.get(f"/api/layouts/{started}-2").status_code == 404


@contextmanager
def statements_on(store: Store) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", hear)


def test_a_list_of_many_asks_the_database_no_oftener_than_one_of_few(
    client: httpx.Client, started: str, fresh_id: Callable[[], str], store: Store, settings: Settings
) -> None:
    counts = []
    for more in (1, 6):
        for _ in range(more):
            assert copy(client, started, id=fresh_id()).status_code == 200
        told = client.get("/api/layouts").json()
        # Another process has checked them, this one remembers nothing.
        with serving(store, settings) as fresh:
            for _ in range(2):
                with statements_on(store) as asked:
                    assert fresh.get("/api/layouts").json() == told
                counts.append(len(asked))
    cold, warm = counts[0::2], counts[1::2]
    assert cold[0] == cold[1] and warm[0] == warm[1] <= cold[0]
