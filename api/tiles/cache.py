"""Tiles used last, and whole answers with them, up to a number of bytes.

A tile's key names its revision, so that it never grows stale; an answer says of which edition it is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from api.tiles.editions import Edition


class Weighed(Protocol):
    """What says how much memory it takes."""

    @property
    def weight_bytes(self) -> int:
        """What keeping it costs, key and bookkeeping included."""


K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Weighed)
_OVERHEAD_BYTES: Final = 500
_HEAD_BYTES: Final = 2_000


@dataclass(frozen=True)
class Tile:
    """A Mapbox vector tile in some coding; `left_out` features of the place had no room in it."""

    body: bytes
    left_out: int = 0

    @property
    def weight_bytes(self) -> int:
        """What keeping it costs, key and bookkeeping included; empty tiles cost too."""
        return len(self.body) + _OVERHEAD_BYTES


@dataclass(frozen=True)
class Answer:
    """All that went out for a request, of one edition."""

    edition: Edition
    start: dict[str, Any]
    body: bytes

    @property
    def weight_bytes(self) -> int:
        """What keeping it costs, head and key included."""
        return len(self.body) + _HEAD_BYTES


class TileCache(Generic[K, V]):
    """For use on one event loop; the tiles used longest ago leave first."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._tiles: OrderedDict[K, V] = OrderedDict()
        self.weight_bytes = 0

    def __len__(self) -> int:
        return len(self._tiles)

    def get(self, key: K) -> V | None:
        """The tile kept under that key, or None."""
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def keep(self, key: K, tile: V) -> None:
        """Keep a tile, unless it alone is larger than the limit."""
        if tile.weight_bytes > self._limit_bytes:
            return
        if (before := self._tiles.pop(key, None)) is not None:
            self.weight_bytes -= before.weight_bytes
        self._tiles[key] = tile
        self.weight_bytes += tile.weight_bytes
        while self.weight_bytes > self._limit_bytes:
            _, oldest = self._tiles.popitem(last=False)
            self.weight_bytes -= oldest.weight_bytes
