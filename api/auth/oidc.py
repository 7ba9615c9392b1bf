"""Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce.

A browser that sets out gets a cookie with a secret; state, nonce and verifier follow from it, so that only the same
browser can come back, and nothing is kept meanwhile. A person is matched by issuer and subject, never by name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any, Final

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import Engine

from api.auth.errors import Forbidden, Unauthorised
from api.auth.names import LONGEST, plain_name, read_name
from api.settings import Settings
from api.store.statements import statement
from geo.errors import InputError, NotFound, Unavailable

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
_PATIENCE_S: Final = 10.0
_LEEWAY_S: Final = 60


class Provider:
    """The provider that the settings name; every question to it is asked anew. Blocks: to be used in threads."""

    def __init__(self, settings: Settings) -> None:
        """Raises NotFound where the settings name none."""
        if not settings.oidc_issuer or not settings.oidc_client_id:
            raise NotFound("没有设置统一登录", "no OpenID Connect provider is set")
        self._issuer, self._client = settings.oidc_issuer, settings.oidc_client_id
        self._secret = settings.oidc_client_secret or ""

    def way_there(self, secret: str, back: str) -> str:
        """Where a browser that holds the secret is sent; `back` is where it returns. Raises Unavailable."""
        found = prepare_grant_uri(
            self._metadata()["authorization_endpoint"],
            self._client,
            "code",
            back,
            "openid profile",
            state_of(secret),
            nonce=_follows(secret, "nonce"),
            code_challenge=create_s256_code_challenge(_follows(secret, "verifier")),
            code_challenge_method="S256",
        )
        return str(found)

    def who(self, secret: str, code: str, back: str) -> dict[str, Any]:
        """What the provider says of whoever came back with a code. Raises Unauthorised, Unavailable."""
        metadata = self._metadata()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
        form |= {"client_id": self._client, "code_verifier": _follows(secret, "verifier")}
        if self._secret:
            form["client_secret"] = self._secret
        told = _json(lambda client: client.post(metadata["token_endpoint"], data=form), refused=_refused())
        keys = _json(lambda client: client.get(metadata["jwks_uri"]))
        try:
            token = jwt.decode(str(told.get("id_token", "")), KeySet.import_key_set(keys), list(ALGORITHMS))  # type: ignore[arg-type]
            wanted: dict[str, Any] = {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._client},
                "nonce": {"essential": True, "value": _follows(secret, "nonce")},
                "sub": {"essential": True},
                "exp": {"essential": True},
            }
            jwt.JWTClaimsRegistry(leeway=_LEEWAY_S, **wanted).validate(token.claims)
        except (JoseError, ValueError) as error:
            raise _refused() from error
        return dict(token.claims)

    def _metadata(self) -> dict[str, Any]:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        found = _json(lambda client: client.get(address))
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self._issuer or not all(isinstance(found.get(name), str) for name in needed):
            raise _no_answer()
        return found


def state_of(secret: str) -> str:
    """What comes back with a browser that holds the secret."""
    return _follows(secret, "state")


def person_for(engine: Engine, settings: Settings, claims: dict[str, Any]) -> int:
    """The number of the person who is that one at the provider; made as a viewer where the settings say so.

    Raises:
        Forbidden: no administrator has linked anybody to it, or whoever is may no longer sign in.
    """
    values = {"issuer": str(claims["iss"]), "subject": str(claims["sub"])}
    with engine.begin() as connection:
        row = connection.execute(statement("person_at_provider"), values).one_or_none()
        if row is None and settings.oidc_viewers:
            name = _name(claims)
            named = values | {"name": name, "plain": plain_name(name)}
            if (number := connection.scalar(statement("meet_viewer"), named)) is not None:
                return int(number)
    if row is None or not row.active:
        subject = values["subject"]
        raise Forbidden(
            f"此登录身份（{subject}）尚未关联人员，请联系管理员",
            f"nobody here is linked to that identity ({subject}): ask an administrator",
        )
    return int(row.number)


def _name(claims: dict[str, Any]) -> str:
    for key in ("name", "preferred_username", "sub"):
        try:
            return read_name(str(claims.get(key) or "")[:LONGEST])
        except InputError:
            continue
    return "viewer"


def _follows(secret: str, what: str) -> str:
    mark = hmac.digest(secret.encode("utf-8", "surrogatepass"), f"yuantu oidc {what}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(mark).rstrip(b"=").decode()


def _json(ask: Any, refused: Unauthorised | None = None) -> dict[str, Any]:
    try:
        with httpx.Client(timeout=_PATIENCE_S) as client:
            answer = ask(client)
        if refused is not None and 400 <= answer.status_code < 500:
            raise refused
        found = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise _no_answer() from error
    if not isinstance(found, dict):
        raise _no_answer()
    return found


def _refused() -> Unauthorised:
    return Unauthorised("统一登录未通过，请重新登录", "the provider did not confirm the sign-in: try again")


def _no_answer() -> Unavailable:
    return Unavailable("统一登录服务没有正确应答", "the OpenID Connect provider does not answer as it should")
