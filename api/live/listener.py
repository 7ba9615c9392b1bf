"""One connection of a process that hears what the database tells; lost, it is made again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

import orjson
import psycopg
from sqlalchemy import URL

log = logging.getLogger("yuantu")

CHANNEL: Final = "yuantu_news"
NAME: Final = "yuantu events"
_WAIT_S: Final = (0.1, 0.5, 1.0, 2.0, 5.0)
# A connection whose other end has vanished is noticed in half a minute, not in hours.
_KEEPALIVE: Final[dict[str, Any]] = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class Listener:
    """Hears news for as long as `run` runs.

    Args:
        heard: called with the layout that something is new about.
        deaf_until_now: called when hearing begins, and whenever it begins again: anything may have happened before.
    """

    def __init__(self, url: URL, heard: Callable[[str], None], deaf_until_now: Callable[[], None]) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._heard, self._deaf_until_now = heard, deaf_until_now

    async def run(self) -> None:
        """Listen until cancelled."""
        losses = 0
        while True:
            begun = asyncio.get_running_loop().time()
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                if asyncio.get_running_loop().time() - begun > _WAIT_S[-1]:
                    losses = 0
                log.warning("not told of news by the database: %s", str(error).partition("\n")[0])
            await asyncio.sleep(_WAIT_S[min(losses, len(_WAIT_S) - 1)])
            losses += 1

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._address, autocommit=True, application_name=NAME, **_KEEPALIVE
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._deaf_until_now()
            async for notice in connection.notifies():
                layout = _layout_in(notice.payload)
                if layout is not None:
                    self._heard(layout)


def _layout_in(payload: str) -> str | None:
    """Which layout a notice is about; anybody who may connect can send one, so it is not relied on."""
    try:
        found = orjson.loads(payload)
    except orjson.JSONDecodeError:
        return None
    layout = found.get("layout") if isinstance(found, dict) else None
    return layout if isinstance(layout, str) else None
