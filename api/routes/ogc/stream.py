"""Many features as they come from the database: a batch at a time, all of one moment, whatever the number.

The memory that an answer takes is that of a batch, not of the answer.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Final

from api.routes.ogc.asked import Asked
from api.store.pages import Page
from api.store.reader import Reader

BATCH: Final = 1_000


async def batches(reader: Reader, said: Asked, size: int = BATCH, *, gap: str = ",") -> AsyncGenerator[Page, None]:
    """The features that were asked for, in pages of `size`; `more` of the last one says what lies beyond its limit.

    There is at least one page, unless there is no such layout.

    Raises:
        Unavailable: the database does not answer, or not in time.
    """
    left = said.limit
    async with reader.snapshot() as connection:
        while left > 0:
            query = replace(said, limit=min(size, left)).query()
            query.gap = gap
            row = await (await connection.execute(query.page(), query.bound(), binary=True)).fetchone()
            page = query.gathered(row)
            if page is None:
                return
            if said.overtaken(page.head):
                said = said.at(page.head)
                continue
            yield page
            if not page.more:
                return
            left -= page.number
            said = replace(said, after=page.last)
