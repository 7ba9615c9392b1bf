"""Publishing over HTTP: refused while an error stands, pinned for good once nothing does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.schemas import LayoutModel, PublicationModel
from api.store import Store
from geo.model import Edit, Feature, Layout

SIGNED = {"author": "王工", "message": "经专题会审议通过"}


@pytest.fixture
def sound(store: Store, fresh_id: Callable[[], str], reference: Layout) -> str:
    """A copy of the reference layout, which no error stands against."""
    id = fresh_id()
    store.import_layout(Layout(id, reference.features), author="me", message="first")
    return id


@pytest.fixture
def faulty(store: Store, fresh_id: Callable[[], str], practice: Layout) -> str:
    """A copy of the practice draft."""
    id = fresh_id()
    store.import_layout(Layout(id, practice.features), author="me", message="first")
    return id


def publish(client: httpx.Client, id: str, revision: object = 1, **changes: Any) -> httpx.Response:
    headers = {} if revision is None else {"If-Match": f'"{revision}"'}
    return client.post(f"/api/layouts/{id}/publications", headers=headers, json=SIGNED | changes)


def renamed(store: Store, id: str, base: int, name: str) -> int:
    """A next revision that differs in a note."""
    feature = store.layout(id).feature("G09")
    assert feature is not None
    put = Feature(feature.id, feature.kind, feature.geometry, {**feature.properties, "note": name})
    return store.save(id, base, Edit(put=(put,)), author="me", message=name).revision


def test_a_revision_is_pinned_and_the_layout_says_so(client: httpx.Client, store: Store, sound: str) -> None:
    assert client.get(f"/api/layouts/{sound}").json()["published"] is None
    assert client.get(f"/api/layouts/{sound}/publications").json() == []
    told = publish(client, sound)
    assert told.status_code == 200
    first = told.json()
    PublicationModel.model_validate(first)
    assert (first["number"], first["revision"], first["author"]) == (1, 1, "王工")
    assert first["rulebook"].startswith("zgc@") and len(first["rulebook_digest"]) == 16
    assert publish(client, sound).status_code == 409
    assert renamed(store, sound, 1, "later") == 2
    layout = client.get(f"/api/layouts/{sound}").json()
    LayoutModel.model_validate(layout)
    assert layout["revision"] == 2 and layout["published"] == first
    assert publish(client, sound, 2, message="").json()["number"] == 2
    assert [p["revision"] for p in client.get(f"/api/layouts/{sound}/publications").json()] == [2, 1]
    assert next(e for e in client.get("/api/layouts").json() if e["id"] == sound)["published"]["number"] == 2


def test_an_open_error_is_in_the_way_and_a_waiver_moves_it(client: httpx.Client, faulty: str) -> None:
    report = client.get(f"/api/layouts/{faulty}/report", params={"stage": "publication"}).json()
    errors = [f for f in report["findings"] if f["status"] == "open" and f["severity"] == "error"]
    refused = publish(client, faulty)
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    body = refused.json()
    assert body["findings"] == errors and str(len(errors)) in body["message"]["zh"]
    waiver = {"finding": errors[0]["id"], "reason": {"zh": "因", "en": "why"}, "approver": "王工", "author": "李工"}
    answer = client.post(f"/api/layouts/{faulty}/waivers", json=waiver | {"expires": "2027-12-31"})
    assert answer.status_code == 200
    assert [f["id"] for f in publish(client, faulty).json()["findings"]] == [f["id"] for f in errors[1:]]
    assert client.get(f"/api/layouts/{faulty}/publications").json() == []


def test_one_of_six_publishers_wins(client: httpx.Client, sound: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: publish(client, sound).status_code, range(6)))
    assert sorted(answers) == [200] + [409] * 5


def test_what_is_published_is_what_was_looked_at(client: httpx.Client, store: Store, sound: str) -> None:
    renamed(store, sound, 1, "later")
    late = publish(client, sound, 1)
    assert late.status_code == 409 and late.json()["revision"] == 2 and late.json()["changed"] == ["G09"]
    assert publish(client, sound, None).status_code == 428
    assert publish(client, sound, "x").status_code == 422
    assert publish(client, sound, 2, author=" ").json()["where"] == "author"
    assert publish(client, sound, 2, force=True).json()["where"] == "force"
    assert publish(client, "nowhere").status_code == 404
    assert client.get("/api/layouts/nowhere/publications").status_code == 404
