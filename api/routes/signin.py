"""Signing in at an OpenID Connect provider: there, and back."""

from __future__ import annotations

import hmac
from typing import Any, Final

import anyio
from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.auth import oidc, sessions
from api.auth.errors import Unauthorised
from api.auth.secret import new_secret
from api.context import context
from api.examples import answers
from api.routes.session import begin

router = APIRouter(prefix="/api/signin/oidc", tags=["people"])
_COOKIE: Final = "yuantu-oidc"
_LASTS_S: Final = 600


def _responses(*problems: int) -> dict[int | str, dict[str, Any]]:
    found = answers(None, "", *problems)
    found.pop(200)
    return {302: {"description": "Go on at `Location`."}} | found


@router.get(
    "",
    status_code=302,
    summary="统一登录 Sign in at the provider",
    response_class=Response,
    responses=_responses(404),
)
def there(request: Request) -> Response:
    """Go to the provider that the service was told of; the browser comes back signed in."""
    settings = context(request).settings
    secret = new_secret()
    response = RedirectResponse(oidc.Provider(settings).way_there(secret, _back(request)), 302)
    response.headers["Cache-Control"] = "no-store"
    name = sessions.cookie_name(request, settings, _COOKIE)
    safe = sessions.is_safe_line(request, settings)
    response.set_cookie(name, secret, max_age=_LASTS_S, path="/", secure=safe, httponly=True, samesite="lax")
    return response


@router.get(
    "/return",
    status_code=302,
    summary="统一登录返回 Back from the provider",
    response_class=Response,
    responses=_responses(401, 403, 404),
)
async def back(request: Request, code: str = "", state: str = "") -> Response:
    """The browser that set out is back: it is signed in as whoever the provider says that it is."""
    shared = context(request)
    name = sessions.cookie_name(request, shared.settings, _COOKIE)
    secret, where = request.cookies.get(name, ""), _back(request)

    def check() -> int:
        provider = oidc.Provider(shared.settings)
        if not code or not secret or not hmac.compare_digest(oidc.state_of(secret).encode(), state.encode()):
            raise Unauthorised("登录已中断或过期，请重新登录", "the sign-in was broken off or took too long: try again")
        return oidc.person_for(shared.store.engine, shared.settings, provider.who(secret, code, where))

    number = await anyio.to_thread.run_sync(check)
    session = (await begin(request, number))[1]
    response = RedirectResponse(_home(request), 302)
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(name, path="/", secure=sessions.is_safe_line(request, shared.settings), httponly=True)
    sessions.put_cookie(response, request, shared.settings, session)
    return response


def _home(request: Request) -> str:
    return (context(request).settings.public_url or str(request.base_url)).rstrip("/") + "/"


def _back(request: Request) -> str:
    return f"{_home(request)}api/signin/oidc/return"
