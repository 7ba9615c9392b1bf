"""Features as a GeoJSON text sequence: one after the other as they are read, however many there are.

Source: RFC 8142. What is sent is one moment of the store, whatever is written meanwhile; memory holds one batch of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api import __version__
from api.context import context
from api.routes.ogc.asked import Asked
from api.routes.ogc.collection import find, missing
from api.routes.ogc.formats import SEQUENCE
from api.store.reader import Reader

_BATCH: Final = 1000
_START: Final = b"\x1e"
_Batch = tuple[int, bytes]


async def answer(request: Request, id: str, said: Asked) -> Response:
    """Every feature that is asked for; `limit`, where it is given, is how many at most."""
    said = said.at((await find(request, id, said.revision)).head)
    most = said.limit if "limit" in request.query_params else None
    batches = _batches(context(request).reader, said, most)
    first = await anext(batches, None)
    if first is None:
        raise missing(id)
    revision = first[0] if said.revision is None else said.revision
    headers = {
        "ETag": f'W/"r{revision}-{__version__}-seq"',
        "Cache-Control": "no-cache",
        "Content-Crs": f"<{said.crs.uri}>",
    }
    return StreamingResponse(_bodies(first, batches), headers=headers, media_type=SEQUENCE.media)


async def _batches(reader: Reader, said: Asked, most: int | None) -> AsyncIterator[_Batch]:
    """The newest revision's number and the text of some features, until all are told."""
    told = 0
    async with reader.snapshot() as connection:
        while True:
            size = _BATCH if most is None else min(_BATCH, most - told)
            query = replace(said, limit=size).query()
            rows = await (await connection.execute(query.page(), query.bound(), binary=True)).fetchall()
            page = query.gathered(rows)
            if page is None:
                return
            texts = b"".join(_START + row[1] + b"\n" for row in rows[: page.number])
            yield page.head, texts
            told += page.number
            if not page.more or told == most:
                return
            said = replace(said, after=page.last)


async def _bodies(first: _Batch, following: AsyncIterator[_Batch]) -> AsyncIterator[bytes]:
    yield first[1]
    async for _, body in following:
        yield body
