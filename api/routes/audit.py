"""GET /api/audit: who did what, from where, what was before and what is after; for administrators."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import anyio
import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import StreamingResponse

from api import audited
from api.audited import AuditFormat
from api.context import context
from api.examples import answers
from api.schemas.audit import ENTRY, AuditModel
from api.store import audit
from api.store.audit import Asked

router = APIRouter(prefix="/api/audit", tags=["audit"])
_TEXT: Final = r"^[^\x00]{1,200}$"
_NEWEST: Final = 2**63 - 1
_LINE: Final = '{"number":1,…}'


def asked(
    person: Annotated[
        str | None, Query(pattern=r"^[a-z0-9]{1,20}$", description="谁 key of a person, local, program or database")
    ] = None,
    layout: Annotated[str | None, Query(pattern=_TEXT, description="布局 id of a layout")] = None,
    action: Annotated[
        str | None, Query(pattern=r"^[a-z-]{1,60}$", description="动作 insert, update, delete, or an event's name")
    ] = None,
    since: Annotated[datetime | None, Query(description="从何时起 from when on; UTC unless it says otherwise")] = None,
    until: Annotated[datetime | None, Query(description="到何时为止（不含） until when, excluded")] = None,
) -> Asked:
    """Which entries a request is about."""
    return Asked(person, layout, action, _zoned(since), _zoned(until))


def _zoned(when: datetime | None) -> datetime | None:
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


@router.get(
    "",
    summary="审计记录 The audit",
    response_class=Response,
    responses=answers(AuditModel, {"entries": [ENTRY], "next": None}, 422),
)
def entries(
    request: Request,
    which: Annotated[Asked, Depends(asked)],
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[int | None, Query(ge=1, le=_NEWEST, description="上一页的 next of the page before")] = None,
) -> Response:
    """The newest entries first; `next` is the cursor of the page after this one, null on the last."""
    found = audit.newest(context(request).store.engine, which, before=cursor, limit=limit + 1)
    page = found[:limit]
    body: dict[str, Any] = {"entries": [entry.data() for entry in page]}
    body["next"] = page[-1].number if len(found) > limit else None
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-store"}, media_type="application/json")


@router.get(
    "/export",
    summary="导出审计记录 The audit as a file",
    response_class=Response,
    responses=answers(None, _LINE, 422, media=("text/csv", "application/x-ndjson")),
)
def export(
    request: Request,
    which: Annotated[Asked, Depends(asked)],
    format: Annotated[AuditFormat, Query(description="格式 format")] = AuditFormat.CSV,
) -> Response:
    """All entries asked for, the oldest first, as CSV or as a line of JSON for each."""
    found = audit.every(context(request).store.engine, which)
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="audit.{format}"'}
    body = _sent(audited.pieces(found, format))
    return StreamingResponse(body, headers=headers, media_type=audited.MEDIA[format])


async def _sent(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Pieces that are read beside the event loop."""
    while piece := await anyio.to_thread.run_sync(next, pieces, b""):
        yield piece
