"""Reviews over HTTP: from draft to published and superseded, by people who may and people who may not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.auth.people import NOBODY, Person
from api.schemas.reviews import ReviewModel
from api.store import Store
from geo.model import Edit, Feature, Layout
from tests.api.people import (
    CHIEF,
    COLLEAGUE,
    NAMESAKE,
    PLANNER,
    PUBLISHER,
    REVIEWER,
    VIEWER,
    Office,
    office,
)

__all__ = ["office"]
# People in the database claim the service for all tests of this file.
pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture
def sound(store: Store, fresh_id: Callable[[], str], reference: Layout) -> str:
    """A copy of the reference layout, which no error stands against."""
    id = fresh_id()
    store.import_layout(Layout(id, reference.features), author="me", message="first")
    return id


def take(client: httpx.Client, id: str, step: str, revision: int = 1, **body: Any) -> httpx.Response:
    told = {"step": step, "author": "somebody"} | body
    return client.post(f"/api/layouts/{id}/review", headers={"If-Match": f'"{revision}"'}, json=told)


def publish(client: httpx.Client, id: str, revision: int = 1) -> httpx.Response:
    body = {"author": "somebody", "message": "经专题会审议通过"}
    return client.post(f"/api/layouts/{id}/publications", headers={"If-Match": f'"{revision}"'}, json=body)


def seen(client: httpx.Client, id: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(f"/api/layouts/{id}/review").json()
    ReviewModel.model_validate(told)
    return told


def may(client: httpx.Client, id: str) -> set[str]:
    return {step["step"] for step in seen(client, id)["next"] if step["may"]}


def edited(store: Store, id: str, base: int) -> int:
    feature = store.layout(id).feature("G09")
    assert feature is not None
    put = Feature(feature.id, feature.kind, feature.geometry, {**feature.properties, "note": f"after {base}"})
    return store.save(id, base, Edit(put=(put,)), author="me", message="later").revision


def test_an_office_submits_returns_fixes_approves_publishes(
    client: httpx.Client, store: Store, sound: str, office: Office
) -> None:
    with office.sits(PLANNER):
        assert may(client, sound) == {"submit"}
        told = take(client, sound, "submit", message="请审").json()
        assert told["state"] == "in-review" and told["office"] and told["history"][0]["mine"]
        assert may(client, sound) == {"withdraw"}
        assert publish(client, sound).status_code == 403
    with office.sits(REVIEWER):
        assert may(client, sound) == {"approve", "return"}
        assert take(client, sound, "return").json()["where"] == "message"
        assert take(client, sound, "return", message="补充批复文号").json()["state"] == "draft"
    with office.sits(PLANNER):
        assert edited(store, sound, 1) == 2
        assert take(client, sound, "submit", 2).status_code == 200
    with office.sits(PUBLISHER):
        early = publish(client, sound, 2)
        assert early.status_code == 409 and "审查" in early.json()["message"]["zh"]
        assert take(client, sound, "approve", 2).json()["state"] == "approved"
        assert may(client, sound) == {"publish", "return"}
        first = publish(client, sound, 2).json()
        assert first["author"] == "周处" and first["superseded_by"] is None
        assert seen(client, sound)["state"] == "published" and may(client, sound) == set()
    steps = [(s["step"], s["revision"], s["author"]) for s in seen(client, sound)["history"]]
    assert steps == [("publish", 2, "周处"), ("approve", 2, "周处"), ("submit", 2, "李工"),
                     ("return", 1, "王工"), ("submit", 1, "李工")]  # fmt: skip


def test_the_next_publication_supersedes_the_last(client: httpx.Client, store: Store, sound: str) -> None:
    assert publish(client, sound).status_code == 200
    assert edited(store, sound, 1) == 2
    assert (seen(client, sound)["state"], seen(client, sound)["published"]["number"]) == ("draft", 1)
    second = publish(client, sound, 2).json()
    newest, oldest = client.get(f"/api/layouts/{sound}/publications").json()
    assert newest == second and newest["superseded"] is None
    assert (oldest["superseded_by"], oldest["superseded"]) == (2, second["created"])
    with store.engine.connect() as connection:
        asked = "SELECT review_state(%s, 1), review_state(%s, 2)"
        assert tuple(connection.exec_driver_sql(asked, (sound, sound)).one()) == ("superseded", "published")


def test_an_edit_leaves_the_submission_behind(client: httpx.Client, store: Store, sound: str, office: Office) -> None:
    with office.sits(PLANNER):
        assert take(client, sound, "submit").status_code == 200
        assert edited(store, sound, 1) == 2
        told = seen(client, sound)
    assert told["state"] == "draft" and (told["stale"]["revision"], told["stale"]["state"]) == (1, "in-review")
    assert "第 1 版" in told["stale"]["why"]["zh"] and "revision 2" in told["stale"]["why"]["en"]
    with office.sits(REVIEWER):
        late = take(client, sound, "approve", 1)
    assert late.status_code == 409 and late.json()["changed"] == ["G09"]
    with office.sits(PLANNER):
        assert take(client, sound, "submit", 2).json()["stale"] is None


def test_nobody_decides_on_the_own_submission_whatever_the_name(
    client: httpx.Client, sound: str, office: Office
) -> None:
    with office.sits(CHIEF):
        assert take(client, sound, "submit").status_code == 200
        assert take(client, sound, "approve").status_code == 403
        assert take(client, sound, "return", message="x").status_code == 403
        assert take(client, sound, "withdraw", message="错版").json()["state"] == "draft"
    with office.sits(PLANNER):
        assert take(client, sound, "submit").status_code == 200
    with office.sits(COLLEAGUE):
        assert take(client, sound, "withdraw").status_code == 403
    with office.sits(NAMESAKE):
        assert take(client, sound, "approve").json()["state"] == "approved"


@pytest.mark.parametrize(
    ("who", "status"), [(NOBODY, 401), (VIEWER, 403), (PLANNER, 403), (REVIEWER, 409)], ids=lambda v: str(v)[:12]
)
def test_who_may_not_approve_is_told_why(
    client: httpx.Client, sound: str, office: Office, who: Person, status: int
) -> None:
    with office.sits(who):
        refused = take(client, sound, "approve")
    assert refused.status_code == status and refused.json()["message"]["zh"]


def test_at_an_unclaimed_machine_one_person_does_all_of_it(client: httpx.Client, sound: str) -> None:
    assert may(client, sound) == {"submit", "publish"}
    assert take(client, sound, "submit").json()["office"] is False
    assert take(client, sound, "submit").status_code == 409
    assert take(client, sound, "approve").json()["state"] == "approved"
    assert publish(client, sound).status_code == 200
    assert take(client, sound, "return", message="x").status_code == 409


def test_what_stands_against_publishing_is_listed(
    client: httpx.Client, store: Store, fresh_id: Callable[[], str], practice: Layout, office: Office
) -> None:
    id = fresh_id()
    store.import_layout(Layout(id, practice.features), author="me", message="first")
    with office.sits(PLANNER):
        assert take(client, id, "submit").status_code == 200
    with office.sits(PUBLISHER):
        told = take(client, id, "approve").json()
        assert told["against"] and told["against"] == publish(client, id).json()["findings"]
    (no,) = [step["why"] for step in told["next"] if step["step"] == "publish"]
    assert str(len(told["against"])) in no["en"]


def test_one_of_four_reviewers_is_the_one(client: httpx.Client, sound: str, office: Office) -> None:
    with office.sits(PLANNER):
        take(client, sound, "submit")
    with office.sits(REVIEWER), ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: take(client, sound, "approve").status_code, range(4)))
    assert sorted(answers) == [200] + [409] * 3


def test_a_wrong_step_says_where(client: httpx.Client, sound: str) -> None:
    assert take(client, sound, "publish").json()["where"] == "step"
    assert take(client, sound, "submit", author=" ").json()["where"] == "author"
    assert take(client, sound, "submit", message="x" * 2001).json()["where"] == "message"
    assert take(client, sound, "submit", force=True).json()["where"] == "force"
    assert client.post(f"/api/layouts/{sound}/review", json={"step": "submit"}).status_code == 428
    assert take(client, "nowhere", "submit").status_code == 404
    assert client.get("/api/layouts/nowhere/review").status_code == 404
