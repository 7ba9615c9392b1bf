"""The link that makes the first administrator: works once, for a while, and for nobody else."""

from collections.abc import Iterator

import httpx
import psycopg
import pytest

from api import embedded
from api.auth import claims
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.signing import ADMIN, PASSWORD


@pytest.fixture
def fresh(server: embedded.Server, database: str, store: Store) -> Iterator[Store]:
    """The store with nobody in it."""
    yield store
    with server.connect(embedded.OWNER, database) as owner:
        owner.execute("TRUNCATE person, person_password, web_session, api_token, one_time_link CASCADE")


@pytest.fixture
def unclaimed(fresh: Store, settings: Settings) -> Iterator[httpx.Client]:
    with serving(fresh, settings) as client:
        yield client


def claim(client: httpx.Client, code: str, **more: str) -> httpx.Response:
    return client.post("/api/claim", json={"code": code, "name": ADMIN, "password": PASSWORD} | more)


def test_the_link_makes_one_administrator_and_no_second(unclaimed: httpx.Client, fresh: Store) -> None:
    code = claims.offer(fresh.engine)
    made = claim(unclaimed, code)
    assert made.status_code == 200
    who = made.json()["person"]
    assert who == {"key": who["key"], "name": ADMIN, "role": "administrator", "districts": None}
    assert unclaimed.get("/api/session").json()["person"]["name"] == ADMIN
    unclaimed.cookies.clear()
    for again in (claim(unclaimed, code, name="second"), claim(unclaimed, claims.offer(fresh.engine), name="second")):
        assert again.status_code == 403 and "yuantu db claim" in again.json()["detail"]


def test_only_the_newest_link_works_and_only_in_time(
    unclaimed: httpx.Client, fresh: Store, server: embedded.Server, database: str
) -> None:
    old, new = claims.offer(fresh.engine), claims.offer(fresh.engine)
    assert claim(unclaimed, old).status_code == 403
    with server.connect(embedded.OWNER, database) as owner:
        owner.execute("UPDATE one_time_link SET expires = now()")
    assert claim(unclaimed, new).status_code == 403
    assert unclaimed.get("/api/session").json()["claimed"] is False


@pytest.mark.parametrize(
    ("more", "where"),
    [({"password": "short"}, "password"), ({"name": "  "}, "name"), ({"name": "a\u202eb"}, "name")],
)
def test_what_does_not_fit_spends_no_link(
    unclaimed: httpx.Client, fresh: Store, more: dict[str, str], where: str
) -> None:
    code = claims.offer(fresh.engine)
    refused = claim(unclaimed, code, **more)
    assert refused.status_code == 422 and refused.json()["where"] == where
    assert claim(unclaimed, code).status_code == 200


def test_the_serving_role_makes_no_links_and_no_people_by_itself(
    fresh: Store, server: embedded.Server, database: str
) -> None:
    with server.connect(embedded.APP, database) as app:
        for statement in (
            "SELECT offer_link(decode(repeat('00', 32), 'hex'), NULL, interval '1 day')",
            "INSERT INTO person (name, plain_name, role) VALUES ('x', 'x', 'administrator')",
            "SELECT hash FROM person_password",
            "SELECT hash FROM one_time_link",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)


def test_a_link_is_kept_out_of_logs() -> None:
    assert claims.path_of("abc") == "claim#abc"
    assert claims.path_of("abc", "王 & 李") == "claim?name=%E7%8E%8B%20%26%20%E6%9D%8E#abc"
