"""What stands before every handler: which other sites may call, how long an answer may take, and what took the time."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import timing
from api.problems import problem
from api.settings import Settings
from geo.model import Text

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ASKED: Final = (
    "Accept",
    "Accept-Crs",
    "Authorization",
    "Content-Crs",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    "Prefer",
)
TOLD: Final = ("Content-Crs", "ETag", "Link", "Location", "Preference-Applied", "Retry-After", "Server-Timing")
_DAY_S: Final = 86_400

_TOO_LONG: Final = Text("处理用时过长，已停止等待；请缩小请求的范围", "this took too long; ask for less at once")


def install(app: FastAPI, settings: Settings) -> None:
    """Put the guards before everything that the application has so far; other sites call if a setting says so."""
    app.add_middleware(TimeLimit, limit_s=settings.request_seconds)
    if origins := settings.origins():
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=METHODS,
            allow_headers=ASKED,
            expose_headers=TOLD,
            max_age=_DAY_S,
        )


class TimeLimit:
    """Answers 503 when a handler has not begun to answer in time, and tells with `Server-Timing` what took how long.

    The handler is not torn away: a thread cannot be. What it still says is dropped, and it reads no more of the body.
    """

    def __init__(self, app: ASGIApp, limit_s: float) -> None:
        self._app, self._limit_s = app, limit_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, watched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watch = _Watch(scope, receive, send)
        timer = asyncio.get_running_loop().call_later(self._limit_s, watch.expire)
        try:
            with timing.counted(watch.database_s):
                await self._app(scope, watch.receive, watch.send)
        finally:
            timer.cancel()
            await watch.told()


class _Watch:
    """One request under the time limit."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._begun = time.perf_counter()
        self._answered = False
        self._telling: asyncio.Task[None] | None = None
        self.database_s: list[float] = []

    async def receive(self) -> Message:
        """What the client sends, until time is up."""
        return {"type": "http.disconnect"} if self._telling else await self._receive()

    async def send(self, message: Message) -> None:
        """Pass on what the handler answers, in time."""
        if self._telling is not None:
            return
        if message["type"] == "http.response.start":
            self._answered = True
            message = {**message, "headers": [*message["headers"], (b"server-timing", self._timing())]}
        await self._send(message)

    def expire(self) -> None:
        """Time is up: tell so, unless the answer has begun."""
        if not self._answered:
            self._telling = asyncio.ensure_future(self._tell())

    async def told(self) -> None:
        """Wait until the client has been told."""
        if self._telling is not None:
            await self._telling

    async def _tell(self) -> None:
        await problem(Request(self._scope), 503, _TOO_LONG)(self._scope, self._receive, self._send)

    def _timing(self) -> bytes:
        total = f"total;dur={(time.perf_counter() - self._begun) * 1000:.1f}"
        return (f"db;dur={sum(self.database_s) * 1000:.1f}, {total}" if self.database_s else total).encode()
