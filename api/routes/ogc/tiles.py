"""GET /ogc/collections/{id}/tiles/{set}/{level}/{row}/{column}: one Mapbox vector tile.

Source: OGC 20-057 (Tiles, Part 1), clauses 7 and 13.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request, Response

from api import __version__
from api.answers import holds
from api.context import context
from api.encoding import SMALL_BYTES, chosen
from api.examples import answers
from api.routes.ogc import described
from api.routes.ogc.again import noted
from api.routes.ogc.collection import ALL, FINDINGS, missing, split
from api.routes.ogc.filtering import PARAMETERS as FILTERS
from api.routes.ogc.filtering import filters
from api.routes.ogc.keeping import kept
from api.routes.ogc.presence import present
from api.routes.ogc.query import parameters
from api.routes.ogc.revisions import NEWEST, Wish, settle, wish_of
from api.routes.ogc.tilesets import no_tiles
from api.routes.ogc.vocabulary import vocabulary_of
from api.tiles import matrices
from api.tiles.cache import Tile
from api.tiles.drawing import Choice
from api.tiles.editions import Edition
from api.tiles.matrices import Cell
from api.tiles.metadata import MVT

router = APIRouter(prefix="/ogc")
_TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf"
CONFORMS: Final = (f"{_TILES}/core", f"{_TILES}/mvt", f"{_TILES}/oas30")
# Read by hand: the framework's way of handing them over costs as much as the rest of the handler.
_ADDRESS: Final = ("id", "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol")
_ASKED: Final = ("f", "revision", *FILTERS, *vocabulary_of(ALL).equal)
_PLACE: Final = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _ADDRESS]
_RESPONSES: Final = answers(None, "", 400, 404, 406, media=MVT) | {
    204: {"description": "这里没有要素 There is nothing in this tile."},
    304: {"description": "没有变化 The client holds this very tile."},
}


@router.get(
    "/collections/{id}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
    summary="矢量瓦片 A vector tile",
    operation_id="collection.vector.getTile",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": [*_PLACE, *described.parameters(*_ASKED)["parameters"]]},
)
async def tile(request: Request) -> Response:
    """A tile with one layer per kind; 204 where nothing is."""
    id, grid, level, row, col = (request.path_params[name] for name in _ADDRESS)
    said = parameters(request, _ASKED)
    wish = wish_of(request, said)
    cell = matrices.find(grid).cell(level, row, col)
    layout, name = split(id)
    if name == FINDINGS:
        raise no_tiles(id)
    choice = _choice(name, said)
    edition = await context(request).tiles.edition(layout, await _revision(request, id, layout, wish))
    if wish == NEWEST:
        noted(request, edition)
    headers = {"ETag": _etag(edition, choice, cell), "Cache-Control": wish.caching}
    if holds(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if choice.said or not wish.published:
        return await _tile(request, edition, choice, cell, wish)
    return await kept(request, headers, MVT, lambda: _tile(request, edition, choice, cell, wish))


def _choice(kind: str, said: Mapping[str, str]) -> Choice:
    """The kind and the filters that are asked for."""
    words = vocabulary_of(kind)
    filtered = sorted((name, value) for name, value in said.items() if name in FILTERS or name in words.equal)
    return Choice(None if kind == ALL else kind, tuple(filtered), filters(said, words))


async def _revision(request: Request, id: str, layout: str, wish: Wish) -> int | None:
    """The revision that is asked for or published; None for the newest."""
    if not wish.published:
        return wish.revision
    found = await settle(request, layout, wish)
    if found is None or found[1] is None:
        raise missing(id)
    return found[1].revision


async def _tile(request: Request, edition: Edition, choice: Choice, cell: Cell, wish: Wish) -> Response:
    edition, one = await _drawn(request, edition, choice, cell, pinned=wish != NEWEST)
    if wish == NEWEST:
        noted(request, edition)
    headers = {"ETag": _etag(edition, choice, cell), "Cache-Control": wish.caching} | _left_out(one)
    if not one.body:
        return Response(status_code=204, headers=headers)
    # What is published is kept in the archive, packed better than here.
    coding = chosen(request) if len(one.body) >= SMALL_BYTES and not wish.published else None
    if coding is not None:
        one = await context(request).tiles.packed(edition, choice, cell, one, coding)
        headers |= {"Content-Encoding": coding, "Vary": "Accept-Encoding"}
    return Response(one.body, headers=headers, media_type=MVT)


async def _drawn(
    request: Request, edition: Edition, choice: Choice, cell: Cell, *, pinned: bool
) -> tuple[Edition, Tile]:
    tiles = context(request).tiles
    if (kept := tiles.kept(edition, choice, cell)) is not None:
        return edition, kept
    return await present(request, tiles.tile(edition, choice, cell, pinned=pinned))


def _left_out(tile: Tile) -> dict[str, str]:
    return {"Yuantu-Left-Out": str(tile.left_out)} if tile.left_out else {}


def _etag(edition: Edition, choice: Choice, cell: Cell) -> str:
    """Strong: the bytes follow from the revision, the address of the tile and the program."""
    parts = (
        edition.layout,
        edition.created.isoformat(),
        choice.kind or ALL,
        *choice.said,
        cell.set.id,
        cell.level,
        cell.row,
        cell.col,
        __version__,
    )
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
    return f'"r{edition.number}-{digest}"'
