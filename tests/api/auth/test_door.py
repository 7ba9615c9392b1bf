"""The door: every operation has a need, roles allow what they should, and the database learns who acts."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.auth.acting import Acting, act_as, signature
from api.auth.needs import NEEDS
from api.auth.people import ABILITIES, NOBODY, Ability, Person, Role
from api.main import create_app
from api.store import Store

PLANNER = Person("7", "王工", Role.PLANNER, frozenset({"海淀区"}))


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app()


def test_every_operation_has_a_need_and_every_need_an_operation(app: FastAPI) -> None:
    operations = {f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods}
    assert operations == set(NEEDS) - {"GET /openapi.json"}


def test_nobody_reads_public_things_only() -> None:
    assert NOBODY.may(Ability.OPEN)
    assert NOBODY.may(Ability.READ_PUBLIC)
    assert not any(NOBODY.may(ability) for ability in Ability if ability not in ("open", "read-public"))


@pytest.mark.parametrize("role", Role)
def test_only_administrators_look_after_people(role: Role) -> None:
    assert (Ability.ADMINISTER in ABILITIES[role]) == (role is Role.ADMINISTRATOR)


def test_a_planner_draws_in_the_own_districts_only() -> None:
    assert PLANNER.draws_in("海淀区")
    assert not PLANNER.draws_in("延庆区")
    assert not PLANNER.draws_in(None)


def test_a_token_never_allows_more_than_the_role() -> None:
    token = Person("7", "王工", Role.VIEWER, scopes=frozenset({Ability.EDIT, Ability.READ}))
    assert token.may(Ability.READ)
    assert not token.may(Ability.EDIT)


def test_who_signed_in_stands_under_a_write() -> None:
    with act_as(Acting(PLANNER)):
        assert signature("someone else") == "王工"
    assert signature("given") == "given"


def test_the_database_knows_who_acts(store: Store) -> None:
    asked = text("SELECT current_setting('yuantu.person'), current_setting('yuantu.address')")
    with act_as(Acting(PLANNER, "192.0.2.7", "r1")), store.engine.begin() as connection:
        assert tuple(connection.execute(asked).one()) == ("7", "192.0.2.7")
    with store.engine.begin() as connection:
        assert tuple(connection.execute(asked).one()) == ("program", "")


def test_every_answer_tells_the_number_of_its_request(client: httpx.Client) -> None:
    numbers = {client.get("/healthz").headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3


@pytest.mark.parametrize("path", ["/ogc", "/ogc/conformance", "/ogc/collections", "/api/layouts", "/healthz"])
def test_an_operation_is_known_by_its_whole_address(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200
