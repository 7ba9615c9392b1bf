"""POST, PUT, PATCH and DELETE of features: each is checked by the rules first and stored as one revision.

Source: OGC 20-002 (Features, Part 4, draft): create, replace, update, delete, optimistic locking by entity tags.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

import orjson
from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.body import read_body
from api.context import Context, context
from api.examples import EDIT_ANSWER, FEATURE, answers
from api.routes.ogc import described, links
from api.routes.ogc.arrival import document_of, feature_of, patched
from api.routes.ogc.checked import PARAMETERS, Wish, as_named, store, wished
from api.routes.ogc.collection import ALL, FINDINGS, split
from api.routes.ogc.roots import root_of
from api.routes.ogc.tags import of_feature
from api.schemas import EditAnswerModel
from api.store import HeadFeature
from geo.errors import Conflict
from geo.model import Edit

router = APIRouter(prefix="/ogc")
_PART: Final = "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf"
CONFORMS: Final = (
    f"{_PART}/create-replace-delete",
    f"{_PART}/update",
    f"{_PART}/features",
    f"{_PART}/optimistic-locking-etags",
)
MERGE: Final = "application/merge-patch+json"
_READS: Final = "GET, HEAD, OPTIONS"
_ITEMS: Final = "/collections/{id}/items"
_ITEM: Final = "/collections/{id}/items/{feature:path}"
_TAKEN: Final = ("There is a feature of that id.", "已有要素 G09", "there is a feature G09 already")
_DONE: Final = answers(EditAnswerModel, EDIT_ANSWER, 400, 404, 405, 409, 412, 413, 422, 428) | described.MINIMAL


@router.post(
    _ITEMS,
    summary="新建要素 Create a feature",
    response_class=Response,
    responses=answers(EditAnswerModel, EDIT_ANSWER, 400, 404, 405, 409, 413, 422, conflict=_TAKEN) | described.CREATED,
    openapi_extra=described.parameters(*PARAMETERS) | described.body(FEATURE, links.GEOJSON),
)
async def create(request: Request, id: str) -> Response:
    """Store a new feature; `Location` is its address. One without an id is given one.

    A feature that brings an open finding of the severity `refuse` or worse is refused with these findings.
    With `dry_run=true` nothing is stored.
    """
    layout, kind, wish, shared = _asked(request, id)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def make() -> tuple[str, dict[str, Any]]:
        document = document_of(body, request.headers.get("content-crs"))
        new = feature_of(document, kind, _given_id(document, kind))

        def edit(old: HeadFeature | None) -> Edit:
            if old is not None:
                raise Conflict(f"已有要素 {new.id}", f"there is a feature {new.id} already", where="id")
            return Edit(put=(new,))

        return new.id, store(shared, (layout, None, new.id), wish, edit)

    feature, answer = await shared.in_thread(make)
    response = await _answer(shared, wish, layout, feature, answer, 200 if wish.dry_run else 201)
    response.headers["Location"] = f"{links.of_collection(request, id)}/items/{quote(feature, safe='')}"
    return response


@router.put(
    _ITEM,
    summary="替换要素 Replace a feature",
    response_class=Response,
    responses=_DONE,
    openapi_extra=described.parameters(*PARAMETERS) | described.body(FEATURE, links.GEOJSON),
)
async def replace(request: Request, id: str, feature: str) -> Response:
    """Replace a feature that is as `If-Match` says; what the body does not say is gone."""
    layout, kind, wish, shared = _asked(request, id)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def make() -> dict[str, Any]:
        new = feature_of(document_of(body, request.headers.get("content-crs")), kind, feature)

        def edit(old: HeadFeature | None) -> Edit:
            as_named(id, feature, wish, old)
            return Edit(put=(new,))

        return store(shared, (layout, _kind(kind), feature), wish, edit)

    return await _answer(shared, wish, layout, feature, await shared.in_thread(make), 200)


@router.patch(
    _ITEM,
    summary="修改要素 Update a feature",
    response_class=Response,
    responses=_DONE,
    openapi_extra=described.parameters(*PARAMETERS) | described.body({"properties": {"name": "新名"}}, MERGE),
)
async def update(request: Request, id: str, feature: str) -> Response:
    """Change some members of a feature that is as `If-Match` says (RFC 7396); null removes a property."""
    layout, kind, wish, shared = _asked(request, id)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def make() -> dict[str, Any]:
        patch = document_of(body, request.headers.get("content-crs"))

        def edit(old: HeadFeature | None) -> Edit:
            now = as_named(id, feature, wish, old)
            return Edit(put=(feature_of(patched(now.json, patch), kind, feature),))

        return store(shared, (layout, _kind(kind), feature), wish, edit)

    return await _answer(shared, wish, layout, feature, await shared.in_thread(make), 200)


@router.delete(
    _ITEM,
    summary="删除要素 Delete a feature",
    response_class=Response,
    responses=_DONE,
    openapi_extra=described.parameters(*PARAMETERS),
)
async def delete(request: Request, id: str, feature: str) -> Response:
    """Delete a feature that is as `If-Match` says."""
    layout, kind, wish, shared = _asked(request, id)

    def edit(old: HeadFeature | None) -> Edit:
        as_named(id, feature, wish, old)
        return Edit(delete=(feature,))

    answer = await shared.in_thread(lambda: store(shared, (layout, _kind(kind), feature), wish, edit))
    return await _answer(shared, wish, layout, None, answer, 200)


@router.options(_ITEMS, include_in_schema=False)
async def items_take(request: Request, id: str) -> Response:
    """What can be done with the collection."""
    return Response(status_code=204, headers={"Allow": _READS if _only_read(request, id) else f"{_READS}, POST"})


@router.options(_ITEM, include_in_schema=False)
async def item_takes(request: Request, id: str, feature: str) -> Response:
    """What can be done with a feature."""
    writes = "" if _only_read(request, id) else ", PUT, PATCH, DELETE"
    return Response(status_code=204, headers={"Allow": f"{_READS}{writes}", "Accept-Patch": MERGE})


def _only_read(request: Request, id: str) -> bool:
    """Findings are made by the rules, and what is published stays as it is."""
    return split(id)[1] == FINDINGS or root_of(request) is not None


def _asked(request: Request, id: str) -> tuple[str, str, Wish, Context]:
    layout, kind = split(id)
    if _only_read(request, id):
        raise HTTPException(405, headers={"Allow": _READS})
    return layout, kind, wished(request), context(request)


def _kind(kind: str) -> str | None:
    return None if kind == ALL else kind


def _given_id(document: dict[str, Any], kind: str) -> str | None:
    """A new id where the feature brings none."""
    said = document.get("properties")
    own = document.get("id") or (said.get("id") if isinstance(said, dict) else None)
    return None if own else f"{kind}-{uuid4().hex[:12]}"


async def _answer(
    shared: Context, wish: Wish, layout: str, feature: str | None, answer: dict[str, Any], status: int
) -> Response:
    headers = {"Cache-Control": "no-store"}
    now = None
    if feature is not None and not wish.dry_run:
        now = await shared.in_thread(lambda: shared.store.head_feature(layout, feature))
    if now is not None:
        headers["ETag"] = of_feature(now.digest)
    if "return=minimal" in wish.prefer and not wish.dry_run:
        headers["Preference-Applied"] = "return=minimal"
        return Response(status_code=status if status == 201 else 204, headers=headers)
    content, media = orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY), links.JSON
    if "return=representation" in wish.prefer and now is not None:
        headers["Preference-Applied"] = "return=representation"
        content, media = now.json.encode(), links.GEOJSON
    return Response(content, status, headers, media_type=media)
