"""GET /ogc/collections/{id}/items and one of them: features as PostGIS writes them, page by page.

Source: OGC 17-069r4 (Features, Part 1), clauses 7.15 and 7.16; 18-058r1 (Part 2), clause 6.3.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tagged
from api.context import context
from api.examples import answers
from api.pieces import Streamed
from api.routes.ogc import described, files, findings, jsonfg, links, sequence
from api.routes.ogc.asked import PARAMETERS, Asked, asked
from api.routes.ogc.collection import FINDINGS, missing, split
from api.routes.ogc.crs import named
from api.routes.ogc.formats import GEOJSON, JSONFG, SEQUENCE, wanted
from api.routes.ogc.keeping import kept
from api.routes.ogc.paging import around, etag, headers, matched
from api.routes.ogc.presence import present
from api.routes.ogc.query import parameters
from api.routes.ogc.revisions import NEWEST, settle, wish_of
from api.routes.ogc.stream import BATCH, batches
from api.routes.ogc.tags import of_feature
from api.schemas.ogc import ItemModel, ItemsModel
from api.store.pages import Page
from geo.errors import NotFound
from geo.exchange.jsonfg import CONFORMS as JSONFG_CLASSES

router = APIRouter(prefix="/ogc")
CONFORMS: Final = JSONFG_CLASSES
_BEFORE: Final = b'{"type":"FeatureCollection","features":['
_LONG: Final = (SEQUENCE, *files.ENDINGS)
_OF_ONE: Final = ("f", "crs", "revision")


@router.get(
    "/collections/{id}/items",
    summary="要素 Features",
    response_class=Response,
    responses=answers(ItemsModel, described.ITEMS, 400, 404, 406, media=links.GEOJSON),
    openapi_extra=described.parameters(*PARAMETERS, *described.EQUAL),
)
async def items(request: Request, id: str) -> Response:
    """A page of the collection's features; the link `next` leads to the next one."""
    encoding, known = wanted(request), request.headers.get("if-none-match")
    said = replace(asked(request, id), fg=encoding is JSONFG)
    # The newest revision need not be known beforehand: a page tells it.
    if known or said.wish != NEWEST or encoding in _LONG or said.kind == FINDINGS:
        said = await _settled(request, id, said)
    if encoding is SEQUENCE:
        return await sequence.answer(request, said)
    if known and etag(request, said) in known:
        return Response(status_code=304, headers=headers(request, said))
    if encoding in files.ENDINGS:
        return await files.answer(request, id, said, encoding)
    if said.limit > BATCH:
        return await _long_page(request, id, said)
    if said.publication is not None and not said.filtered:
        return await kept(request, headers(request, said), encoding.media, lambda: _page(request, id, said))
    return await _page(request, id, said)


async def _settled(request: Request, id: str, said: Asked) -> Asked:
    """The same, now that the revision is known that it reads; with the findings where it asks for findings."""
    if said.kind == FINDINGS:
        return await findings.told(request, said)
    found = await settle(request, said.layout, said.wish)
    if found is None:
        raise missing(id)
    head, publication = found
    if publication is not None:
        said = replace(said, revision=publication.revision, publication=publication)
    return said.at(head)


async def _page(request: Request, id: str, said: Asked) -> Response:
    page = await _read(request, said)
    if page is not None and said.overtaken(page.head):
        said = said.at(page.head)
        page = await _read(request, said)
    if page is None:
        raise missing(id)
    said = said.at(page.head)
    content = b"".join((_before(said), page.body, await _after(request, id, said, page, page.number)))
    return Response(content, 200, headers(request, said), media_type=wanted(request).media)


async def _read(request: Request, said: Asked) -> Page | None:
    query = said.query()
    return query.gathered(await present(request, context(request).reader.row(query.page(), query.bound())))


async def _long_page(request: Request, id: str, said: Asked) -> Response:
    """A page of very many features, sent batch by batch; what is sent says which revision it is of."""
    begun: list[Asked] = []

    async def pieces() -> AsyncGenerator[bytes, None]:
        shown, last = 0, None
        async with aclosing(batches(context(request).reader, said)) as pages:
            async for page in pages:
                if not begun:
                    begun.append(said.at(page.head))
                    yield b""
                    yield _before(said)
                yield b"".join((b"," if shown else b"", page.body))
                shown, last = shown + page.number, page
        if last is not None:
            yield await _after(request, id, begun[0], last, shown)

    source = pieces()
    if await anext(source, None) is None:
        raise missing(id)
    return Streamed(source, 200, headers(request, begun[0]), media_type=wanted(request).media)


def _before(said: Asked) -> bytes:
    return jsonfg.opening(said.crs) if said.fg else _BEFORE


async def _after(request: Request, id: str, said: Asked, last: Page, shown: int) -> bytes:
    """What follows the features: how many, and where the next ones are."""
    total = await matched(context(request), said, shown, last.more)
    counts = b'],"numberReturned":%d' % shown + (b"" if total is None else b',"numberMatched":%d' % total)
    return counts + b',"links":' + orjson.dumps(around(request, id, last.last if last.more else None)) + b"}"


@router.get(
    "/collections/{id}/items/{feature:path}",
    summary="一个要素 One feature",
    response_class=Response,
    responses=answers(ItemModel, described.ITEM, 400, 404, 406, media=links.GEOJSON),
    openapi_extra=described.parameters(*_OF_ONE),
)
async def item(request: Request, id: str, feature: str) -> Response:
    """One feature, with the revision as its entity tag: what `If-Match` names when it is changed."""
    said = parameters(request, _OF_ONE)
    layout, kind = split(id)
    system = named(said.get("crs"), "crs")
    if "\0" in feature:
        raise _no_feature(id, feature)
    encoding = wanted(request)
    fg = encoding is JSONFG
    wish = wish_of(request, said)
    query = await _settled(request, id, Asked(layout, kind, system, 1, wish.revision, wish, only=feature, fg=fg))
    row = await present(request, context(request).reader.row(*query.one()))
    if query.overtaken(row[2] if row else 0):
        row = await present(request, context(request).reader.row(*replace(query, older=query.revision).one()))
    if row is None:
        raise _no_feature(id, feature)
    content = bytes(row[0])[:-1] + b"," + orjson.dumps(_beside(request, id, feature, query))[1:]
    response = tagged(request, of_feature(row[1], system, fg=fg), lambda: content, encoding.media)
    response.headers["Content-Crs"] = f"<{system.uri}>"
    return response


def _beside(request: Request, id: str, feature: str, said: Asked) -> dict[str, Any]:
    """The members of an answer with one feature that are not of the feature."""
    here = links.of_collection(request, id)
    address = f"{here}/items/{quote(feature, safe='')}"
    other = GEOJSON if said.fg else JSONFG
    found = [
        *links.both(request, address, wanted(request).media),
        links.link(address, "alternate", other.media, f=other.f),
        links.link(here, "collection", links.JSON),
    ]
    return (jsonfg.root(said.crs) if said.fg else {}) | {"links": found}


def _no_feature(id: str, feature: str) -> NotFound:
    return NotFound(f"集合 {id} 没有要素 {feature[:80]}", f"the collection {id} has no feature {feature[:80]}")
