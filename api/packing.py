"""The codings that answers are packed with: gzip, brotli and zstd, quick for what is made now, best for what is kept.

Measured on 1.9 MB of GeoJSON: zstd at level 1 leaves 19 % at 390 MB/s, brotli at 1 leaves 20 % at 260 MB/s, gzip at 1
leaves 31 % at 90 MB/s; the best levels leave 16, 15 and 27 % at 1.6, 0.3 and 9 MB/s.
"""

from __future__ import annotations

import sys
import zlib
from typing import Final, Literal

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Coding = Literal["zstd", "br", "gzip"]
CODINGS: Final[tuple[Coding, ...]] = ("zstd", "br", "gzip")
"""Those that we like best come first."""
_GZIP: Final = 31  # the window's size and the wrapper, as zlib counts them
_QUICK: Final[dict[Coding, int]] = {"zstd": 1, "br": 1, "gzip": 1}
_BEST: Final[dict[Coding, int]] = {"zstd": 19, "br": 11, "gzip": 9}


def pack(body: bytes, coding: Coding, *, best: bool = False) -> bytes:
    """The whole body packed, quickly or as small as it gets (a megabyte then takes seconds)."""
    level = (_BEST if best else _QUICK)[coding]
    if coding == "zstd":
        return zstd.compress(body, level)
    if coding == "br":
        return bytes(brotli.compress(body, quality=level))
    return zlib.compress(body, level, _GZIP)


class Packer:
    """Packs a stream, piece by piece; what each step returns can be read at once."""

    def __init__(self, coding: Coding) -> None:
        level = _QUICK[coding]
        self._zstd = zstd.ZstdCompressor(level) if coding == "zstd" else None
        self._brotli = brotli.Compressor(quality=level) if coding == "br" else None
        self._gzip = zlib.compressobj(level, zlib.DEFLATED, _GZIP)

    def add(self, piece: bytes) -> bytes:
        """Pack a piece and flush it."""
        if self._zstd is not None:
            return self._zstd.compress(piece, zstd.ZstdCompressor.FLUSH_BLOCK)
        if self._brotli is not None:
            return bytes(self._brotli.process(piece) + self._brotli.flush())
        return self._gzip.compress(piece) + self._gzip.flush(zlib.Z_SYNC_FLUSH)

    def end(self, piece: bytes) -> bytes:
        """Pack the last piece, which may be empty, and close the stream."""
        if self._zstd is not None:
            return self._zstd.compress(piece, zstd.ZstdCompressor.FLUSH_FRAME)
        if self._brotli is not None:
            return bytes(self._brotli.process(piece) + self._brotli.finish())
        return self._gzip.compress(piece) + self._gzip.flush(zlib.Z_FINISH)
