"""The door: finds who asks before anything else is done, and turns away who may not do what a route does."""

from __future__ import annotations

import re
import uuid
from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.acting import Acting, act_as, person
from api.auth.errors import Forbidden, Unauthorised
from api.auth.identity import SAFE, Identity
from api.auth.needs import NEEDS
from api.auth.people import NOBODY, Ability
from api.auth.reading import may_read, private
from api.auth.sessions import CSRF_HEADER
from api.auth.work import WORK, count
from api.routes.ogc.roots import is_published

REQUEST_ID: Final = b"x-request-id"
_GIVEN_ID: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_KEY: Final = "yuantu.identity"
# They hold no data, and answer while the database does not.
_FOR_ANYBODY: Final = ("/assets/", "/healthz", "/openapi.json")
# What begins a session cannot send what follows from it; that it comes from our own pages is looked at all the same.
_BEGINNINGS: Final = frozenset({"POST /api/session", "POST /api/claim"})


async def authorise(request: Request) -> None:
    """A dependency of every route. Raises Unauthorised, Forbidden, TooMany, Unavailable."""
    route = request.scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", "")
    if not getattr(route, "include_in_schema", True):
        return  # Pages and scripts: they hold no data.
    operation = f"{'GET' if request.method == 'HEAD' else request.method} {path}"
    need, identity, who = NEEDS.get(operation), identity_of(request), person()
    if identity.fault is not None and need is not Ability.OPEN:
        raise identity.fault
    if request.method not in SAFE:
        _require_own_page(operation, identity)
    readable = need is not Ability.READ_PUBLIC or _may_read(request)
    if need is not None and who.may(need) and readable:
        if operation in WORK:
            shared = request.app.state.context
            await count(shared.store.engine, shared.settings, operation)
        return
    if who.role is None:
        raise Unauthorised("请先登录", "sign in first")
    raise Forbidden("您的角色不能这样做", "your role may not do this")


def _may_read(request: Request) -> bool:
    settings = request.app.state.context.settings
    return may_read(person(), settings, published=is_published(request.scope))


def identity_of(request: HTTPConnection) -> Identity:
    """Who asks, and how they showed it."""
    found: Identity = request.scope.get(_KEY, Identity(NOBODY))
    return found


def _require_own_page(operation: str, identity: Identity) -> None:
    """A browser that is signed in, or sits at this machine, writes for our own pages alone. Raises Forbidden."""
    if identity.foreign:
        raise Forbidden(
            "其他网站的页面不能在此写入；可在 YUANTU_CORS_ORIGINS 中写明该网站，或使用令牌",
            "pages of other sites may not write here: name the site in YUANTU_CORS_ORIGINS, or use a token",
        )
    if identity.session and not identity.csrf_sent and operation not in _BEGINNINGS:
        raise Forbidden(
            f"缺少或不符的 {CSRF_HEADER}：其值见 GET /api/session 的 csrf",
            f"the header {CSRF_HEADER} is missing or wrong: GET /api/session tells it as csrf",
        )


class Door:
    """Binds who asks to everything that the request does, and gives the request a number that its answer tells.

    A proxy in front may have numbered it already (X-Request-Id); then its lines and ours have the same number.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as its person's."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = _number_of(scope)
        client = scope.get("client")
        found = await identify(HTTPConnection(scope))
        confidential = found.person.known and not is_published(scope)

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = private(message["headers"]) if confidential else message["headers"]
                message = {**message, "headers": [*headers, (REQUEST_ID, number.encode())]}
            await send(message)

        with act_as(Acting(found.person, client[0] if client else "", number)):
            await self._app({**scope, _KEY: found}, receive, numbered)


def _number_of(scope: Scope) -> str:
    given = next((value for name, value in scope["headers"] if name == REQUEST_ID), b"")
    return given.decode() if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


async def identify(asked: HTTPConnection) -> Identity:
    """Who asks; nobody where nothing is asked for that needs a person."""
    path: str = asked.scope["path"].removeprefix(asked.scope.get("root_path", ""))
    if path == "/" or path.startswith(_FOR_ANYBODY):
        return Identity(NOBODY)
    found: Identity = await asked.scope["app"].state.context.identities.identify(asked)
    return found
