"""One open browser: what waits to be sent to it, never more than a few pieces."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_WAITING: Final = 32


class Stream:
    """What one browser is still to be told, for use on one event loop.

    Of what describes a state (`of` names it) only the newest piece waits. Where a browser takes too little, all that
    waits goes and `behind` is called for what it should be told in its place: that it has to look for itself.
    """

    def __init__(self, behind: Callable[[], list[tuple[str | None, bytes]]], left: Callable[[Stream], None]) -> None:
        self._behind, self._left = behind, left
        self._waiting: OrderedDict[object, bytes] = OrderedDict()
        self._woken = asyncio.Event()
        self.closed = False
        self.after: Callable[[], None] | None = None
        """What is to be done when the browser has left, beside the event loop; not when the stream was ended here."""

    def put(self, piece: bytes, of: str | None = None) -> None:
        """Let a piece wait to be sent."""
        if self.closed:
            return
        if of is not None:
            self._waiting.pop(of, None)
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            for state, instead in self._behind():
                self._waiting[state or object()] = instead
        else:
            self._waiting[of or object()] = piece
        self._woken.set()

    async def take(self, patience_s: float, instead: bytes) -> bytes | None:
        """All that waits, together; `instead` where nothing comes for so long; None when the stream is over."""
        if not self._waiting and not self.closed:
            self._woken.clear()
            try:
                async with asyncio.timeout(patience_s):
                    await self._woken.wait()
            except TimeoutError:
                return instead
        if self.closed:
            return None
        pieces = b"".join(self._waiting.values())
        self._waiting.clear()
        return pieces

    def close(self) -> None:
        """The stream is over."""
        if not self.closed:
            self.closed = True
            self._waiting.clear()
            self._woken.set()
            self._left(self)
