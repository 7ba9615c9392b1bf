"""A server that is told to stop ends what runs and begins no more writes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.identity import SAFE
from api.problems import problem
from geo.model import Text

AFTER_S: Final = 5
_STOPPING: Final = Text(
    "服务正在停止，请稍后重试；没有保存任何内容", "the server is stopping: try again soon; nothing was saved"
)
_STOPPED: Final = Text(
    "服务已停止，没有等到结果；若在写入，请先查看是否已保存，再重试",
    "the server stopped before this was done: if it was a write, look whether it was saved before you try again",
)
_HEALTH: Final = "/healthz"
WRITES_S: Final = 60.0
"""How long writes that have begun are waited for."""
_LONG_S: Final = 1.0
log = logging.getLogger("yuantu")


@dataclass
class Writes:
    """How many writes are under way in this process."""

    count: int = 0

    async def finish(self, hurry: Callable[[], bool]) -> None:
        """Wait until none is, but no longer than `WRITES_S`, and only while there is no hurry."""
        began, told = time.monotonic(), False
        while self.count and not hurry() and (waited := time.monotonic() - began) < WRITES_S:
            if waited > _LONG_S and not told:
                log.warning("stopping when %d writes have finished; Ctrl-C again stops at once", self.count)
                told = True
            await asyncio.sleep(0.02)


class Refusal:
    """Answers 503 with Retry-After to writes that come once the server was told to stop, and so tells /healthz.

    What has begun is counted and never refused; where it has to be cut off, the answer says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while the server is to go on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _stopping(scope) and _refused(scope):
            answer = problem(Request(scope), 503, _STOPPING)
            answer.headers["Retry-After"] = str(AFTER_S)
            await answer(scope, receive, send)
        elif scope["method"] in SAFE:
            await self._app(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        writes: Writes = scope["app"].state.writes
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        writes.count += 1
        try:
            await self._app(scope, receive, watched)
        except asyncio.CancelledError:
            if begun or not _stopping(scope):
                raise
            await problem(Request(scope), 503, _STOPPED)(scope, receive, send)
        finally:
            writes.count -= 1


def _stopping(scope: Scope) -> bool:
    told: Callable[[], bool] | None = getattr(scope["app"].state, "stopping", None)
    return told is not None and told()


def _refused(scope: Scope) -> bool:
    return scope["method"] not in SAFE or scope["path"] == _HEALTH
