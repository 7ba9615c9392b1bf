"""Signing in, staying so, and signing out: also for those who try without being who they say."""

import hashlib

import httpx
import pytest
from sqlalchemy import text

from api import embedded
from api.auth import passwords
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.signing import ADMIN, PASSWORD, browser, sign_in, signed_in


def held(client: httpx.Client) -> str:
    """What the session cookie of a browser holds."""
    return next(cookie.value or "" for cookie in client.cookies.jar if not (cookie.value or "").startswith("laid"))


def test_once_claimed_strangers_do_nothing_more(claimed: httpx.Client) -> None:
    told = claimed.get("/api/session").json()
    assert told["claimed"] is True and told["abilities"] == ["open", "read-public"]
    refused = claimed.post("/api/check", json={})
    assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"
    assert refused.json()["message"] == {"zh": "请先登录", "en": "sign in first"}


def test_signing_in_and_out(claimed: httpx.Client) -> None:
    with signed_in(claimed) as ada:
        told = ada.get("/api/session").json()
        assert (told["person"]["name"], told["person"]["role"]) == (ADMIN, "administrator")
        assert ada.post("/api/check", json={}).status_code == 422
        kept = {"Cookie": f"yuantu={held(ada)}"}
        assert ada.delete("/api/session").status_code == 204
        assert not ada.cookies
        # Whoever kept the cookie has nothing.
        assert claimed.get("/api/session", headers=kept).json()["person"] is None


def test_the_name_is_the_same_however_it_is_typed(claimed: httpx.Client) -> None:
    with browser(claimed) as client:
        assert sign_in(client, "管理员ＡＤＡ").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [(ADMIN, "correct horse batterx"), ("nobody", PASSWORD), ("' OR 1=1 --", PASSWORD)]
)
def test_what_is_wrong_is_not_told(claimed: httpx.Client, name: str, password: str) -> None:
    with browser(claimed) as client:
        answer = sign_in(client, name, password)
        assert answer.status_code == 401 and not client.cookies
        assert answer.json()["detail"] == "姓名或密码不对"


def test_names_that_nobody_has_take_a_password_check_too(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def verify(_self: object, kept: str, _given: str) -> bool:
        checked.append(kept)
        return True

    monkeypatch.setattr(type(passwords._HASHER), "verify", verify)
    assert not passwords.matches(None, PASSWORD)
    assert checked and checked[0].startswith("$argon2id$")


def test_a_session_is_new_at_every_sign_in(claimed: httpx.Client) -> None:
    with browser(claimed) as client:
        client.cookies.set("yuantu", "laid-there-by-somebody", domain="127.0.0.1")
        sign_in(client)
        first = held(client)
        assert first != "laid-there-by-somebody"
        sign_in(client)
        second = held(client)
        assert second != first
        assert claimed.get("/api/session", headers={"Cookie": f"yuantu={first}"}).json()["person"] is None


def test_the_cookie_is_out_of_reach_of_scripts_and_the_database_keeps_a_hash(
    claimed: httpx.Client, store: Store
) -> None:
    with browser(claimed) as client:
        cookie = sign_in(client).headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Domain" not in cookie
        with store.engine.begin() as connection:
            kept = {bytes(row.hash) for row in connection.execute(text("SELECT hash FROM web_session"))}
        assert hashlib.sha256(held(client).encode()).digest() in kept


def test_over_https_no_other_host_can_set_the_cookie(claimed: httpx.Client, store: Store, settings: Settings) -> None:
    with serving(store, settings.model_copy(update={"public_url": "https://plan.example"})) as behind:
        answer = behind.post("/api/session", json={"name": ADMIN, "password": PASSWORD})
        assert answer.headers["set-cookie"].startswith("__Host-yuantu=") and "Secure" in answer.headers["set-cookie"]
        plain = {"Cookie": answer.headers["set-cookie"].split(";")[0].removeprefix("__Host-")}
        assert behind.get("/api/session", headers=plain).json()["person"] is None


@pytest.mark.parametrize(("column", "hours"), [("seen", 13), ("created", 169)])
def test_sessions_end_when_idle_and_when_old(
    claimed: httpx.Client, store: Store, server: embedded.Server, database: str, column: str, hours: int
) -> None:
    with signed_in(claimed) as ada, server.connect(embedded.OWNER, database) as owner:
        hash = hashlib.sha256(held(ada).encode()).digest()
        aged = f"UPDATE web_session SET {column} = now() - make_interval(hours => %s) WHERE hash = %s"
        owner.execute(aged, [hours, hash])
        assert ada.get("/api/session").json()["person"] is None
        assert ada.post("/api/check", json={}).status_code == 401


def test_another_site_cannot_write_with_the_cookie(claimed: httpx.Client) -> None:
    with signed_in(claimed) as ada:
        for headers in (
            {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
            {"Origin": "http://localhost:1", "Sec-Fetch-Site": "same-site"},
            {"Origin": "null"},
        ):
            refused = ada.post("/api/check", json={}, headers=headers)
            assert refused.status_code == 403 and "YUANTU_CORS_ORIGINS" in refused.json()["detail"]


def test_a_write_needs_what_follows_from_the_cookie(claimed: httpx.Client) -> None:
    with signed_in(claimed) as ada:
        right = ada.headers.pop("X-Yuantu-CSRF")
        assert ada.post("/api/check", json={}).status_code == 403
        assert ada.post("/api/check", json={}, headers={"X-Yuantu-CSRF": right[:-1]}).status_code == 403
        assert ada.get("/api/session").status_code == 200
        assert ada.post("/api/check", json={}, headers={"X-Yuantu-CSRF": right}).status_code == 422
