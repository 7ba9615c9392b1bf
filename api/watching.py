"""Every request is counted, timed and told in the log: by route and status, never by what it carried."""

from __future__ import annotations

import time
from typing import Final

import structlog
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

_KEY: Final = "yuantu.watched"
_ELSEWHERE: Final = "none"
log = structlog.stdlib.get_logger("yuantu.request")


class _Watched:
    """One request: its route once that is known, its status once it is answered."""

    route = _ELSEWHERE
    status = 0


async def name_route(request: Request) -> None:
    """A dependency of every route, which tells whoever watches which one it is."""
    if (watched := request.scope.get(_KEY)) is not None:
        route = request.scope.get("route")
        watched.route = getattr(route, "path_format", None) or getattr(route, "path", _ELSEWHERE)


class Watch:
    """Counts and times what passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, watched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watched, begun = _Watched(), time.perf_counter()
        seconds = 0.0

        async def answering(message: Message) -> None:
            nonlocal seconds
            if message["type"] == "http.response.start":
                watched.status, seconds = message["status"], time.perf_counter() - begun
            await send(message)

        with self._metrics.running.track_inprogress():
            try:
                await self._app({**scope, _KEY: watched}, receive, answering)
            finally:
                self._tell(scope["method"], watched, seconds or time.perf_counter() - begun)

    def _tell(self, method: str, watched: _Watched, seconds: float) -> None:
        self._metrics.requests.labels(method, watched.route, str(watched.status)).inc()
        self._metrics.seconds.labels(method, watched.route).observe(seconds)
        milliseconds = round(seconds * 1000, 1)
        log.info("request", method=method, route=watched.route, status=watched.status, duration_ms=milliseconds)
