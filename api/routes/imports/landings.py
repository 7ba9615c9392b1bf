"""POST /api/imports/{id}/land: an upload becomes a revision, with its record and quarantine, or nothing happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.body import author_in, parse_object, read_body, text_in
from api.context import Context, context
from api.examples import answers
from api.importing import desk
from api.importing.desk import Drafted
from api.importing.uploads import Upload
from api.importing.wishes import MEMBERS, Wanted, new_id, wanted_in
from api.routes.edits import text_of
from api.routes.imports.quarantine import revision_in
from api.routes.imports.uploads import UploadId
from api.schemas.import_examples import LANDED, LANDING, PROGRESS
from api.schemas.imports import LandedModel, ProgressModel
from api.store import Heading, ImportRecord, Incoming, StaleRevision
from geo.errors import InputError, NotFound
from geo.model import SCHEMATIC_NOTICE, Text

router = APIRouter(prefix="/api/imports/{id}", tags=["imports"])
_MEMBERS: Final = (*MEMBERS, "title", "revision", "author", "message")
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "As of a preview, and who imports, why, and after which revision (null: into a new layout).",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LandWishModel"}, "example": LANDING}},
    }
}


@router.get(
    "/progress",
    summary="导入到哪一步 How far an import is",
    response_class=Response,
    responses=answers(ProgressModel, PROGRESS, 404, 422),
)
def progress(request: Request, id: UploadId) -> Response:
    """How far the landing of an upload is, from whichever process; `total` is null while the file is being read."""
    uploads = context(request).uploads
    headers = {"Cache-Control": "no-store"}
    return Response(uploads.progress(uploads.get(id)), headers=headers, media_type="application/json")


@router.post(
    "/land",
    status_code=201,
    summary="导入 Import an upload",
    response_class=Response,
    responses=answers(LandedModel, LANDED, 400, 404, 409, 413, 422, good=201)
    | {200: answers(LandedModel, LANDED, description="It was imported just so before: the same answer again.")[200]},
    openapi_extra=_BODY,
)
async def land(request: Request, id: UploadId) -> Response:
    """One import, one revision: features, record and quarantine are stored together, or nothing is.

    `revision` is the newest one that the importer saw; if another came since, the answer is 409 with what changed. An
    upload is imported once: the same request again is answered with 200 and what the first one did, and any other
    request for it with 409. `changed` is false where the layout held everything already.
    """
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    upload = shared.uploads.get(id)
    try:
        status, record = await shared.in_thread(lambda: _land(shared, upload, body))
    finally:
        await shared.in_thread(lambda: shared.uploads.tell(upload, "waiting"))
    told = {
        "layout": record.layout, "revision": record.revision, "changed": record.changed, "import": record.number,
        "quarantined": record.quarantined,
    }  # fmt: skip
    headers = {"Cache-Control": "no-store", "Location": f"/api/layouts/{record.layout}"}
    return Response(orjson.dumps(told), status, headers, "application/json")


def _land(shared: Context, upload: Upload, body: bytes) -> tuple[int, ImportRecord]:
    asked = parse_object(body, _MEMBERS)
    author, message = author_in(asked), text_of(asked, "message")
    id, title = text_in(asked, "layout"), _title(asked)
    base = None if asked.get("revision") is None else revision_in(asked)
    wanted = wanted_in(shared, upload, asked, new=base is None)
    incoming = _incoming(shared, upload, wanted)
    if (before := shared.store.repeated(id, incoming)) is not None:
        return 200, before
    _require(shared, wanted, base)
    shared.uploads.tell(upload, "reading")
    found = desk.drafted(shared, upload, wanted, shown=False)
    incoming = replace(incoming, quarantine=found.quarantine, mended=found.mended, format=found.format)
    record = shared.store.import_draft(
        found.layout,
        incoming,
        base=base or 0,
        heading=_heading(found, title, upload),
        author=author,
        message=message or f"导入 import {upload.name}",
        told=lambda done, total: shared.uploads.tell(upload, "storing", done, total),
    )
    return 201, record


def _require(shared: Context, wanted: Wanted, base: int | None) -> None:
    """Refuse early what the store would refuse after the work was done. Raises StaleRevision, InputError."""
    if base is None:
        new_id(wanted.id)
        try:
            newest = shared.store.record(wanted.id).revision
        except NotFound:
            return
    else:
        newest = wanted.revision or 0
    if newest != (base or 0):
        raise StaleRevision(wanted.id, base or 0, newest, shared.store.changes_since(wanted.id, base or 0))


def _incoming(shared: Context, upload: Upload, wanted: Wanted) -> Incoming:
    seen = orjson.loads(shared.uploads.inspection(upload))
    faults: dict[str, int] = {}
    for fault in seen["faults"]:
        faults[fault["code"]] = faults.get(fault["code"], 0) + 1
    told = {name: seen[name] for name in ("layers", "proposals", "remarks")} | {"faults": faults}
    return Incoming(
        upload.name, upload.size_bytes, upload.sha256, seen["format"], wanted.mode, wanted.decisions, wanted.pairs,
        inspection=told, upload=upload.id,
    )  # fmt: skip


def _heading(found: Drafted, title: Text | None, upload: Upload) -> Heading:
    said = title or found.layout.title or Text(upload.name, upload.name)
    return Heading(said, SCHEMATIC_NOTICE if found.layout.schematic else None)


def _title(asked: dict[str, Any]) -> Text | None:
    title = asked.get("title")
    if title is None:
        return None
    if not isinstance(title, dict) or set(title) != {"zh", "en"}:
        raise InputError("须有中英文名称 zh 与 en", "must have the members zh and en", where="title")
    return Text(text_in(title, "zh", place="title.zh"), text_in(title, "en", place="title.en"))
