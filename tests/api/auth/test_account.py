"""One's own account: another password, and tokens that do what they may for as long as they may."""

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from api import embedded
from api.store import Store
from tests.api.signing import ADMIN, PASSWORD, browser, sign_in, signed_in

OTHER = "another correct horse"


@pytest.fixture
def ada(claimed: httpx.Client) -> Iterator[httpx.Client]:
    with signed_in(claimed) as client:
        yield client


def bearing(service: httpx.Client, token: str) -> httpx.Client:
    """A program: no cookies, no origin, a token."""
    return httpx.Client(base_url=service.base_url, timeout=60, headers={"Authorization": f"Bearer {token}"})


def made(client: httpx.Client, **more: object) -> dict[str, Any]:
    answer = client.post("/api/tokens", json={"label": "每日导出"} | more)
    assert answer.status_code == 201 and answer.headers["cache-control"] == "no-store"
    token: dict[str, Any] = answer.json()
    return token


def test_another_password_ends_the_other_sessions(claimed: httpx.Client, ada: httpx.Client) -> None:
    with signed_in(claimed) as elsewhere:
        changed = ada.post("/api/password", json={"current": PASSWORD, "password": OTHER})
        assert changed.status_code == 200
        assert elsewhere.get("/api/tokens").status_code == 401
        ada.headers["X-Yuantu-CSRF"] = changed.json()["csrf"]
        assert ada.get("/api/tokens").status_code == 200
        assert sign_in(elsewhere).status_code == 401
    back = ada.post("/api/password", json={"current": OTHER, "password": PASSWORD})
    assert back.status_code == 200


def test_one_signs_out_everywhere_else_and_goes_on_here(claimed: httpx.Client, ada: httpx.Client) -> None:
    with signed_in(claimed) as elsewhere:
        assert ada.delete("/api/sessions", headers={"X-Yuantu-CSRF": "another"}).status_code == 403
        assert elsewhere.get("/api/tokens").status_code == 200
        assert ada.delete("/api/sessions").status_code == 204
        assert elsewhere.get("/api/tokens").status_code == 401
    assert ada.get("/api/tokens").status_code == 200


@pytest.mark.parametrize(
    ("current", "password", "status"), [("wrong wrong wrong", OTHER, 401), (PASSWORD, "short", 422), ("", OTHER, 422)]
)
def test_a_password_changes_for_who_knows_it_only(ada: httpx.Client, current: str, password: str, status: int) -> None:
    assert ada.post("/api/password", json={"current": current, "password": password}).status_code == status
    assert ada.get("/api/tokens").status_code == 200


def test_a_token_is_told_once_and_kept_as_a_hash(ada: httpx.Client, store: Store) -> None:
    token = made(ada)["token"]
    assert token.startswith("yt_") and len(token) > 40
    assert token not in ada.get("/api/tokens").text
    with store.engine.begin() as connection:
        kept = {bytes(row.hash) for row in connection.execute(text("SELECT hash FROM api_token"))}
    assert hashlib.sha256(token.encode()).digest() in kept


def test_a_token_does_what_its_owner_may_and_is_noted(claimed: httpx.Client, ada: httpx.Client) -> None:
    token = made(ada)
    with bearing(claimed, token["token"]) as program:
        # No page sends it by itself: nothing else is asked for.
        assert program.post("/api/check", json={}, headers={"Origin": "https://one.example"}).status_code == 422
        assert program.get("/ogc/collections").status_code == 200
        assert program.get("/api/session").json()["person"]["name"] == ADMIN
        assert program.get("/api/people").status_code == 200
    listed = {entry["number"]: entry for entry in ada.get("/api/tokens").json()}
    assert token["used"] is None and listed[token["number"]]["used"] is not None


def test_a_token_is_narrowed_to_its_scopes(claimed: httpx.Client, ada: httpx.Client) -> None:
    with bearing(claimed, made(ada, scopes=["read"])["token"]) as program:
        assert program.get("/api/session").json()["abilities"] == ["open", "read", "read-public"]
        assert program.post("/api/check", json={}).status_code == 422
        assert program.get("/api/people").status_code == 403


def test_a_token_changes_nothing_about_its_owner(claimed: httpx.Client, ada: httpx.Client) -> None:
    with bearing(claimed, made(ada)["token"]) as program:
        assert program.get("/api/tokens").status_code == 403
        assert program.post("/api/tokens", json={"label": "x"}).status_code == 403
        answer = program.post("/api/password", json={"current": PASSWORD, "password": OTHER})
        assert answer.status_code == 403


def test_a_revoked_token_is_nobody_at_once(claimed: httpx.Client, ada: httpx.Client) -> None:
    token = made(ada)
    with bearing(claimed, token["token"]) as program:
        assert program.get("/ogc/collections").status_code == 200
        assert ada.delete(f"/api/tokens/{token['number']}").status_code == 204
        for path in ("/ogc/collections", "/api/people"):
            refused = program.get(path)
            assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"
    assert ada.delete("/api/tokens/999999").status_code == 404


def test_a_token_ends_in_time(claimed: httpx.Client, ada: httpx.Client, server: embedded.Server, database: str) -> None:
    token = made(ada, days=1)
    with server.connect(embedded.OWNER, database) as owner:
        owner.execute("UPDATE api_token SET expires = now() WHERE number = %s", [token["number"]])
    with bearing(claimed, token["token"]) as program:
        assert program.get("/api/people").status_code == 401


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"label": " "}, "label"),
        ({"label": "x" * 101}, "label"),
        ({"label": "x", "scopes": []}, "scopes"),
        ({"label": "x", "scopes": ["everything"]}, "scopes"),
        ({"label": "x", "scopes": [["read"]]}, "scopes"),
        ({"label": "x", "days": 367}, "days"),
        ({"label": "x", "days": True}, "days"),
    ],
)
def test_what_does_not_fit_is_named(ada: httpx.Client, body: dict[str, object], where: str) -> None:
    refused = ada.post("/api/tokens", json=body)
    assert refused.status_code == 422 and refused.json()["where"] == where


def test_nobody_revokes_the_token_of_another(claimed: httpx.Client, ada: httpx.Client) -> None:
    token = made(ada)
    link = ada.post("/api/people", json={"name": "另一人", "role": "administrator"}).json()["link"]
    with browser(claimed) as other:
        told = other.post("/api/claim", json={"code": link.split("#")[1], "password": PASSWORD})
        other.headers["X-Yuantu-CSRF"] = told.json()["csrf"]
        assert other.delete(f"/api/tokens/{token['number']}").status_code == 404
        assert other.get("/api/tokens").json() == []
