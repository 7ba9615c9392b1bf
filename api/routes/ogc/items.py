"""GET /ogc/collections/{id}/items and one of them: features as PostGIS writes them, page by page.

Source: OGC 17-069r4 (Features, Part 1), clauses 7.15 and 7.16; 18-058r1 (Part 2), clause 6.3.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request, Response

from api import __version__
from api.answers import tagged
from api.context import Context, context
from api.examples import answers
from api.routes.ogc import described, findings, jsonfg, links, sequence
from api.routes.ogc.asked import PARAMETERS, Asked, asked
from api.routes.ogc.collection import FINDINGS, missing, split
from api.routes.ogc.crs import named
from api.routes.ogc.cursors import cursor_after
from api.routes.ogc.formats import JSONFG, SEQUENCE, wanted
from api.routes.ogc.presence import present
from api.routes.ogc.query import parameters, whole
from api.routes.ogc.stream import BATCH, Streamed, batches
from api.routes.ogc.tags import of_feature
from api.schemas.ogc import ItemModel, ItemsModel
from api.store.pages import Page
from geo.errors import NotFound

router = APIRouter()
CONFORMS: Final[tuple[str, ...]] = ()
_HEAD: Final = "SELECT head FROM layout WHERE id = %(layout)s"
_BEFORE: Final = b'{"type":"FeatureCollection","features":['
_OF_ONE: Final = ("f", "crs", "revision")
_FOREVER: Final = "public, max-age=31536000, immutable"
_FRESH: Final = "no-cache"


@router.get(
    "/collections/{id}/items",
    summary="要素 Features",
    response_class=Response,
    responses=answers(ItemsModel, described.ITEMS, 400, 404, 406, media=links.GEOJSON),
    openapi_extra=described.parameters(*PARAMETERS, *described.EQUAL),
)
async def items(request: Request, id: str) -> Response:
    """A page of the collection's features; the link `next` leads to the next one."""
    said = await _found(request, asked(request, id))
    if (encoding := wanted(request)) is SEQUENCE:
        return await sequence.answer(request, id, said)
    said = replace(said, fg=encoding is JSONFG)
    known = request.headers.get("if-none-match")
    if said.told is None and (known or said.revision is not None):
        said = said.at(await _head(context(request), id, said))
    if known and said.shown is not None and _etag(request, said) in known:
        return Response(status_code=304, headers=_headers(request, said))
    return await (_page if said.limit <= BATCH else _long_page)(request, id, said)


async def _found(request: Request, said: Asked) -> Asked:
    """The same, with the findings where it asks for findings."""
    return await findings.told(request, said) if said.kind == FINDINGS else said


async def _page(request: Request, id: str, said: Asked) -> Response:
    page = await _read(request, said)
    if page is not None and said.overtaken(page.head):
        said = said.at(page.head)
        page = await _read(request, said)
    if page is None:
        raise missing(id)
    said = said.at(page.head)
    content = b"".join((_before(said), page.body, await _after(request, id, said, page, page.number)))
    return Response(content, 200, _headers(request, said), media_type=wanted(request).media)


async def _read(request: Request, said: Asked) -> Page | None:
    query = said.query()
    return query.gathered(await present(request, context(request).reader.rows(query.page(), query.bound())))


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
                yield (b"," if shown else b"") + page.body
                shown, last = shown + page.number, page
        if last is not None:
            yield await _after(request, id, begun[0], last, shown)

    source = pieces()
    if await anext(source, None) is None:
        raise missing(id)
    return Streamed(source, 200, _headers(request, begun[0]), media_type=wanted(request).media)


def _before(said: Asked) -> bytes:
    return jsonfg.opening(said.crs) if said.fg else _BEFORE


async def _after(request: Request, id: str, said: Asked, last: Page, shown: int) -> bytes:
    """What follows the features: how many, and where the next ones are."""
    matched = await _matched(context(request), said, shown, last.more)
    counts = b'],"numberReturned":%d' % shown + (b"" if matched is None else b',"numberMatched":%d' % matched)
    return counts + b',"links":' + orjson.dumps(_links(request, id, said, last.last if last.more else None)) + b"}"


