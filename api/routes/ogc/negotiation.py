"""Middleware over /ogc: who asks for an encoding that there is not learns so, and answers say that `Accept` decides."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import on_yuantu_error
from api.routes.ogc.formats import offered, wanted
from geo.errors import YuantuError


class Negotiation:
    """Refuses what cannot be answered before any handler works for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on unless it asks in vain; the answer's head gets `Vary`."""
        if not _is_read(scope):
            await self._app(scope, receive, send)
            return
        request = Request(scope)

        async def varied(message: Message) -> None:
            if message["type"] == "http.response.start" and "f" not in request.query_params:
                MutableHeaders(raw=message["headers"]).add_vary_header("Accept")
            await send(message)

        try:
            wanted(request)
        except YuantuError as error:
            await (await on_yuantu_error(request, error))(scope, receive, varied)
            return
        await self._app(scope, receive, varied)


def _is_read(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return offered(scope["path"].removeprefix(scope.get("root_path", ""))) is not None
