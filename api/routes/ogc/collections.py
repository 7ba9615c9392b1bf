"""GET /ogc/collections and one of them: what a layout holds, where it lies, and in which systems it is given.

Source: OGC 17-069r4, clauses 7.13 and 7.14; 18-058r1, clause 6.2.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.collection import ALL, FINDINGS, Collection, missing, of_row, split
from api.routes.ogc.crs import STORED, SYSTEMS
from api.routes.ogc.query import parameters
from api.schemas.ogc import OgcCollectionModel, OgcCollectionsModel
from geo.model import Kind, Text

router = APIRouter()
CONFORMS: Final = ("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",)
_FOUND: Final = """
    SELECT layout.id, layout.title_zh, layout.title_en, layout.notice_zh, layout.notice_en,
           layout.rulebook, layout.head,
           coalesce((SELECT jsonb_object_agg(kind, part) FROM (
               SELECT kind, jsonb_build_array(count(*), ST_XMin(ST_Extent(geom)), ST_YMin(ST_Extent(geom)),
                                              ST_XMax(ST_Extent(geom)), ST_YMax(ST_Extent(geom))) AS part
               FROM feature_head WHERE feature_head.layout = layout.id GROUP BY kind
           ) parts), '{}') AS parts
    FROM layout
    WHERE %(id)s::text IS NULL OR layout.id = %(id)s
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
    rows = await context(request).reader.rows(_FOUND, {"id": None})
    described = [entry for *layout, parts in rows for entry in _of_layout(request, tuple(layout), parts)]
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
    row = await context(request).reader.row(_FOUND, {"id": layout})
    if row is None:
        raise missing(id)
    return _answer(request, _described(request, of_row(row[:-1], kind), _part(row[-1], kind)))


def _of_layout(request: Request, row: tuple[object, ...], parts: dict[str, list[float]]) -> list[dict[str, Any]]:
    kinds = [*(kind.value for kind in Kind if kind.value in parts), ALL, FINDINGS]
    return [_described(request, of_row(row, kind), _part(parts, kind)) for kind in kinds]


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
            "revision": found.head,
            "rulebook": found.rulebook,
            "title": found.title.data(),
            "label": label.data(),
            "notice": found.notice.data() if found.notice else None,
        },
    }
    if found.kind != FINDINGS:
        body["itemCount"] = int(part[0]) if part else 0
        body["links"].append(links.link(f"{here}/tiles", links.TILESETS, links.JSON, "矢量瓦片 Vector tiles"))
    if part:
        body["extent"] = {"spatial": {"bbox": [part[1:]], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}
    return body


def _answer(request: Request, body: dict[str, Any]) -> Response:
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, links.JSON)
