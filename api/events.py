"""Tells every open browser what happens to its layout: one LISTEN connection a process, one look for all who wait.

The database's notices (migration 0014) only say where to look. The hub looks once, finds out what is new since it last
looked, and tells everybody who has that layout open; nothing depends on a notice being heard, for it also looks every
few seconds by itself, which is how presences lapse.

An event's id is what its reader knows then (`look.Known`). A browser that comes again names it, and is told from the
store what it has missed; where that is too much, `resync` says that it has to look for itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import URL

from api.auth.errors import TooMany
from api.live.listener import Listener
from api.live.look import Known, Look, look, news
from api.live.stream import Stream
from api.live.wire import Event
from api.store.reader import Reader
from geo.errors import NotFound, YuantuError

log = logging.getLogger("yuantu")

TICK_S: Final = 5.0
PAUSE_S: Final = 0.1
"""At most so often is a layout looked at, however much happens to it."""
LIFE_S: Final = 900.0
"""A stream ends then, and the browser comes again: whoever may not read any more does not go on reading."""
_AGAIN_S: Final = 60


@dataclass(frozen=True)
class Limits:
    """How many streams there may be in this process, and how many one person may have of them."""

    all: int
    each: int


@dataclass
class _Room:
    """A layout that somebody has open."""

    last: Look
    streams: set[Stream] = field(default_factory=set)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    task: asyncio.Task[None] | None = None


class Hub:
    """The open browsers of this process, for use on one event loop."""

    def __init__(self, url: URL, reader: Reader, limits: Limits) -> None:
        self._reader, self._limits = reader, limits
        self._listener = Listener(url, self._heard, self._all_may_be_new)
        self._rooms: dict[str, _Room] = {}
        self._held: Counter[str] = Counter()
        self._closed = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Hub:
        """Begin to listen."""
        self._task = asyncio.create_task(self._listener.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening; every stream ends."""
        self.close()
        tasks = [task for task in (self._task, *(room.task for room in self._rooms.values())) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def close(self) -> None:
        """End every stream and take no more: the server stops."""
        self._closed = True
        for room in list(self._rooms.values()):
            for stream in list(room.streams):
                stream.close()

    def open_streams(self) -> int:
        """How many browsers listen."""
        return sum(len(room.streams) for room in self._rooms.values())

    async def open(self, layout: str, known: Known | None, who: str) -> tuple[Stream, bytes]:
        """A stream about a layout for one who knows it as `known`, and what it begins with. `who` is counted.

        Raises:
            NotFound: there is no such layout.
            TooMany: this person, or everybody together, has as many streams as may be.
            Unavailable: the database does not answer.
        """
        full = self.open_streams() >= self._limits.all or self._closed
        if full or (who and self._held[who] >= self._limits.each):
            raise TooMany("实时更新的连接过多", "there are too many connections for live updates", after_s=_AGAIN_S)
        room = await self._room(layout)
        try:
            async with room.looking:
                now = room.last
                missed = [] if known is None else await news(self._reader, layout, known, now.known)
                stream = self._join(room, layout, who)
        finally:
            self._close_if_empty(layout, room)
        id = str(now.known)
        first = f"id: {id}\n\n".encode() + b"".join(event.encoded(id) for event in (*missed, *now.present()))
        return stream, first

    def _join(self, room: _Room, layout: str, who: str) -> Stream:
        def behind() -> list[tuple[str | None, bytes]]:
            events = (Event("resync", {"revision": room.last.known.revision}), *room.last.present())
            return [(event.kind, event.encoded(str(room.last.known))) for event in events]

        def left(stream: Stream) -> None:
            ending.cancel()
            self._held[who] -= 1
            room.streams.discard(stream)
            self._close_if_empty(layout, room)

        stream = Stream(behind, left)
        ending = asyncio.get_running_loop().call_later(LIFE_S, stream.close)
        self._held[who] += 1
        room.streams.add(stream)
        return stream

    def _close_if_empty(self, layout: str, room: _Room) -> None:
        if not room.streams and self._rooms.get(layout) is room:
            del self._rooms[layout]
            if room.task is not None:
                room.task.cancel()

    async def _room(self, layout: str) -> _Room:
        room = self._rooms.get(layout)
        if room is not None:
            return room
        found = await look(self._reader, layout)
        if found is None:
            raise NotFound(f"没有名为 {layout} 的布局", f"there is no layout {layout}")
        # Another may have come in meanwhile.
        room = self._rooms.setdefault(layout, _Room(found))
        if room.task is None:
            room.task = asyncio.create_task(self._follow(layout, room))
            room.woken.set()
        return room

    def _heard(self, layout: str) -> None:
        if (room := self._rooms.get(layout)) is not None:
            room.woken.set()

    def _all_may_be_new(self) -> None:
        for room in self._rooms.values():
            room.woken.set()

    async def _follow(self, layout: str, room: _Room) -> None:
        """Look when something may be new, and now and then by itself."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await room.woken.wait()
            room.woken.clear()
            try:
                async with room.looking:
                    await self._look(layout, room)
            except YuantuError as error:
                log.warning("news of %s: %s", layout, error)
            await asyncio.sleep(PAUSE_S)

    async def _look(self, layout: str, room: _Room) -> None:
        before, now = room.last, await look(self._reader, layout)
        if now is None:
            return
        events = await news(self._reader, layout, before.known, now.known)
        room.last = now
        id = str(now.known)
        for event in events:
            _tell(room, event, id, state=False)
        was = before.present()
        for event, old in zip(now.present(), was, strict=True):
            if event != old:
                _tell(room, event, id, state=True)


def _tell(room: _Room, event: Event, id: str, *, state: bool) -> None:
    piece = event.encoded(id)
    for stream in list(room.streams):
        stream.put(piece, event.kind if state else None)
