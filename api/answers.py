"""Answers that browsers may keep: a weak entity tag, and 304 when it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

REVALIDATE = "no-cache"


def tag(*parts: object) -> str:
    """A weak entity tag for content that these parts determine."""
    text = "\x1f".join(map(str, parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def tagged(request: Request, etag: str, make: Callable[[], bytes], media: str, *, cache: str = REVALIDATE) -> Response:
    """304 where the client holds this very content, else the content, which is only then made."""
    headers = {"ETag": etag, "Cache-Control": cache}
    if _holds(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(make(), headers=headers, media_type=media)


def _holds(header: str, etag: str) -> bool:
    known = [entry.strip().removeprefix("W/") for entry in header.split(",")]
    return "*" in known or etag.removeprefix("W/") in known
