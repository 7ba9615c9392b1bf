"""The door: finds who asks before anything else is done, and turns away who may not do what a route does."""

from __future__ import annotations

import uuid
from typing import Final

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.acting import Acting, act_as, person
from api.auth.errors import Forbidden, Unauthorised
from api.auth.needs import NEEDS
from api.auth.people import LOCAL, Person

REQUEST_ID: Final = b"x-request-id"


async def authorise(request: Request) -> None:
    """A dependency of every route. Raises Unauthorised, Forbidden."""
    route = request.scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", "")
    if not getattr(route, "include_in_schema", True):
        return  # Pages and scripts: they hold no data.
    need = NEEDS.get(f"{'GET' if request.method == 'HEAD' else request.method} {path}")
    who = person()
    if need is not None and who.may(need):
        return
    if who.role is None:
        raise Unauthorised("请先登录", "sign in first")
    raise Forbidden("您的角色不能这样做", "your role may not do this")


class Door:
    """Binds who asks to everything that the request does, and gives the request a number that its answer tells."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as its person's."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = uuid.uuid4().hex
        client = scope.get("client")

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (REQUEST_ID, number.encode())]}
            await send(message)

        who = await identify(HTTPConnection(scope))
        with act_as(Acting(who, client[0] if client else "", number)):
            await self._app(scope, receive, numbered)


async def identify(_asked: HTTPConnection) -> Person:
    """Who asks: whoever sits at this machine, for nobody has claimed it."""
    return LOCAL
