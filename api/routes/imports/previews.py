"""POST /api/imports/{id}/preview: what an upload would become and change, before anything is stored."""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.body import parse_object, read_body
from api.context import Context, context
from api.examples import answers
from api.importing import desk
from api.importing.desk import Drafted
from api.importing.wishes import MEMBERS, Wanted, wanted_in
from api.routes.imports.uploads import UploadId
from api.schemas.import_examples import PREVIEW, PREVIEW_WISH
from api.schemas.imports import PreviewModel
from geo.check import check
from geo.model import Status

router = APIRouter(prefix="/api/imports/{id}", tags=["imports"])
CHECKED_UP_TO: Final = 5_000
"""With more features that change, or in all, a preview does without the check of the rules."""
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The layout (null: a new one), how the file is to be read, and which feature is which.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/PreviewWishModel"}, "example": PREVIEW_WISH}
        },
    }
}


@router.post(
    "/preview",
    summary="预览导入 What an import would change",
    response_class=Response,
    responses=answers(PreviewModel, PREVIEW, 400, 404, 413, 422),
    openapi_extra=_BODY,
)
async def preview(request: Request, id: UploadId) -> Response:
    """What the file would become in the layout as it is now: nothing is stored.

    Each of `features` has beside its properties a member `change`: "added", "changed" or "same"; `removed` are the
    layout's own features that would go. `findings` is null where more than 5,000 features change.
    """
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    upload = shared.uploads.get(id)
    wanted = await shared.in_thread(lambda: wanted_in(shared, upload, parse_object(body, MEMBERS), new=False))
    found = await shared.in_thread(lambda: desk.drafted(shared, upload, wanted, shown=True))
    content = await shared.in_thread(lambda: _told(shared, wanted, found))
    return Response(content, headers={"Cache-Control": "no-store"}, media_type="application/json")


def _told(shared: Context, wanted: Wanted, found: Drafted) -> bytes:
    """The preview, with what only the server knows put before it."""
    own = {
        "layout": None if wanted.revision is None else wanted.id,
        "revision": wanted.revision,
        "findings": _findings(shared, wanted, found),
    }
    head = orjson.dumps(own, option=orjson.OPT_SERIALIZE_NUMPY)
    return head[:-1] + b"," + found.preview[1:]


def _findings(shared: Context, wanted: Wanted, found: Drafted) -> dict[str, Any] | None:
    if len(found.layout) > CHECKED_UP_TO:
        return None
    if wanted.revision is None:
        report = check(found.layout, shared.book(wanted.rulebook), on=shared.today())
        return {"added": [f.data() for f in report.findings if f.status is Status.OPEN], "resolved": []}
    edit = found.edit
    if len(edit.touched) > CHECKED_UP_TO:
        return None
    with shared.checker(wanted.id, wanted.revision, wanted.rulebook) as judge:
        change = judge.trial(edit)
    return {"added": [f.data() for f in change.added], "resolved": [f.data() for f in change.resolved]}
