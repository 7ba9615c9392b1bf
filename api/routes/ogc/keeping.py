"""Answers of what is published, from the archive where they are kept packed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.context import context
from api.encoding import SMALL_BYTES, chosen

_USUAL: Final = {"etag", "cache-control", "content-crs", "content-length", "content-type"}
"""An answer with more in its head says more than what is kept would."""


async def kept(
    request: Request, headers: dict[str, str], media: str, make: Callable[[], Awaitable[Response]]
) -> Response:
    """The answer of the strong `ETag` in `headers`: as it is kept, else made, and then kept by and by."""
    coding, tag = chosen(request), headers["ETag"]
    if coding is None:
        return await make()
    archive = context(request).archive
    packed = archive.find(tag, coding)
    if packed is not None:
        return Response(
            packed, headers=headers | {"Content-Encoding": coding, "Vary": "Accept-Encoding"}, media_type=media
        )
    answer = await make()
    body = bytes(answer.body)
    if answer.status_code == 200 and len(body) >= SMALL_BYTES and _USUAL.issuperset(answer.headers):
        archive.keep(tag, coding, body)
    return answer
