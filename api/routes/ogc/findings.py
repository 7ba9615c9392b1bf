"""The collection `{layout}.findings`: what the check of a layout found, each at the place where it is."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api import __version__
from api.context import context
from api.problems import BadParameter
from api.routes.ogc import links
from api.routes.ogc import query as read
from api.routes.ogc.collection import Collection, find
from api.routes.ogc.crs import ReferenceSystem, named
from api.routes.ogc.cursors import after_in, cursor_after
from api.routes.ogc.presence import present
from api.store.found import FoundQuery, text_of_finding, told_of
from geo.errors import NotFound
from geo.model import Severity, Status

CLOSED: Final = {
    "severity": tuple(severity.value for severity in Severity),
    "status": tuple(status.value for status in Status),
}
EQUAL: Final = ("rule", *CLOSED)
PARAMETERS: Final = (
    "f", "limit", "cursor", "bbox", "bbox-crs", "crs", "datetime", "skipGeometry", "revision", "subject", *EQUAL,
)  # fmt: skip
_OF_ONE: Final = ("f", "crs", "revision")
_FRESH: Final = "no-cache"


async def page(request: Request, id: str) -> Response:
    """A page of findings, the links with it; its tag changes with the revision, the rules, the waivers and the day."""
    said = read.parameters(request, PARAMETERS)
    read.moment(said.get("datetime"))
    system = named(said.get("crs"), "crs")
    query = FoundQuery(
        "",
        read.whole(said.get("limit"), "limit", read.USUAL_PER_PAGE, most=read.MOST_PER_PAGE),
        item=text_of_finding(None if read.truth(said.get("skipGeometry"), "skipGeometry") else system.sql("geom")),
        after=after_in(said.get("cursor"), ()),
    )
    _choose(query, said)
    found = await find(request, id, _revision(said))
    headers = await _headers(request, found, system)
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    query.layout, query.told = found.layout, await _told(request, found)
    rows = await present(request, context(request).reader.rows(query.page(), query.bound()))
    shown = query.gathered(rows)
    assert shown is not None
    counted = await context(request).reader.row(query.count(), query.bound())
    assert counted is not None
    after = {
        "numberReturned": shown.number,
        "numberMatched": counted[0],
        "links": _links(request, id, shown.last if shown.more else None),
    }
    content = b"".join((b'{"type":"FeatureCollection","features":[', shown.body, b"],", orjson.dumps(after)[1:]))
    return Response(content, 200, headers, media_type=links.GEOJSON)


async def one(request: Request, id: str, finding: str) -> Response:
    """One finding.

    Raises:
        NotFound: the layout has none of that id at the revision.
    """
    said = read.parameters(request, _OF_ONE)
    system = named(said.get("crs"), "crs")
    found = await find(request, id, _revision(said))
    query = FoundQuery(found.layout, 1, item=text_of_finding(system.sql("geom")), told=await _told(request, found))
    query.where.append("feature_id = %(only)s")
    query.params["only"] = finding
    rows = [] if "\0" in finding else await context(request).reader.rows(query.page(), query.bound())
    shown = query.gathered(rows)
    if shown is None or not shown.number:
        raise NotFound(f"集合 {id} 没有 {finding[:80]}", f"the collection {id} has no {finding[:80]}")
    here = links.of_collection(request, id)
    tail = [
        *links.both(request, f"{here}/items/{finding}", links.GEOJSON),
        links.link(here, "collection", links.JSON),
    ]
    content = shown.body[:-1] + b',"links":' + orjson.dumps(tail) + b"}"
    return Response(content, 200, await _headers(request, found, system), media_type=links.GEOJSON)


def _revision(said: Any) -> int | None:
    return read.whole(said["revision"], "revision", 0) if "revision" in said else None


async def _told(request: Request, found: Collection) -> str:
    shared = context(request)
    return await shared.in_thread(lambda: told_of(shared.report_json(found.layout, found.revision, found.rulebook)))


async def _headers(request: Request, found: Collection, system: ReferenceSystem) -> dict[str, str]:
    shared = context(request)
    mark = await shared.in_thread(lambda: shared.report_mark(found.layout, found.rulebook))
    parts = f"{mark}\n{request.url}\n{__version__}"
    etag = f'"r{found.revision}-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"'
    return {"ETag": etag, "Cache-Control": _FRESH, "Content-Crs": f"<{system.uri}>"}


def _choose(query: FoundQuery, said: Any) -> None:
    """Narrow a query to what the parameters say. Raises BadParameter."""
    box = read.box(said.get("bbox"))
    box_crs = named(said.get("bbox-crs"), "bbox-crs")
    if box is not None:
        where, values = box_crs.touched("geom", box)
        query.where.append(where)
        query.params |= values
    for name in EQUAL:
        if name in said:
            if said[name] not in CLOSED.get(name, (said[name],)):
                listed = ", ".join(CLOSED[name])
                raise BadParameter(f"应为其中之一：{listed}", f"must be one of {listed}", where=name)
            query.where.append(f"properties ->> '{name}' = %({name})s")
            query.params[name] = said[name]
    if "subject" in said:
        query.where.append("properties -> 'subjects' ? %(subject)s")
        query.params["subject"] = said["subject"]


def _links(request: Request, id: str, last: list[Any] | None) -> list[links.Link]:
    here = f"{links.of_collection(request, id)}/items"
    query = dict(request.query_params)
    found = [
        links.link(here, "self", links.GEOJSON, **query),
        links.link(here, "alternate", links.HTML, "网页 As a page", **(query | {"f": "html"})),
        links.link(links.of_collection(request, id), "collection", links.JSON),
    ]
    if last is not None:
        found.append(links.link(here, "next", links.GEOJSON, **(query | {"cursor": cursor_after(last)})))
    return found
