"""GET /ogc/collections/{id}/queryables and /ogc/functions: what filters may ask for, and what they may call.

Source: OGC 19-079r2 (Features, Part 3), clauses 6 and 7; 21-065r2 (CQL2), clause 7.15.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.collection import ALL, FINDINGS, find
from api.routes.ogc.query import parameters
from api.routes.ogc.vocabulary import vocabulary_of
from api.schemas.ogc import FunctionsModel, QueryablesModel
from api.store import found
from api.store.cql import FUNCTIONS, Type
from geo.model import Kind, Text
from geo.rulebook import Rulebook

router = APIRouter(prefix="/ogc")
_PART_3: Final = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf"
_CQL2: Final = "http://www.opengis.net/spec/cql2/1.0/conf"
CONFORMS: Final = (
    f"{_PART_3}/queryables",
    f"{_PART_3}/queryables-query-parameters",
    f"{_PART_3}/filter",
    f"{_PART_3}/features-filter",
    f"{_CQL2}/cql2-text",
    f"{_CQL2}/cql2-json",
    f"{_CQL2}/basic-cql2",
    f"{_CQL2}/advanced-comparison-operators",
    f"{_CQL2}/case-insensitive-comparison",
    f"{_CQL2}/accent-insensitive-comparison",
    f"{_CQL2}/basic-spatial-functions",
    f"{_CQL2}/basic-spatial-functions-plus",
    f"{_CQL2}/spatial-functions",
    f"{_CQL2}/array-functions",
    f"{_CQL2}/property-property",
    f"{_CQL2}/functions",
    f"{_CQL2}/arithmetic",
)
_TITLES: Final = {"id": Text("编号", "Id"), "kind": Text("类型", "Kind"), "geometry": Text("几何", "Geometry")}
_TYPES: Final = {Type.TEXT: "string", Type.NUMBER: "number", Type.LIST: "array", Type.GEOMETRY: "geometry"}


@router.get(
    "/collections/{id}/queryables",
    summary="可查询的属性 Queryables",
    response_class=Response,
    responses=answers(QueryablesModel, described.QUERYABLES, 400, 404, 406, media=links.SCHEMA),
    openapi_extra=described.parameters("f"),
)
async def queryables(request: Request, id: str) -> Response:
    """The properties that filters know, as a JSON schema."""
    parameters(request, ("f",))
    one = await find(request, id)
    body = document(context(request).book(one.rulebook), one.kind)
    body = {"$schema": body["$schema"], "$id": f"{links.of_collection(request, id)}/queryables"} | body
    return _answer(request, body | {"title": f"{one.title.zh} / {one.title.en}"}, links.SCHEMA)


def document(book: Rulebook, kind: str) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of the queryables, with what a rulebook calls them for a kind of collection."""
    known = vocabulary_of(kind).queryables
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {name: {"title": _title(book, kind, name), **each.schema} for name, each in known.items()},
        "additionalProperties": False,
    }


def _title(book: Rulebook, kind: str, name: str) -> str:
    title = (_TITLES | found.TITLES if kind == FINDINGS else _TITLES).get(name)
    if title is None:
        own = {} if kind == ALL else book.forms.kinds[Kind(kind)].titles
        words = own.get(name, book.forms.properties[name])
        title = Text(words.zh, words.en)
    return f"{title.zh} / {title.en}"


@router.get(
    "/functions",
    summary="过滤条件的函数 Functions of filters",
    response_class=Response,
    responses=answers(FunctionsModel, described.FUNCTIONS, 400, 406),
    openapi_extra=described.parameters("f"),
)
async def functions(request: Request) -> Response:
    """The functions that filters may call."""
    parameters(request, ("f",))
    listed = [
        {
            "name": each.name,
            "description": f"{each.about.zh} / {each.about.en}",
            "arguments": [{"type": [_TYPES[type]]} for type in each.takes],
            "returns": [_TYPES[each.gives]],
        }
        for each in FUNCTIONS.values()
    ]
    return _answer(request, {"functions": listed, "links": links.both(request, f"{links.root(request)}/functions")})


def _answer(request: Request, body: dict[str, Any], media: str = links.JSON) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, media)
