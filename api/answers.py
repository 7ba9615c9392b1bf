"""Answers that browsers may keep: a weak entity tag, and 304 when it still holds."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

REVALIDATE = "no-cache"
_QUICKLY: Final = 1


def tag(*parts: object) -> str:
    """A weak entity tag for content that these parts determine."""
    text = "\x1f".join(map(str, parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


class Kept:
    """Content that is made when it is first asked for and kept, also as gzip: packing a large layout takes seconds."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._plain: bytes | None = None
        self._packed: bytes | None = None
        self._lock = Lock()

    def plain(self) -> bytes:
        """The content as it is."""
        with self._lock:
            if self._plain is None:
                self._plain = self._make()
            return self._plain

    def packed(self) -> bytes:
        """The content as gzip."""
        plain = self.plain()
        with self._lock:
            if self._packed is None:
                self._packed = gzip.compress(plain, _QUICKLY, mtime=0)
            return self._packed


def tagged(
    request: Request,
    etag: str,
    make: Callable[[], bytes],
    media: str,
    *,
    cache: str = REVALIDATE,
    packed: Callable[[], bytes] | None = None,
) -> Response:
    """304 where the client holds this very content, else the content, which is only then made.

    `packed` is the content as gzip, for clients that take it.
    """
    headers = {"ETag": etag, "Cache-Control": cache}
    if _holds(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(packed(), headers=headers, media_type=media)
    return Response(make(), headers=headers, media_type=media)


def _holds(header: str, etag: str) -> bool:
    known = [entry.strip().removeprefix("W/") for entry in header.split(",")]
    return "*" in known or etag.removeprefix("W/") in known
