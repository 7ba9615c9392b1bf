"""Compression by negotiation (RFC 9110, 12.5.3) for every answer, in one place: gzip, brotli and zstd.

A handler does nothing for it. It returns its bytes, or a `StreamingResponse` of an async iterator, and `Encoding`
packs them when the client takes a coding, the media type is worth it and the body is not small. A stream is packed
piece by piece with a flush after each, so that memory stays flat and the client reads on at once: yield pieces of
some 64 kB, not single features.

A strong `ETag` names the bytes that are sent, so that of a packed answer gets the coding as an ending, as in
`"x7-br"`. A bare number stays as it is: it names a revision, for `If-Match`, and not bytes. Requests lose the ending
again before a handler sees them: it compares `If-None-Match` and `If-Match` with its own tag and knows nothing of
codings. Weak tags hold for every coding and stay as they are.

An answer that has a `Content-Encoding` already goes out as it is: content that does not change is packed once
(`api.answers.Kept`), in the coding that `chosen` names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.packing import CODINGS, Coding, Packer, pack

SMALL_BYTES: Final = 1_000
"""Bodies below this stay as they are: packing them saves no packet."""
_IN_THREAD_BYTES: Final = 128 * 1024
_WORTH_IT: Final = re.compile(
    r"text/(?!event-stream)|image/svg\+xml|application/(.+\+json|json|javascript|xml|.+\+xml|schema\+json|wasm"
    r"|vnd\.mapbox-vector-tile|flatgeobuf|vnd\.oai\.openapi)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(rf'-(?:{"|".join(CODINGS)})"')
_REVISION: Final = re.compile(r'"\d+"')
_TAGS: Final = (b"if-none-match", b"if-match")
_HAS_NO_BODY: Final = (204, 304)


def negotiate(accepted: str, among: Sequence[Coding] = CODINGS) -> Coding | None:
    """The coding that an `Accept-Encoding` header likes best, the first where it likes several; None for none."""
    wishes = dict(_wish(entry) for entry in accepted.lower().split(",") if entry.strip())
    rest = wishes.get("*", 0.0)
    liked = {coding: wishes.get(coding, rest) for coding in CODINGS}
    if "gzip" not in wishes and "x-gzip" in wishes:
        liked["gzip"] = wishes["x-gzip"]
    best = max(among, key=lambda coding: liked[coding], default=None)
    return best if best is not None and liked[best] > 0 and liked[best] >= wishes.get("identity", 0.0) else None


def chosen(request: Request) -> Coding | None:
    """The coding for the answer to a request: for handlers that keep packed content."""
    return negotiate(request.headers.get("accept-encoding", ""))


def _wish(entry: str) -> tuple[str, float]:
    name, _, parameters = entry.partition(";")
    value = next((p.strip()[2:] for p in parameters.split(";") if p.strip().startswith("q=")), "1")
    try:
        return name.strip(), float(value)
    except ValueError:
        return name.strip(), 0.0


class Encoding:
    """Packs the answers of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the handler's own tags, and pack what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = _Answer(send, negotiate(headers.get("accept-encoding", "")), scope["method"], _held(headers))
        await self._app(_with_own_tags(scope), receive, answer)


def _held(headers: Headers) -> list[str]:
    return [tag.strip() for tag in headers.get("if-none-match", "").split(",")]


def _with_own_tags(scope: Scope) -> Scope:
    if not any(name in _TAGS for name, _ in scope["headers"]):
        return scope
    own = [
        (name, _ENDING.sub('"', value.decode("latin-1")).encode("latin-1") if name in _TAGS else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": own}


class _Answer:
    """One answer on its way out: the head waits for the first piece of the body, which decides."""

    def __init__(self, send: Send, coding: Coding | None, method: str, held: Iterable[str]) -> None:
        self._send, self._coding, self._method, self._held = send, coding, method, held
        self._head: Message | None = None
        self._packer: Packer | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the application."""
        if message["type"] == "http.response.start" and _may_vary(message):
            self._head = message
        elif message["type"] == "http.response.body":
            await self._body(message)
        else:
            await self._send(message)

    async def _body(self, message: Message) -> None:
        head, self._head = self._head, None
        piece, more = message.get("body", b""), message.get("more_body", False)
        if head is not None:
            headers = MutableHeaders(raw=list(head["headers"]))
            coding = self._decide(head["status"], headers, len(piece), more)
            if coding is not None:
                piece = await self._begin(coding, headers, piece, more)
            await self._send({**head, "headers": headers.raw})
        elif self._packer is not None:
            piece = await _beside(len(piece), lambda: _step(self._packer, piece, more))
        if piece or not more:
            await self._send({**message, "body": piece})

    def _decide(self, status: int, headers: MutableHeaders, size: int, more: bool) -> Coding | None:
        """The coding for this answer, whose head is told what the choice depended on."""
        if status in _HAS_NO_BODY:
            _answer_held(headers, self._held)
            return None
        if "content-encoding" in headers:
            _end_tag(headers, headers["content-encoding"])
            return None
        if self._method == "HEAD" and not size:
            size = int(headers.get("content-length", 0))
        large = more or size >= SMALL_BYTES
        if not large or "content-range" in headers or "no-transform" in headers.get("cache-control", ""):
            return None
        headers.add_vary_header("Accept-Encoding")
        return self._coding

    async def _begin(self, coding: Coding, headers: MutableHeaders, piece: bytes, more: bool) -> bytes:
        headers["Content-Encoding"] = coding
        _end_tag(headers, coding)
        for name in ("content-length", "accept-ranges"):
            if name in headers:
                del headers[name]
        if self._method == "HEAD" and not piece:
            return piece
        if more:
            self._packer = Packer(coding)
            return await _beside(len(piece), lambda: _step(self._packer, piece, more))
        packed = await _beside(len(piece), lambda: pack(piece, coding))
        headers["Content-Length"] = str(len(packed))
        return packed


def _may_vary(head: Message) -> bool:
    """Whether the coding can matter for an answer; the head of any other goes out at once."""
    headers = Headers(raw=head["headers"])
    if head["status"] in _HAS_NO_BODY or "content-encoding" in headers:
        return True
    return _WORTH_IT.match(headers.get("content-type", "")) is not None


def _step(packer: Packer | None, piece: bytes, more: bool) -> bytes:
    assert packer is not None
    return (packer.add(piece) if piece else b"") if more else packer.end(piece)


async def _beside(size: int, work: Callable[[], bytes]) -> bytes:
    """Large pieces are packed beside the event loop."""
    return work() if size < _IN_THREAD_BYTES else await anyio.to_thread.run_sync(work)


def _end_tag(headers: MutableHeaders, coding: str) -> None:
    tag = headers.get("etag", "")
    if tag.startswith('"') and coding in CODINGS and not _ENDING.search(tag) and not _REVISION.fullmatch(tag):
        headers["ETag"] = f'{tag[:-1]}-{coding}"'


def _answer_held(headers: MutableHeaders, held: Iterable[str]) -> None:
    """A 304 names the very tag that the client holds, whose coding it had."""
    tag = headers.get("etag", "")
    if tag:
        headers.add_vary_header("Accept-Encoding")
    if tag.startswith('"'):
        headers["ETag"] = next((known for known in held if _ENDING.sub('"', known) == tag), tag)
