"""Many features as they come from the database: a batch at a time, all of one moment, whatever the number.

The memory that an answer takes is that of a batch, not of the answer.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from typing import Any, Final, Protocol

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.routes.ogc.asked import Asked
from api.store.pages import Page
from api.store.reader import Reader

BATCH: Final = 1_000


async def batches(reader: Reader, said: Asked, size: int = BATCH, *, gap: str = ",") -> AsyncGenerator[Page, None]:
    """The features that were asked for, in pages of `size`; `more` of the last one says what lies beyond its limit.

    There is at least one page, unless there is no such layout.

    Raises:
        Unavailable: the database does not answer, or not in time.
    """
    left = said.limit
    async with reader.snapshot() as connection:
        while left > 0:
            query = replace(said, limit=min(size, left)).query()
            query.gap = gap
            row = await (await connection.execute(query.page(), query.bound(), binary=True)).fetchone()
            page = query.gathered(row)
            if page is None:
                return
            if said.overtaken(page.head):
                said = said.at(page.head)
                continue
            yield page
            if not page.more:
                return
            left -= page.number
            said = replace(said, after=page.last)


class Pieces(Protocol):
    """An answer in pieces, from a source that is let go of in the end."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces, in their order."""
        ...

    async def aclose(self) -> None:
        """Let go of the source."""
        ...


class Streamed(StreamingResponse):
    """An answer in pieces, whose source is closed with it: a client that leaves holds no connection any longer."""

    def __init__(self, pieces: Pieces, *args: Any, **kwargs: Any) -> None:
        super().__init__(pieces, *args, **kwargs)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces, then close their source, also when the client has left in between."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await self._pieces.aclose()
