"""GET /api/layouts/{id}/features: the features of a layout as GeoJSON, with their measured areas."""

from __future__ import annotations

import math
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.answers import Kept, tag, tagged
from api.collection import collection
from api.context import Context, context
from api.examples import COLLECTION, answers
from api.schemas import CollectionModel
from api.store import BBox, LayoutRecord
from geo.errors import InputError
from geo.model import Kind, Layout
from geo.rulebook import Rulebook

router = APIRouter(prefix="/api/layouts/{id}", tags=["features"])
GEOJSON = "application/geo+json"

KindFilter = Annotated[
    str | None, Query(description="只要这些类型，逗号分隔 only these kinds", examples=["park,group"])
]
BoxFilter = Annotated[
    str | None, Query(description="经纬度范围 west,south,east,north in degrees", examples=["116,39.5,116.5,40"])
]
RevisionNumber = Annotated[int | None, Query(description="第几版，默认最新 default: the newest", examples=[1])]


@router.get(
    "/features",
    summary="要素 Features",
    response_class=Response,
    responses=answers(CollectionModel, COLLECTION, 404, 422, media=GEOJSON),
)
async def features(
    request: Request, id: str, kind: KindFilter = None, bbox: BoxFilter = None, revision: RevisionNumber = None
) -> Response:
    """The layout's features at a revision, whole or only some kinds or those that touch a box."""
    shared = context(request)
    kinds, box = _kinds(kind), _box(bbox)
    return await shared.in_thread(lambda: _answer(request, shared, id, revision, kinds, box))


def _answer(
    request: Request, shared: Context, id: str, revision: int | None, kinds: list[str] | None, box: BBox | None
) -> Response:
    record = shared.store.record(id)
    number = record.revision if revision is None else revision
    book = shared.book(record.rulebook)
    etag = tag("features", id, number, book.digest, kinds, box)

    def whole() -> bytes:
        return _bytes(shared.layout(id, number), record, book)

    def part() -> bytes:
        return _bytes(shared.store.layout(id, number, kinds=kinds, bbox=box), record, book)

    if kinds is None and box is None:
        published = record.published is not None and record.published.revision == number
        kept = shared.collections.get((id, number), lambda: Kept(whole, best=published))
        return tagged(request, etag, kept.plain, GEOJSON, packed=kept.packed)
    return tagged(request, etag, part, GEOJSON)


def _bytes(layout: Layout, record: LayoutRecord, book: Rulebook) -> bytes:
    return orjson.dumps(collection(layout, book, record.notice))


def _kinds(text: str | None) -> list[str] | None:
    if text is None:
        return None
    kinds = sorted({part.strip() for part in text.split(",")})
    known = [kind.value for kind in Kind]
    if unknown := [kind for kind in kinds if kind not in known]:
        listed = ", ".join(known)
        raise InputError(
            f"未知的要素类型 {unknown[0][:40]}；可选：{listed}",
            f"unknown kind {unknown[0][:40]}; known are {listed}",
            where="kind",
        )
    return kinds


def _box(text: str | None) -> BBox | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(
            "应为四个数：西,南,东,北", "must be four numbers: west,south,east,north", where="bbox"
        ) from error
    if not all(map(math.isfinite, (west, south, east, north))):
        raise InputError("应为有限数", "must be finite numbers", where="bbox")
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(
            "应为经纬度，且西不大于东、南不大于北",
            "must be degrees, west no larger than east, south no larger than north",
            where="bbox",
        )
    return west, south, east, north
