"""Server-sent events as they travel (WHATWG HTML, 9.2), and the answer that carries them."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any, Final

import anyio
import orjson
from sqlalchemy.exc import DBAPIError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.live.stream import Stream

RETRY_MS: Final = 2_000
"""How long a browser waits before it comes again."""
HEARTBEAT_S: Final = 15.0
STUCK_S: Final = 30.0
"""Whoever takes nothing for so long is cut off."""
_HEARTBEAT: Final = b": \n\n"


@dataclass(frozen=True)
class Event:
    """Something to tell."""

    kind: str
    data: dict[str, Any]

    def encoded(self, id: str) -> bytes:
        """As it is sent; `id` is what its reader knows then."""
        return f"id: {id}\nevent: {self.kind}\ndata: ".encode() + orjson.dumps(self.data) + b"\n\n"


class EventStream(Response):
    """An answer that goes on until its reader leaves, stops taking, or the stream is closed."""

    media_type = "text/event-stream"

    def __init__(self, stream: Stream, first: bytes) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._stream, self._first = stream, first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events as they come."""
        telling = asyncio.create_task(self._tell(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
            ended = self._stream.closed
            self._stream.close()
            if not ended and self._stream.after is not None:
                with anyio.CancelScope(shield=True), contextlib.suppress(DBAPIError):
                    await anyio.to_thread.run_sync(self._stream.after)

    async def _tell(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        piece: bytes | None = f"retry: {RETRY_MS}\n".encode() + self._first
        while piece is not None:
            async with asyncio.timeout(STUCK_S):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await self._stream.take(HEARTBEAT_S, _HEARTBEAT)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
