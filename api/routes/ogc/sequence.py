"""Features as a GeoJSON text sequence: one after the other as they are read, however many there are.

Source: RFC 8142. What is sent is one moment of the store, whatever is written meanwhile; memory holds one batch of it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.context import context
from api.pieces import Streamed
from api.routes.ogc.asked import Asked
from api.routes.ogc.formats import SEQUENCE
from api.routes.ogc.stream import BATCH, batches
from api.store.reader import Reader

_BATCH: int = BATCH
_ALL: Final = 2**31 - 1
_START: Final = "\x1e"
_END: Final = "\n"


async def answer(request: Request, said: Asked) -> Response:
    """Every feature that is asked for, at a revision that is known; `limit`, where it is given, is how many at most."""
    if "limit" not in request.query_params:
        said = replace(said, limit=_ALL)
    headers = {"Cache-Control": "no-cache", "Content-Crs": f"<{said.crs.uri}>"}
    return Streamed(_records(context(request).reader, said), headers=headers, media_type=SEQUENCE.media)


async def _records(reader: Reader, said: Asked) -> AsyncGenerator[bytes, None]:
    async with aclosing(batches(reader, said, _BATCH, gap=_END + _START)) as pages:
        async for page in pages:
            yield b"".join((_START.encode(), page.body, _END.encode())) if page.number else b""
