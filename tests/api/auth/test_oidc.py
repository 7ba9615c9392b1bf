"""Signing in at an OpenID Connect provider, a small one of our own: as whom an administrator linked."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey

from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.signing import signed_in

KEY = RSAKey.generate_key(2048, {"kid": "one"})


class SmallProvider:
    """Knows one subject, and confirms a code once, to who set out for it."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}
        self.changed: dict[str, Any] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = provider.metadata() if "well-known" in self.path else {"keys": [KEY.as_dict(private=False)]}
                self.answer(200, found)

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(*provider.token({name: values[0] for name, values in form.items()}))

            def answer(self, status: int, body: dict[str, Any]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def metadata(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in ends.items()}

    def agree(self, location: str) -> dict[str, str]:
        """What the browser comes back with once somebody has signed in there."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        return {"code": "c0de", "state": self.asked["state"]}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        challenge = create_s256_code_challenge(form["code_verifier"])
        good = form["code"] == "c0de" and challenge == self.asked["code_challenge"]
        if not good or form["client_secret"] != "s3cret" or form["redirect_uri"] != self.asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        claims = {"iss": self.issuer, "aud": "yuantu", "sub": "u-7", "name": "王工", "exp": int(time.time()) + 60}
        claims |= {"nonce": self.asked["nonce"]} | self.changed
        return 200, {"id_token": jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY), "token_type": "Bearer"}


@pytest.fixture
def provider() -> Iterator[SmallProvider]:
    made = SmallProvider()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def service(claimed: httpx.Client, provider: SmallProvider, store: Store, settings: Settings) -> Iterator[httpx.Client]:
    told = {"oidc_issuer": provider.issuer, "oidc_client_id": "yuantu", "oidc_client_secret": "s3cret"}
    assert not claimed.get("/api/session").json()["oidc"]
    with serving(store, settings.model_copy(update=told)) as client:
        yield client


def there_and_back(service: httpx.Client, provider: SmallProvider, **more: str) -> httpx.Response:
    out = service.get("/api/signin/oidc")
    assert out.status_code == 302 and out.headers["location"].startswith(f"{provider.issuer}/authorize?")
    return service.get("/api/signin/oidc/return", params=provider.agree(out.headers["location"]) | more)


def test_whom_an_administrator_linked_signs_in(service: httpx.Client, provider: SmallProvider) -> None:
    assert service.get("/api/session").json()["oidc"] is True
    refused = there_and_back(service, provider)
    assert refused.status_code == 403 and "u-7" in refused.json()["detail"]
    with signed_in(service) as ada:
        made = ada.post("/api/people", json={"name": "王工", "role": "planner"}).json()
        oidc = {"issuer": provider.issuer, "subject": "u-7"}
        assert ada.patch(f"/api/people/{made['key']}", json={"oidc": oidc}).json()["oidc"] == oidc
        back = there_and_back(service, provider)
        assert back.status_code == 302 and back.headers["location"].endswith("/")
        told = service.get("/api/session").json()
        assert told["person"]["name"] == "王工" and told["csrf"]
        assert provider.asked["code_challenge_method"] == "S256"
        ada.patch(f"/api/people/{made['key']}", json={"active": False})
        assert there_and_back(service, provider).status_code == 403


@pytest.mark.parametrize(
    "changed", [{"nonce": "another"}, {"aud": "another"}, {"iss": "http://another"}, {"exp": 1}], ids=str
)
def test_what_was_said_to_another_is_not_taken(
    service: httpx.Client, provider: SmallProvider, changed: dict[str, Any]
) -> None:
    provider.changed = changed
    assert there_and_back(service, provider).status_code == 401


def test_only_the_browser_that_set_out_comes_back(service: httpx.Client, provider: SmallProvider) -> None:
    assert there_and_back(service, provider, state="another").status_code == 401
    assert there_and_back(service, provider, code="another").status_code == 401
    location = service.get("/api/signin/oidc").headers["location"]
    service.cookies.clear()
    assert service.get("/api/signin/oidc/return", params=provider.agree(location)).status_code == 401


def test_without_a_provider_there_is_no_such_way(claimed: httpx.Client) -> None:
    assert claimed.get("/api/signin/oidc").status_code == 404
    assert claimed.get("/api/signin/oidc/return").status_code == 404


def test_a_setting_lets_the_providers_people_look(
    claimed: httpx.Client, provider: SmallProvider, store: Store, settings: Settings
) -> None:
    assert claimed.get("/api/session").json()["claimed"]
    provider.changed = {"sub": "u-8", "name": "孙工"}
    told = {"oidc_issuer": provider.issuer, "oidc_client_id": "yuantu", "oidc_client_secret": "s3cret"}
    with serving(store, settings.model_copy(update=told | {"oidc_viewers": True})) as service:
        assert there_and_back(service, provider).status_code == 302
        who = service.get("/api/session").json()["person"]
        assert (who["name"], who["role"]) == ("孙工", "viewer")
