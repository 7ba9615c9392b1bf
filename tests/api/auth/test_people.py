"""Looking after people: added with a link, changed with effect at once, and never without an administrator."""

from collections.abc import Callable
from itertools import count
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from tests.api.signing import PASSWORD, browser, sign_in, signed_in

_numbers = count()


@pytest.fixture
def add(claimed: httpx.Client) -> Callable[..., dict[str, str]]:
    """Adds somebody, who has chosen the password that all have here."""

    def make(role: str = "viewer", **more: object) -> dict[str, str]:
        with signed_in(claimed) as ada:
            body = {"name": f"{role} {next(_numbers)}", "role": role} | more
            made = ada.post("/api/people", json=body)
            assert made.status_code == 201
        with browser(claimed) as own:
            assert own.post("/api/claim", json={"code": code_of(made), "password": PASSWORD}).status_code == 200
        entry: dict[str, str] = made.json()
        return entry

    return make


def code_of(answer: httpx.Response) -> str:
    return str(urlsplit(answer.json()["link"]).fragment)


def test_somebody_new_chooses_a_password_with_a_link(claimed: httpx.Client) -> None:
    with signed_in(claimed) as ada:
        body = {"name": "李 工", "role": "planner", "districts": ["海淀区", "海淀区", "昌平区"]}
        made = ada.post("/api/people", json=body)
        assert made.status_code == 201 and made.json()["districts"] == ["昌平区", "海淀区"]
        link = urlsplit(made.json()["link"])
        assert link.path == "/claim" and unquote(link.query) == "name=李 工"
        assert made.json()["has_password"] is False
    with browser(claimed) as li:
        assert sign_in(li, "李工", PASSWORD).status_code == 401
        answer = li.post("/api/claim", json={"code": link.fragment, "name": "someone else", "password": PASSWORD})
        assert answer.status_code == 409
        answer = li.post("/api/claim", json={"code": link.fragment, "password": PASSWORD})
        assert answer.json()["person"]["districts"] == ["昌平区", "海淀区"]
        assert li.post("/api/claim", json={"code": link.fragment, "password": PASSWORD}).status_code == 403


def test_only_administrators_look_after_people(claimed: httpx.Client, add: Callable[..., dict[str, str]]) -> None:
    who = add("publisher")
    with signed_in(claimed, who["name"]) as client:
        assert client.get("/api/people").status_code == 403
        assert client.post("/api/people", json={"name": "x", "role": "administrator"}).status_code == 403
        assert client.patch(f"/api/people/{who['key']}", json={"role": "administrator"}).status_code == 403


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"name": "x", "role": "king"}, "role"),
        ({"name": "x", "role": ["viewer"]}, "role"),
        ({"name": "x", "role": "planner", "districts": "海淀区"}, "districts"),
        ({"name": "x", "role": "planner", "districts": [1]}, "districts[0]"),
        ({"name": "", "role": "viewer"}, "name"),
    ],
)
def test_what_does_not_fit_is_named(claimed: httpx.Client, body: dict[str, object], where: str) -> None:
    with signed_in(claimed) as ada:
        refused = ada.post("/api/people", json=body)
        assert refused.status_code == 422 and refused.json()["where"] == where


def test_two_people_do_not_have_one_name(claimed: httpx.Client) -> None:
    with signed_in(claimed) as ada:
        assert ada.post("/api/people", json={"name": "管理员ＡＤＡ", "role": "viewer"}).status_code == 409


@pytest.mark.parametrize("change", [{"role": "reviewer"}, {"districts": ["海淀区"]}, {"active": False}])
def test_a_change_ends_the_sessions_of_whom_it_is_about(
    claimed: httpx.Client, add: Callable[..., dict[str, str]], change: dict[str, object]
) -> None:
    who = add("planner")
    with signed_in(claimed, who["name"]) as client, signed_in(claimed) as ada:
        assert client.get("/api/tokens").status_code == 200
        assert ada.patch(f"/api/people/{who['key']}", json=change).status_code == 200
        assert client.get("/api/tokens").status_code == 401
        assert ada.get("/api/people").status_code == 200
    with browser(claimed) as client:
        assert sign_in(client, who["name"]).status_code == (401 if "active" in change else 200)


def test_an_administrator_always_remains(claimed: httpx.Client, add: Callable[..., dict[str, str]]) -> None:
    with signed_in(claimed) as ada:
        own = ada.get("/api/session").json()["person"]["key"]
        for change in ({"role": "viewer"}, {"active": False}):
            refused = ada.patch(f"/api/people/{own}", json=change)
            assert refused.status_code == 409 and "administrator" in refused.json()["message"]["en"]
        # One who never chose a password does not count.
        idle = ada.post("/api/people", json={"name": "idle", "role": "administrator"}).json()
        assert ada.patch(f"/api/people/{own}", json={"active": False}).status_code == 409
        assert ada.patch(f"/api/people/{idle['key']}", json={"active": False}).status_code == 200
        assert ada.patch("/api/people/999999", json={"active": False}).status_code == 404


def test_a_lost_password_is_chosen_anew(claimed: httpx.Client, add: Callable[..., dict[str, str]]) -> None:
    who = add()
    with signed_in(claimed, who["name"]) as before, signed_in(claimed) as ada, browser(claimed) as own:
        code = code_of(ada.patch(f"/api/people/{who['key']}", json={"link": True}))
        assert before.get("/api/tokens").status_code == 200
        assert own.post("/api/claim", json={"code": code, "password": "a very other one"}).status_code == 200
        assert before.get("/api/tokens").status_code == 401
        assert sign_in(own, who["name"]).status_code == 401
        assert sign_in(own, who["name"], "a very other one").status_code == 200
