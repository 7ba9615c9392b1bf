"""GET /ogc/tileMatrixSets and one of them: the grids that tiles are cut by.

Source: OGC 17-083r4 (Tile Matrix Sets 2.0), clause 6 and annex B; 20-057 (Tiles, Part 1), clause 8.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.query import parameters
from api.tiles.matrices import CGCS2000, SETS, MatrixSet, find

router = APIRouter(prefix="/ogc")
CONFORMS: Final = ("http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",)
_LISTED: Final = {"tileMatrixSets": [{"id": "WebMercatorQuad", "title": "网络墨卡托", "links": [described.LINK]}]}


@router.get(
    "/tileMatrixSets",
    summary="切片方案 Tile matrix sets",
    operation_id="getTileMatrixSetsList",
    response_class=Response,
    responses=answers(None, _LISTED, 400, 406),
    openapi_extra=described.parameters("f"),
)
async def tile_matrix_sets(request: Request) -> Response:
    """The grids that there are."""
    _only_json(request)
    return _answer(request, {"tileMatrixSets": [_entry(request, matrices) for matrices in SETS.values()]})


@router.get(
    "/tileMatrixSets/{id}",
    summary="一个切片方案 One tile matrix set",
    operation_id="getTileMatrixSet",
    response_class=Response,
    responses=answers(None, CGCS2000.document() | {"tileMatrices": []}, 400, 404, 406),
    openapi_extra=described.parameters("f"),
)
async def tile_matrix_set(request: Request, id: str) -> Response:
    """One grid with all its levels."""
    _only_json(request)
    return _answer(request, find(id).document())


def _entry(request: Request, matrices: MatrixSet) -> dict[str, Any]:
    known = {"uri": matrices.uri} if matrices.uri else {}
    here = f"{links.root(request)}/tileMatrixSets/{matrices.id}"
    title = f"{matrices.title.zh} {matrices.title.en}"
    return {
        "id": matrices.id,
        "title": title,
        **known,
        "crs": matrices.crs,
        "links": [links.link(here, "self", links.JSON)],
    }


def _only_json(request: Request) -> None:
    parameters(request, ("f",))


def _answer(request: Request, body: dict[str, Any]) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, links.JSON)
