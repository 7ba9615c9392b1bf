"""Answers that browsers may keep: a weak entity tag, and 304 when it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from threading import Lock, Thread
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.encoding import chosen
from api.packing import Coding, pack

REVALIDATE = "no-cache"
_BEST_UP_TO_BYTES: Final = 4 * 1024 * 1024


def tag(*parts: object) -> str:
    """A weak entity tag for content that these parts determine."""
    text = "\x1f".join(map(str, parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


class Kept:
    """Content that is made when it is first asked for and kept, also packed: packing a large layout takes a while.

    With `best`, for what many will read and nothing will change, the smallest form is made meanwhile beside the first
    answers, and answers all later ones. The tag of such content is weak: bytes differ, what they say does not.
    """

    def __init__(self, make: Callable[[], bytes], *, best: bool = False) -> None:
        self._make, self._best = make, best
        self._plain: bytes | None = None
        self._packed: dict[Coding, bytes] = {}
        self._lock = Lock()

    def plain(self) -> bytes:
        """The content as it is."""
        with self._lock:
            if self._plain is None:
                self._plain = self._make()
            return self._plain

    def packed(self, coding: Coding) -> bytes:
        """The content in a coding."""
        plain = self.plain()
        with self._lock:
            if coding not in self._packed:
                self._packed[coding] = pack(plain, coding)
                if self._best and len(plain) <= _BEST_UP_TO_BYTES:
                    Thread(target=self._pack_best, args=(plain, coding), daemon=True).start()
            return self._packed[coding]

    def _pack_best(self, plain: bytes, coding: Coding) -> None:
        packed = pack(plain, coding, best=True)
        with self._lock:
            self._packed[coding] = packed


def tagged(
    request: Request,
    etag: str,
    make: Callable[[], bytes],
    media: str,
    *,
    cache: str = REVALIDATE,
    packed: Callable[[Coding], bytes] | None = None,
) -> Response:
    """304 where the client holds this very content, else the content, which is only then made.

    `packed` is the content in a coding that the client takes, where that is kept; else it is packed on its way out.
    """
    headers = {"ETag": etag, "Cache-Control": cache}
    if holds(request, etag):
        return Response(status_code=304, headers=headers)
    if packed is not None and (coding := chosen(request)):
        headers |= {"Content-Encoding": coding, "Vary": "Accept-Encoding"}
        return Response(packed(coding), headers=headers, media_type=media)
    return Response(make(), headers=headers, media_type=media)


def holds(request: Request, etag: str) -> bool:
    """Whether the client holds the content of that tag (RFC 9110, 13.1.2)."""
    header = request.headers.get("if-none-match", "")
    known = [entry.strip().removeprefix("W/") for entry in header.split(",")]
    return "*" in known or etag.removeprefix("W/") in known
