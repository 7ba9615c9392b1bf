"""GET /ogc/collections/{id}/tiles/{set}/{level}/{row}/{column}: one Mapbox vector tile.

Source: OGC 20-057 (Tiles, Part 1), clauses 7 and 13.
"""

from __future__ import annotations

import hashlib
from typing import Final

from fastapi import APIRouter, Request, Response

from api import __version__
from api.answers import holds
from api.context import context
from api.encoding import SMALL_BYTES, chosen
from api.examples import answers
from api.routes.ogc import described
from api.routes.ogc.again import noted
from api.routes.ogc.collection import ALL, FINDINGS, split
from api.routes.ogc.presence import present
from api.routes.ogc.query import parameters, whole
from api.routes.ogc.tilesets import no_tiles
from api.tiles import matrices
from api.tiles.cache import Tile
from api.tiles.editions import Edition
from api.tiles.matrices import Cell
from api.tiles.metadata import MVT

router = APIRouter()
_TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf"
CONFORMS: Final = (f"{_TILES}/core", f"{_TILES}/mvt")
_FOREVER: Final = "public, max-age=31536000, immutable"
_FRESH: Final = "no-cache"
# Read by hand: the framework's way of handing them over costs as much as the rest of the handler.
_ADDRESS: Final = ("id", "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol")
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
    openapi_extra={"parameters": [*_PLACE, *described.parameters("f", "revision")["parameters"]]},
)
async def tile(request: Request) -> Response:
    """A tile with one layer per kind; 204 where nothing is."""
    id, grid, level, row, col = (request.path_params[name] for name in _ADDRESS)
    said = parameters(request, ("f", "revision"))
    revision = whole(said["revision"], "revision", 0) if "revision" in said else None
    cell = matrices.find(grid).cell(level, row, col)
    layout, name = split(id)
    if name == FINDINGS:
        raise no_tiles(id)
    kind, tiles = None if name == ALL else name, context(request).tiles
    edition = await tiles.edition(layout, revision)
    noted(request, edition)
    if holds(request, _etag(edition, name, cell)):
        return Response(status_code=304, headers=_headers(edition, name, cell, revision))
    edition, one = await _drawn(request, edition, kind, cell, pinned=revision is not None)
    noted(request, edition)
    headers = _headers(edition, name, cell, revision) | _left_out(one)
    if not one.body:
        return Response(status_code=204, headers=headers)
    coding = chosen(request) if len(one.body) >= SMALL_BYTES else None
    if coding is not None:
        one = await tiles.packed(edition, kind, cell, one, coding)
        headers |= {"Content-Encoding": coding, "Vary": "Accept-Encoding"}
    return Response(one.body, headers=headers, media_type=MVT)


async def _drawn(
    request: Request, edition: Edition, kind: str | None, cell: Cell, *, pinned: bool
) -> tuple[Edition, Tile]:
    tiles = context(request).tiles
    if (kept := tiles.kept(edition, kind, cell)) is not None:
        return edition, kept
    return await present(request, tiles.tile(edition, kind, cell, pinned=pinned))


def _headers(edition: Edition, name: str, cell: Cell, revision: int | None) -> dict[str, str]:
    return {"ETag": _etag(edition, name, cell), "Cache-Control": _FRESH if revision is None else _FOREVER}


def _left_out(tile: Tile) -> dict[str, str]:
    return {"Yuantu-Left-Out": str(tile.left_out)} if tile.left_out else {}


def _etag(edition: Edition, name: str, cell: Cell) -> str:
    """Strong: the bytes follow from the revision, the address of the tile and the program."""
    parts = (
        edition.layout,
        edition.created.isoformat(),
        name,
        cell.set.id,
        cell.level,
        cell.row,
        cell.col,
        __version__,
    )
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
    return f'"r{edition.number}-{digest}"'
