"""GET /ogc/collections and one of them: what a layout holds, where it lies, and in which systems it is given.

Source: OGC 17-069r4, clauses 7.13 and 7.14; 18-058r1, clause 6.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.collection import ALL, FINDINGS, Collection, missing, of_row, split
from api.routes.ogc.crs import STORED, SYSTEMS
from api.routes.ogc.query import parameters
from api.routes.ogc.revisions import Publication, Wish, wish_of
from api.routes.ogc.roots import PUBLISHED, one_publication
from api.schemas.ogc import OgcCollectionModel, OgcCollectionsModel
from api.store.reader import Params
from geo.model import Kind, Text

router = APIRouter(prefix="/ogc")
CONFORMS: Final = ("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",)
_FOUND: Final = """
    SELECT layout.id, layout.title_zh, layout.title_en, layout.notice_zh, layout.notice_en,
           layout.rulebook, layout.head, publication.number, publication.revision, publication.created,
           coalesce((SELECT jsonb_object_agg(kind, part) FROM (
               SELECT kind, jsonb_build_array(count(*), ST_XMin(ST_Extent(geom)), ST_YMin(ST_Extent(geom)),
                                              ST_XMax(ST_Extent(geom)), ST_YMax(ST_Extent(geom))) AS part
               FROM (
                   SELECT kind, geom FROM feature_head
                   WHERE feature_head.layout = layout.id AND coalesce(publication.revision, head) = head
                   UNION ALL
                   SELECT kind, geom FROM features_at(layout.id, publication.revision) WHERE publication.revision < head
               ) feature GROUP BY kind
           ) parts), '{}') AS parts
    FROM layout
    LEFT JOIN LATERAL (
        SELECT number, revision, created FROM publication
        WHERE publication.layout = layout.id AND number = coalesce(%(number)s::int, number)
        ORDER BY number DESC LIMIT 1
    ) publication ON %(published)s
    WHERE (%(id)s::text IS NULL OR layout.id = %(id)s) AND (publication.number IS NOT NULL OR NOT %(published)s)
    ORDER BY layout.id COLLATE "C"
"""
_LABELS: Final = {ALL: Text("全部要素", "All features"), FINDINGS: Text("检查结果", "Findings")}
_LICENCE: Final = Text("坐标为 CGCS2000；面积按椭球面积计。", "Coordinates are CGCS2000; areas are ellipsoidal.")


@router.get(
    "/collections",
    summary="全部集合 Collections",
    response_class=Response,
    responses=answers(OgcCollectionsModel, described.COLLECTIONS, 400, 406),
    openapi_extra=described.parameters("f"),
)
async def collections(request: Request) -> Response:
    """The collections of every layout: its kinds, all of them together, and its findings."""
    parameters(request, ("f",))
    wish = wish_of(request, {})
    rows = await context(request).reader.rows(_FOUND, _values(wish, wish.layout))
    described = [entry for *layout, parts in rows for entry in _of_layout(request, wish, tuple(layout), parts)]
    here = f"{links.root(request)}/collections"
    return _answer(request, {"links": links.both(request, here), "crs": list(SYSTEMS), "collections": described})


@router.get(
    "/collections/{id}",
    summary="一个集合 One collection",
    response_class=Response,
    responses=answers(OgcCollectionModel, described.COLLECTION, 400, 404, 406),
    openapi_extra=described.parameters("f"),
)
async def collection(request: Request, id: str) -> Response:
    """One collection with its extent, its systems and its links."""
    parameters(request, ("f",))
    layout, kind = split(id)
    wish = wish_of(request, {})
    here = wish.layout in (None, layout)
    row = await context(request).reader.row(_FOUND, _values(wish, layout)) if here else None
    if row is None:
        raise missing(id)
    return _answer(request, _described(request, _found(wish, row[:-1], kind), _part(row[-1], kind)))


def _values(wish: Wish, layout: str | None) -> Params:
    return {"id": layout, "number": wish.publication, "published": wish.published}


def _found(wish: Wish, row: tuple[Any, ...], kind: str) -> Collection:
    publication = Publication(*row[-3:]) if wish.published else None
    found = of_row(row[:-3], kind, publication.revision if publication else None)
    return replace(found, wish=wish, publication=publication)


def _of_layout(
    request: Request, wish: Wish, row: tuple[Any, ...], parts: dict[str, list[float]]
) -> list[dict[str, Any]]:
    kinds = [*(kind.value for kind in Kind if kind.value in parts), ALL, FINDINGS]
    return [_described(request, _found(wish, row, kind), _part(parts, kind)) for kind in kinds]


def _part(parts: dict[str, list[float]], kind: str) -> list[float] | None:
    """How many features, and west, south, east, north of their box."""
    chosen = list(parts.values()) if kind in (ALL, FINDINGS) else [parts[kind]] if kind in parts else []
    if not chosen:
        return None
    count, west, south, east, north = zip(*chosen, strict=True)
    return [sum(count), min(west), min(south), max(east), max(north)]


def _described(request: Request, found: Collection, part: list[float] | None) -> dict[str, Any]:
    here = links.of_collection(request, found.id)
    label = _LABELS.get(found.kind) or Kind(found.kind).label
    notice = f"{found.notice.zh} {found.notice.en} " if found.notice else ""
    body: dict[str, Any] = {
        "id": found.id,
        "title": f"{found.title.zh} · {label.zh} / {found.title.en} · {label.en}",
        "description": f"{notice}{_LICENCE.zh} {_LICENCE.en}",
        "itemType": "feature",
        "crs": list(SYSTEMS),
        "storageCrs": STORED.uri,
        "links": [
            *links.both(request, here),
            links.link(f"{here}/items", "items", links.GEOJSON, "要素 Features"),
            links.link(f"{here}/items", "items", links.HTML, "要素网页 Features as a page", f="html"),
            links.link(f"{here}/queryables", links.QUERYABLES, links.SCHEMA, "可查询的属性 Queryables"),
            links.link(f"{here}/feature-schema", "describedBy", links.SCHEMA, "要素的 JSON Schema"),
        ],
        "yuantu": {
            "layout": found.layout,
            "revision": found.revision,
            "rulebook": found.rulebook,
            "title": found.title.data(),
            "label": label.data(),
            "notice": found.notice.data() if found.notice else None,
        },
    }
    if found.publication is not None:
        body["yuantu"]["publication"] = found.publication.data()
        body["links"].append(_other_root(request, found, found.publication))
    if found.kind != FINDINGS:
        body["itemCount"] = int(part[0]) if part else 0
        body["links"].append(links.link(f"{here}/tiles", links.TILESETS, links.JSON, "矢量瓦片 Vector tiles"))
    if part:
        body["extent"] = {"spatial": {"bbox": [part[1:]], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}
    return body


def _other_root(request: Request, found: Collection, publication: Publication) -> links.Link:
    """From the newest publication to this one for good, or from one to the newest."""
    if found.wish.publication is None:
        root, rel = one_publication(found.layout, publication.number), "memento"
        title = "此次发布的固定地址 This publication, for good"
    else:
        root, rel, title = PUBLISHED, "latest-version", "最新发布 The newest publication"
    return links.link(f"{links.at(request, root)}/collections/{quote(found.id, safe='')}", rel, links.JSON, title)


def _answer(request: Request, body: dict[str, Any]) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, links.JSON)
