"""A server that is told to stop ends what runs and begins no more writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.auth.identity import SAFE
from api.problems import problem
from geo.model import Text

AFTER_S: Final = 5
_STOPPING: Final = Text(
    "服务正在停止，请稍后重试；没有保存任何内容", "the server is stopping: try again soon; nothing was saved"
)
_HEALTH: Final = "/healthz"


class Refusal:
    """Answers 503 with Retry-After to writes that come once the server was told to stop, and so tells /healthz."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while the server is to go on; what has begun is never refused."""
        if scope["type"] != "http" or not _stopping(scope) or not _refused(scope):
            await self._app(scope, receive, send)
            return
        answer = problem(Request(scope), 503, _STOPPING)
        answer.headers["Retry-After"] = str(AFTER_S)
        await answer(scope, receive, send)


def _stopping(scope: Scope) -> bool:
    told: Callable[[], bool] | None = getattr(scope["app"].state, "stopping", None)
    return told is not None and told()


def _refused(scope: Scope) -> bool:
    return scope["method"] not in SAFE or scope["path"] == _HEALTH
