"""GET /api/layouts, one of them, and its revisions; POST starts one from a revision of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.body import author_in, parse_object, read_body, text_in
from api.context import Context, context
from api.examples import COPY, LAYOUT, REVISION, answers
from api.routes.edits import edit_in, text_of
from api.schemas import LayoutModel, RevisionModel
from api.store import Heading, LayoutRecord
from geo.errors import Conflict, InputError
from geo.model import Text

router = APIRouter(prefix="/api/layouts", tags=["layouts"])
_MEMBERS = ("from", "title", "author", "id", "message", "put", "delete")
_TAKEN = ("There is a layout of that id.", "已有编号为 x 的布局", "there is a layout x already")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The revision to start from, what the new layout is called, and edits of that revision.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CopyModel"}, "example": COPY}},
    }
}


def data(shared: Context, record: LayoutRecord) -> dict[str, Any]:
    """A layout with the summary of the check of its newest revision."""
    return _all(shared, [record])[0]


def _all(shared: Context, records: Sequence[LayoutRecord]) -> list[dict[str, Any]]:
    summaries = shared.summaries(records)
    return [record.data() | {"summary": summary} for record, summary in zip(records, summaries, strict=True)]


@router.get(
    "",
    summary="全部布局 All layouts",
    response_class=Response,
    responses=answers(LayoutModel, [LAYOUT]),
)
async def layouts(request: Request) -> Response:
    """Every layout with its newest revision and the summary of its check."""
    shared = context(request)
    return _json(await shared.in_thread(lambda: _all(shared, shared.store.layouts())))


@router.post(
    "",
    summary="另存为新布局 Start a layout from another's revision",
    response_class=Response,
    responses=answers(LayoutModel, LAYOUT | {"id": "zgc-2020-2"}, 400, 404, 409, 413, 422, conflict=_TAKEN),
    openapi_extra=_BODY,
)
async def copy(request: Request) -> Response:
    """A new layout that starts as another one at a revision, and takes edits of that revision as its own second one.

    The waivers that hold in the other layout hold here too.
    """
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _copy(shared, body)))


@router.get(
    "/{id}",
    summary="一个布局 One layout",
    response_class=Response,
    responses=answers(LayoutModel, LAYOUT, 404),
)
async def layout(request: Request, id: str) -> Response:
    """A layout with its newest revision and the summary of its check."""
    shared = context(request)
    return _json(await shared.in_thread(lambda: data(shared, shared.store.record(id))))


@router.get(
    "/{id}/revisions",
    summary="布局的各版 A layout's revisions",
    response_class=Response,
    responses=answers(RevisionModel, [REVISION], 404),
)
def revisions(request: Request, id: str) -> Response:
    """Who changed the layout, when and why, newest first."""
    return _json([revision.data() for revision in context(request).store.revisions(id)])


def _copy(shared: Context, body: bytes) -> dict[str, Any]:
    document = parse_object(body, _MEMBERS)
    origin, title, edit = _origin(document), _title(document), edit_in(document)
    author, message = author_in(document), text_of(document, "message")
    source = shared.store.record(origin[0])
    id = _id(document) or _free_id(origin[0], {record.id for record in shared.store.layouts()})
    # A layout that an edit leaves as it was has one revision.
    saved = shared.store.branch(
        id,
        origin,
        heading=Heading(title, source.notice),
        author=author,
        message=message or f"从 {origin[0]} 第 {origin[1]} 版另存 from {origin[0]} revision {origin[1]}",
        edit=edit if edit.touched else None,
    )
    if not saved.changed:
        raise Conflict(f"已有编号为 {id} 的布局", f"there is a layout {id} already")
    return data(shared, shared.store.record(id))


def _origin(document: dict[str, Any]) -> tuple[str, int]:
    origin = document.get("from")
    if not isinstance(origin, dict) or set(origin) != {"layout", "revision"}:
        raise InputError("须有 layout 与 revision", "must have the members layout and revision", where="from")
    revision = origin["revision"]
    if not isinstance(revision, int) or isinstance(revision, bool) or not 1 <= revision < 2**31:
        raise InputError("应为版本号", "must be a revision", where="from.revision")
    return text_in(origin, "layout", place="from.layout"), revision


def _title(document: dict[str, Any]) -> Text:
    title = document.get("title")
    if not isinstance(title, dict):
        raise InputError("须有中英文名称 zh 与 en", "must have the members zh and en", where="title")
    return Text(text_in(title, "zh", place="title.zh"), text_in(title, "en", place="title.en"))


def _id(document: dict[str, Any]) -> str | None:
    if document.get("id") is None:
        return None
    id = text_in(document, "id")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", id):
        zh = "只能用字母、数字、点、下划线和连字符，最多 100 个"
        raise InputError(zh, "must be at most 100 letters, digits, dots, underscores and hyphens", where="id")
    return id


def _free_id(origin: str, taken: set[str]) -> str:
    return next(id for n in count(2) if (id := f"{origin}-{n}") not in taken)


def _json(value: Any) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response(orjson.dumps(value), headers=headers, media_type="application/json")
