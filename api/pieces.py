"""Answers in pieces: of a file, or of any source that is let go of in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any, Final, Protocol

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

_CHUNK_BYTES: Final = 256 * 1024


class Pieces(Protocol):
    """An answer in pieces, from a source that is let go of in the end."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces, in their order."""
        ...

    async def aclose(self) -> None:
        """Let go of the source."""
        ...


class Streamed(StreamingResponse):
    """An answer in pieces, whose source is closed with it: a client that leaves holds no connection any longer."""

    def __init__(self, pieces: Pieces, *args: Any, **kwargs: Any) -> None:
        super().__init__(pieces, *args, **kwargs)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces, then close their source, also when the client has left in between."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await self._pieces.aclose()


class FilePieces:
    """A file, piece by piece."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self.size = file, size

    @classmethod
    def of(cls, path: Path) -> FilePieces:
        """The file of that name; what is open stays readable when its name is gone."""
        return cls(path.open("rb"), path.stat().st_size)

    def __aiter__(self) -> FilePieces:
        return self

    async def __anext__(self) -> bytes:
        """The next piece."""
        piece = await anyio.to_thread.run_sync(self._file.read, _CHUNK_BYTES)
        if not piece:
            raise StopAsyncIteration
        return piece

    async def aclose(self) -> None:
        """Let go of the file."""
        self._file.close()
