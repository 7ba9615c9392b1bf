"""GET /ogc, /ogc/conformance and /ogc/api: where a client begins.

Source: OGC 17-069r4 (Features, Part 1), clauses 7.2 to 7.4.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.examples import answers
from api.openapi30 import VERSION, as_30
from api.routes.ogc import described, links, writes
from api.routes.ogc.query import parameters
from api.routes.ogc.roots import PLAIN, PUBLISHED, Root, root_of
from api.schemas.ogc import ConformanceModel, LandingModel

router = APIRouter(prefix="/ogc")
_CORE: Final = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMS: Final = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    f"{_CORE}/core",
    f"{_CORE}/oas30",
    f"{_CORE}/geojson",
    f"{_CORE}/html",
)
_ALL: Final = "产业园区布局的要素、检查结果与瓦片。Features, findings and tiles of industrial-park layouts."
_NEWEST: Final = (
    "每个布局最新发布的一版，不含草稿；地址不变，新发布后一分钟内即为新内容。"
    "The newest publication of every layout, no drafts; the address stays, and shows a new one within a minute."
)
_ONE: Final = (
    "布局 {root.layout} 的第 {root.number} 次发布，永不改变。Publication {root.number} of {root.layout}, unchanging."
)


@router.get(
    "",
    summary="入口 Landing page",
    response_class=Response,
    responses=answers(LandingModel, described.LANDING, 400, 406),
    openapi_extra=described.parameters("f"),
)
async def landing(request: Request) -> Response:
    """What there is, and where."""
    parameters(request, ("f",))
    here, root = links.root(request), root_of(request)
    body = {
        "title": "园图 Yuantu" if root is None else "园图 · 已发布布局 Yuantu · Published layouts",
        "description": _ALL if root is None else _NEWEST if root.number is None else _ONE.format(root=root),
        "links": [
            *links.both(request, here),
            links.link(f"{here}/api", "service-desc", links.OPENAPI, "接口定义 API definition"),
            links.link(f"{here}/api", "service-doc", links.HTML, "接口说明 API documentation", f="html"),
            links.link(f"{here}/conformance", "conformance", links.JSON, "符合性 Conformance"),
            links.link(f"{here}/collections", "data", links.JSON, "集合 Collections"),
            links.link(f"{here}/tileMatrixSets", links.TILING_SCHEMES, links.JSON, "切片方案 Tile matrix sets"),
            links.link(f"{here}/functions", links.FUNCTIONS, links.JSON, "过滤条件的函数 Functions of filters"),
            *_other_roots(request, root),
        ],
    }
    return _answer(request, body)


def _other_roots(request: Request, root: Root | None) -> list[links.Link]:
    """From everything to what is published, and from there to everything."""
    newest = links.link(links.at(request, PUBLISHED), "related", links.JSON, "已发布布局 Published layouts")
    whole = links.link(links.at(request, PLAIN), "related", links.JSON, "全部布局，含草稿 All layouts, drafts included")
    return [newest] if root is None else [whole] if root.number is None else [newest, whole]


@router.get(
    "/conformance",
    summary="符合性 Conformance",
    response_class=Response,
    responses=answers(ConformanceModel, described.CONFORMANCE, 400, 406),
    openapi_extra=described.parameters("f"),
)
async def conformance(request: Request) -> Response:
    """The conformance classes that are implemented and tested."""
    parameters(request, ("f",))
    declared = request.app.state.ogc_conforms
    if root_of(request) is not None:
        declared = [entry for entry in declared if entry not in writes.CONFORMS]
    return _answer(request, {"conformsTo": list(declared)})


@router.get(
    "/api",
    summary="接口定义 API definition",
    response_class=Response,
    responses=answers(None, {"openapi": VERSION, "info": {}, "paths": {}}, 400, 406, media=links.OPENAPI),
    openapi_extra=described.parameters("f"),
)
async def definition(request: Request) -> Response:
    """The OpenAPI document of this part of the service."""
    parameters(request, ("f",))
    whole: dict[str, Any] = request.app.openapi()
    paths = {path: entry for path, entry in whole["paths"].items() if path.startswith(PLAIN)}
    if (root := root_of(request)) is not None:
        paths = {root.path + path.removeprefix(PLAIN): _reads(entry) for path, entry in paths.items()}
    return _answer(request, as_30(whole | {"paths": paths}), links.OPENAPI)


def _reads(entry: dict[str, Any]) -> dict[str, Any]:
    """What can be done at an address of what is published: nothing but read, and no other revision."""
    get = entry["get"]
    said = [one for one in get.get("parameters", ()) if one.get("name") != "revision"]
    return {"get": get | {"parameters": said}}


def _answer(request: Request, body: dict[str, Any], media: str = links.JSON) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, media)
