"""Tiles drawn by PostGIS and kept by revision: the newest revision is asked for first, so none served is stale."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import anyio

from api import store
from api.packing import Coding, pack
from api.store.cql import Filter
from api.store.reader import Reader
from api.tiles.cache import Answer, Tile, TileCache
from api.tiles.editions import Edition, Newest
from api.tiles.matrices import WORLD, Cell, Corners
from geo.errors import NotFound

ROOM: Final = 5000
"""How many features a tile holds at most."""
EXTENT: Final = 4096
"""Cells of a tile's own grid along a side."""
BUFFER: Final = 64
"""Cells around the tile that are drawn too, so that borders and labels join: four pixels of 256."""
FROM_THE_GROUND_UP: Final = ["zone", "park", "reserve", "group", "small", "specialty", "parcel", "site"]
"""The order of a tile's layers: what draws them as they come shows the small above the large."""
FINE_DEG: Final = 2e-5
"""Some 2 m: below this, looking for detail to take away costs more than it saves."""
FLAT_CELLS: Final = 0.25
"""Where a tile's rows are evenly spaced in latitude but for so many cells of its grid, it takes no map projection."""
_SQL: Final = Path(store.__file__).parent / "sql"


@dataclass(frozen=True)
class Choice:
    """Which features a tile shows: of one kind where that is given, and those that filters let through."""

    kind: str | None = None
    said: tuple[tuple[str, str], ...] = ()
    """How the filters were asked for: what asks alike is alike."""
    filters: tuple[Filter, ...] = field(default=(), compare=False)

    def of(self, found: str) -> str:
        """The features in SQL that are let through of those that were found."""
        terms = " AND ".join(f"({each.sql})" for each in self.filters)
        # Every part of a filter's text is of this program; what comes from outside is bound.
        return f"SELECT * FROM ({found}) feature WHERE {terms}" if terms else found  # noqa: S608

    def values(self) -> dict[str, Any]:
        """The values of the filters' parameters."""
        return {name: value for each in self.filters for name, value in each.params.items()}


EVERYTHING: Final = Choice()


class Tiles:
    """The tiles of all layouts, drawn as they are asked for."""

    def __init__(self, reader: Reader, newest: Newest, limit_bytes: int, *, room: int = ROOM) -> None:
        self._reader, self.newest, self._room = reader, newest, room
        # Half for each: what is asked for again and again lives among the answers, and the tiles it came from leave.
        self._cache: TileCache[tuple[object, ...], Tile] = TileCache(limit_bytes // 2)
        self.answers: TileCache[tuple[object, ...], Answer] = TileCache(limit_bytes // 2)

    async def edition(self, layout: str, revision: int | None = None) -> Edition:
        """A layout's revision, or its newest one as of now. Raises NotFound, Unavailable."""
        if revision is None:
            if (newest := await self.newest.of(layout)) is None:
                raise _no_layout(layout)
            return newest
        # PostgreSQL's integers end here, and so do revisions.
        if not 0 < revision < 2**31:
            raise _no_revision(layout, revision)
        found = await self._reader.row(_query("edition"), {"layout": layout, "revision": revision})
        if found is None:
            raise _no_layout(layout)
        number, created, head = found
        if number is None:
            raise _no_revision(layout, revision)
        return Edition(layout, number, created, number == head)

    async def layers(self, edition: Edition, kind: str | None) -> dict[str, Corners]:
        """The kinds that have features, each with west, south, east, north in degrees. Raises Unavailable."""
        query = _query("tile_layers", "head" if edition.newest else "at")
        west, south, east, north = WORLD
        values = {
            "layout": edition.layout, "revision": edition.number, "kind": kind,
            "west": west, "south": south, "east": east, "north": north,
        }  # fmt: skip
        return {layer: tuple(corners) for layer, *corners in await self._reader.rows(query, values)}

    def kept(self, edition: Edition, choice: Choice, cell: Cell) -> Tile | None:
        """The tile of an edition if it was drawn before."""
        return self._cache.get(_key(edition, choice, cell))

    async def tile(self, edition: Edition, choice: Choice, cell: Cell, *, pinned: bool) -> tuple[Edition, Tile]:
        """The tile of an edition, or unless `pinned` of the one that took its place meanwhile. Raises Unavailable."""
        if (kept := self.kept(edition, choice, cell)) is not None:
            return edition, kept
        drawn, tile = await self._draw(edition, choice, cell, "head" if edition.newest else "at")
        if pinned and drawn != edition:
            drawn, tile = await self._draw(edition, choice, cell, "at")
        self._cache.keep(_key(drawn, choice, cell), tile)
        return drawn, tile

    async def packed(self, edition: Edition, choice: Choice, cell: Cell, tile: Tile, coding: Coding) -> Tile:
        """That tile in a coding, packed once."""
        key = (*_key(edition, choice, cell), coding)
        kept = self._cache.get(key)
        if kept is None:
            body = await anyio.to_thread.run_sync(pack, tile.body, coding)
            kept = Tile(body, tile.left_out)
            self._cache.keep(key, kept)
        return kept

    async def _draw(
        self, edition: Edition, choice: Choice, cell: Cell, source: Literal["head", "at"]
    ) -> tuple[Edition, Tile]:
        west, south, east, north = cell.lonlat(BUFFER / EXTENT)
        left, bottom, right, top = cell.corners
        flat = cell.bend_share() * EXTENT <= FLAT_CELLS
        detail_deg = (north - south) / EXTENT / 2
        values = {
            "layout": edition.layout, "revision": edition.number, "kind": choice.kind, "srid": cell.set.epsg,
            "room": self._room, "order": FROM_THE_GROUND_UP,
            "west": west, "south": south, "east": east, "north": north,
            "left": left, "bottom": bottom, "right": right, "top": top,
            "extent": EXTENT, "buffer": BUFFER, "detail_deg": detail_deg, "coarse": detail_deg > FINE_DEG,
            "flat": flat, **_onto_grid(cell.lonlat() if flat else cell.corners),
        }  # fmt: skip
        found = await self._reader.row(_query("tile", source, choice), values | choice.values())
        if found is None:
            raise _no_layout(edition.layout)
        head, created, body, left_out = found
        drawn = edition if source == "at" else Edition(edition.layout, head, created, newest=True)
        return drawn, Tile(body, left_out)


def _onto_grid(corners: Corners) -> dict[str, float]:
    """How coordinates become cells of a tile's grid, which begins at the top left."""
    west, south, east, north = corners
    across, down = EXTENT / (east - west), EXTENT / (south - north)
    return {"across": across, "down": down, "from_left": -west * across, "from_top": -north * down}


def _key(edition: Edition, choice: Choice, cell: Cell) -> tuple[object, ...]:
    return edition.layout, edition.number, edition.created, choice, cell.set.id, cell.level, cell.row, cell.col


def _no_layout(layout: str) -> NotFound:
    return NotFound(f"没有布局 {layout[:64]}", f"no layout {layout[:64]}")


def _no_revision(layout: str, revision: int | None) -> NotFound:
    return NotFound(f"{layout} 没有第 {revision} 版", f"{layout} has no revision {revision}")


def _query(name: str, source: str | None = None, choice: Choice = EVERYTHING) -> bytes:
    text = _text(name)
    return text.replace("{found}", choice.of(_text(f"tile_{source}"))).encode() if source else text.encode()


@cache
def _text(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
