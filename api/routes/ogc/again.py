"""Middleware before all others: the answer for a tile that was asked for before goes out again as it went out then.

The first answer for a tile takes the long way, and what leaves the last middleware is kept with the edition of the
layout that the handler noted. The next request that is alike in all that the answer depends on gets it again if that
edition is still the newest, which the database is asked each time; that question is shared (`api.tiles.editions`).
"""

from __future__ import annotations

import time
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.acting import person
from api.auth.reading import may_read
from api.routes.ogc.roots import is_published
from api.tiles.cache import Answer
from api.tiles.drawing import Tiles
from api.tiles.editions import Edition
from geo.errors import Unavailable

_NOTE: Final = "yuantu.tile"
_DEPENDS_ON: Final = (b"accept", b"accept-encoding", b"if-none-match", b"origin")
_OF_ONE_CLIENT: Final = (b"authorization", b"cookie", b"range")
# How somebody signed in, which no tile depends on.
_SIGNED: Final = (b"authorization", b"cookie")
_KEPT: Final = (200, 204, 304)


def noted(request: Request, edition: Edition) -> None:
    """Say that the answer to a request holds as long as an edition is the newest; of an older one it is not kept."""
    if (note := request.scope.get(_NOTE)) is not None:
        note.edition = edition if "revision" not in request.query_params else None


class Again:
    """Gives answers for tiles again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on and keep what comes back."""
        key = (
            _key(scope) if scope["type"] == "http" and scope["method"] == "GET" and "/tiles/" in scope["path"] else None
        )
        # Nobody gets a draft again, whoever it was drawn for.
        if key is None or not _may_read(scope):
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        tiles: Tiles = scope["app"].state.context.tiles
        kept = tiles.answers.get(key)
        if kept is not None and await _holds(kept.edition, tiles):
            took = b"total;dur=%.1f" % ((time.perf_counter() - begun) * 1000)
            await send({**kept.start, "headers": [*kept.start["headers"], (b"server-timing", took)]})
            await send({"type": "http.response.body", "body": kept.body})
            return
        note = _Note(send)
        await self._app({**scope, _NOTE: note}, receive, note.send)
        if (answer := note.answer()) is not None:
            tiles.answers.keep(key, answer)


def _may_read(scope: Scope) -> bool:
    return may_read(person(), scope["app"].state.context.settings, published=is_published(scope))


async def _holds(edition: Edition, tiles: Tiles) -> bool:
    try:
        return await tiles.newest.of(edition.layout) == edition
    except Unavailable:
        return False  # the long way says so


def _key(scope: Scope) -> tuple[object, ...] | None:
    """All that an answer for a tile depends on; None for no tile, or where it may be meant for one client alone."""
    if scope["type"] != "http" or scope["method"] != "GET" or "/tiles/" not in scope["path"]:
        return None
    said = []
    for pair in scope["headers"]:
        if pair[0] in _DEPENDS_ON:
            said.append(pair)
        elif pair[0] in _OF_ONE_CLIENT and not (pair[0] in _SIGNED and person().known):
            return None
    return scope["raw_path"], scope["query_string"], scope["scheme"], *said


class _Note:
    """An answer as it goes out, and of which edition it is."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body: bytes | None = None
        self.edition: Edition | None = None

    async def send(self, message: Message) -> None:
        """Pass a message on and remember it."""
        if message["type"] == "http.response.start":
            headers = [pair for pair in message["headers"] if pair[0] != b"server-timing"]
            self._start = {**message, "headers": headers}
        elif message["type"] == "http.response.body":
            whole = self._body is None and not message.get("more_body", False)
            self._body = bytes(message.get("body", b"")) if whole else None
            if not whole:
                self._start = None
        await self._send(message)

    def answer(self) -> Answer | None:
        """The answer, if it may be given again."""
        if self.edition is None or self._start is None or self._body is None or self._start["status"] not in _KEPT:
            return None
        return Answer(self.edition, dict(self._start), self._body)
