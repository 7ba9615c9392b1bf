"""GET /ogc/collections/{id}/tiles and one of them: which tiles a collection has, also as TileJSON 3.0.

Source: OGC 20-057 (Tiles, Part 1), clauses 8 to 10; 17-083r4, clause 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.collection import FINDINGS, Collection, find
from api.routes.ogc.formats import TILEJSON, wanted
from api.routes.ogc.presence import present
from api.routes.ogc.query import parameters
from api.routes.ogc.revisions import wish_of
from api.tiles import matrices
from api.tiles.matrices import SETS, WEB_MERCATOR, MatrixSet
from api.tiles.metadata import Tileset
from geo.errors import NotFound

router = APIRouter(prefix="/ogc")
_TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf"
CONFORMS: Final = (f"{_TILES}/tileset", f"{_TILES}/tilesets-list", f"{_TILES}/geodata-tilesets")
_EXAMPLE: Final = {
    "title": "中关村示范区 2020", "dataType": "vector", "crs": WEB_MERCATOR.crs, "tileMatrixSetURI": WEB_MERCATOR.uri,
    "links": [described.LINK],
}  # fmt: skip


@router.get(
    "/collections/{id}/tiles",
    summary="瓦片集 Tilesets",
    operation_id="collection.vector.getTileSetsList",
    response_class=Response,
    responses=answers(None, {"tilesets": [_EXAMPLE], "links": [described.LINK]}, 400, 404, 406),
    openapi_extra=described.parameters("f", "revision"),
)
async def tilesets(request: Request, id: str) -> Response:
    """The collection's tiles in every grid."""
    said = parameters(request, ("f", "revision"))
    found = await _collection(request, id, said)
    listed = [_tileset(request, found, grid, {}).item() for grid in SETS.values()]
    here = f"{links.of_collection(request, id)}/tiles"
    self = links.link(here, "self", links.JSON, revision=found.wish.said)
    return _answer(request, {"tilesets": listed, "links": [self]})


@router.get(
    "/collections/{id}/tiles/{tileMatrixSetId}",
    summary="一个瓦片集 One tileset",
    operation_id="collection.vector.getTileSet",
    response_class=Response,
    responses=answers(None, _EXAMPLE, 400, 404, 406),
    openapi_extra=described.parameters("f", "revision"),
)
async def tileset(request: Request, id: str, tileMatrixSetId: str) -> Response:
    """The collection's tiles in one grid; with `f=tilejson`, as map libraries read it."""
    said = parameters(request, ("f", "revision"))
    grid = matrices.find(tileMatrixSetId)
    found = await _collection(request, id, said)
    tiles = context(request).tiles
    edition = await tiles.edition(found.layout, found.asked)
    layers = await present(request, tiles.layers(edition, found.of_kind))
    one = _tileset(request, found, grid, layers)
    if wanted(request) is TILEJSON:
        return _answer(request, one.tilejson(), TILEJSON.media)
    return _answer(request, one.document())


async def _collection(request: Request, id: str, said: Mapping[str, str]) -> Collection:
    found = await find(request, id, wish_of(request, said))
    if found.kind == FINDINGS:
        raise no_tiles(id)
    return found


def no_tiles(id: str) -> NotFound:
    """The error for a collection that is not given as tiles."""
    return NotFound(
        f"集合 {id[:80]} 没有瓦片：检查结果请读 items", f"{id[:80]} has no tiles: findings are given as items"
    )


def _tileset(request: Request, found: Collection, grid: MatrixSet, layers: dict[str, matrices.Corners]) -> Tileset:
    id = quote(found.id, safe="")
    return Tileset(links.root(request), id, found.title, found.notice, grid, found.wish.said, found.revision, layers)


def _answer(request: Request, body: dict[str, Any], media: str = links.JSON) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, media)
