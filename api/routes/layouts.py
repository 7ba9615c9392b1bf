"""GET /api/layouts, one of them, and its revisions."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.context import Context, context
from api.examples import LAYOUT, REVISION, answers
from api.schemas import LayoutModel, RevisionModel
from api.store import LayoutRecord
from geo.errors import NotFound, RulebookError

router = APIRouter(prefix="/api/layouts", tags=["layouts"])


def data(shared: Context, record: LayoutRecord) -> dict[str, Any]:
    """A layout with the summary of the check of its newest revision."""
    try:
        report = orjson.loads(shared.report_json(record.id, record.revision, record.rulebook))
    except (NotFound, RulebookError):
        return record.data() | {"summary": None}
    return record.data() | {"summary": report["summary"]}


@router.get(
    "",
    summary="全部布局 All layouts",
    response_class=Response,
    responses=answers(LayoutModel, [LAYOUT]),
)
async def layouts(request: Request) -> Response:
    """Every layout with its newest revision and the summary of its check."""
    shared = context(request)
    return _json(await shared.in_thread(lambda: [data(shared, record) for record in shared.store.layouts()]))


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


def _json(value: Any) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response(orjson.dumps(value), headers=headers, media_type="application/json")