async def _head(shared: Context, id: str, said: Asked) -> int:
    row = await shared.reader.row(_HEAD, {"layout": said.layout})
    if row is None:
        raise missing(id)
    head: int = row[0]
    if said.revision is not None and not 1 <= said.revision <= head:
        raise NotFound(
            f"布局 {said.layout} 没有第 {said.revision} 版，最新为第 {head} 版",
            f"layout {said.layout} has no revision {said.revision}; the newest one is {head}",
            where="revision",
        )
    return head


async def _matched(shared: Context, said: Asked, shown: int, more: bool) -> int | None:
    """How many features there are on all pages of this very revision, where that is cheap to say."""
    if said.first and not more:
        return shown
    if said.told is not None:
        return (await _counted(shared, said))[1]
    if said.filtered:
        return None
    assert said.shown is not None
    key = (said.layout, said.kind, said.shown)
    if (known := shared.counts.peek(key)) is not None:
        return known
    head, count = await _counted(shared, said)
    if said.older is None and head != said.shown:
        _, count = await _counted(shared, replace(said, older=said.shown))
    return shared.counts.get(key, lambda: count)


async def _counted(shared: Context, said: Asked) -> tuple[int, int]:
    """The newest revision, and how many features were counted."""
    query = said.query()
    row = await shared.reader.row(query.count(), query.bound())
    assert row is not None
    return row[0], row[1]


def _links(request: Request, id: str, said: Asked, last: list[Any] | None) -> list[links.Link]:
    here, media = f"{links.of_collection(request, id)}/items", wanted(request).media
    query = dict(request.query_params)
    found = [
        links.link(here, "self", media, **query),
        links.link(here, "alternate", links.HTML, "网页 As a page", **(query | {"f": "html"})),
        links.link(here, "alternate", links.JSONFG, **(query | {"f": JSONFG.f})),
        links.link(here, "alternate", links.SEQUENCE, **(query | {"f": SEQUENCE.f})),
        links.link(links.of_collection(request, id), "collection", links.JSON),
    ]
    if last is not None:
        found.append(links.link(here, "next", media, **(query | {"cursor": cursor_after(last)})))
    return found


def _etag(request: Request, said: Asked) -> str:
    """Strong: the bytes follow from the revision, the address and the program; findings also from rules and day."""
    parts = f"{request.url}\n{wanted(request).media}\n{__version__}\n{said.mark}"
    return f'"r{said.shown}-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"'


def _headers(request: Request, said: Asked) -> dict[str, str]:
    lasting = said.revision is not None and said.told is None
    return {
        "ETag": _etag(request, said),
        "Cache-Control": _FOREVER if lasting else _FRESH,
        "Content-Crs": f"<{said.crs.uri}>",
    }


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
    revision = whole(said["revision"], "revision", 0) if "revision" in said else None
    if "\0" in feature:
        raise _no_feature(id, feature)
    query = await _found(request, Asked(layout, kind, system, 1, revision=revision, only=feature))
    if query.told is None:
        query = query.at(await _head(context(request), id, query))
    row = await present(request, context(request).reader.row(*query.one()))
    if query.overtaken(row[2] if row else 0):
        row = await present(request, context(request).reader.row(*replace(query, older=query.revision).one()))
    if row is None:
        raise _no_feature(id, feature)
    here = links.of_collection(request, id)
    address = f"{here}/items/{quote(feature, safe='')}"
    tail = orjson.dumps([*links.both(request, address, links.GEOJSON), links.link(here, "collection", links.JSON)])
    content = bytes(row[0])[:-1] + b',"links":' + tail + b"}"
    headers = {"Content-Crs": f"<{system.uri}>"}
    response = tagged(request, of_feature(row[1], system), lambda: content, links.GEOJSON)
    response.headers.update(headers)
    return response


def _no_feature(id: str, feature: str) -> NotFound:
    return NotFound(f"集合 {id} 没有要素 {feature[:80]}", f"the collection {id} has no feature {feature[:80]}")
