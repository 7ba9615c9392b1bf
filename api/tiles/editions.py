"""Which revision of a layout is the newest as of now: one question to the database for all who wait for its answer.

What is served must be of the revision that was the newest *after* its request came. A request therefore never joins
a question that is already on its way, which may have seen the store before a write that was acknowledged since; it
joins the next one, which leaves when that one is back. So nothing stale is served, whoever writes and from wherever,
and a crowd of requests costs the database one question at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from api.store.reader import Reader
from api.timing import in_database
from geo.errors import Unavailable

PATIENCE_S: Final = 5.0
_QUERY: Final = b"""
    SELECT layout.id, layout.head, revision.created
    FROM layout JOIN revision ON revision.layout = layout.id AND revision.number = layout.head
    WHERE layout.id = ANY(%(layouts)s::text[])
"""


@dataclass(frozen=True)
class Edition:
    """A revision of a layout; its time tells it from one of the same number in another database."""

    layout: str
    number: int
    created: datetime
    newest: bool


class Newest:
    """The newest revisions of layouts, for use on one event loop."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._waiting: dict[str, list[asyncio.Future[Edition | None]]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def of(self, layout: str) -> Edition | None:
        """A layout's newest revision, or None where there is no such layout. Raises Unavailable."""
        answer: asyncio.Future[Edition | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(layout, []).append(answer)
        if self._asking is None:
            # It works for many: none of its time is that of the request that happens to start it.
            self._asking = asyncio.create_task(self._ask_on(), context=Context())
        with in_database():
            return await answer

    async def _ask_on(self) -> None:
        """Ask until nobody waits any longer."""
        try:
            while self._waiting:
                waiting, self._waiting = self._waiting, {}
                try:
                    found = await self._ask(list(waiting))
                except Exception as error:  # whatever it is, those who wait learn of it
                    for answer in _still(waiting):
                        answer.set_exception(error)
                    continue
                for layout, answers in waiting.items():
                    for answer in _still({layout: answers}):
                        answer.set_result(found.get(layout))
        finally:
            self._asking = None

    async def _ask(self, layouts: list[str]) -> dict[str, Edition]:
        try:
            async with asyncio.timeout(PATIENCE_S):
                rows = await self.reader.rows(_QUERY, {"layouts": layouts})
        except TimeoutError as error:
            raise Unavailable(
                "数据库没有及时回答，请稍后再试", "the database did not answer in time; try again soon"
            ) from error
        return {layout: Edition(layout, number, created, newest=True) for layout, number, created in rows}


def _still(waiting: Mapping[str, list[asyncio.Future[Edition | None]]]) -> list[asyncio.Future[Edition | None]]:
    """Those who have not left meanwhile."""
    return [answer for answers in waiting.values() for answer in answers if not answer.done()]
