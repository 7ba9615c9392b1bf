"""What a layout's imports could not take in: listed, downloaded, mended into a revision, or dismissed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.body import author_in, parse_object, read_body
from api.context import Context, context
from api.examples import answers
from api.importing import quarantine_files
from api.importing.waiting import stored
from api.routes.edits import edit_in, require_newest, text_of, write
from api.schemas.import_examples import MENDED, PUT, QUARANTINE
from api.schemas.imports import MendedModel, QuarantineModel
from geo.errors import InputError
from geo.model import Edit, Feature

router = APIRouter(prefix="/api/layouts/{id}/quarantine", tags=["imports"])
_MEMBERS: Final = ("put", "author", "message", "revision")
_MEDIA: Final = {"geojson": "application/geo+json", "gpkg": "application/geopackage+sqlite3"}
_DONE: Final = (
    "The layout has moved on, or the feature waits no longer.",
    "隔离区第 7 号已处理",
    "number 7 of the quarantine has been dealt with already",
)
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The mended feature, or null to dismiss it; the revision that it is to follow.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MendModel"}, "example": PUT}},
    }
}


@router.get(
    "",
    summary="隔离区 The quarantine",
    response_class=Response,
    responses=answers(QuarantineModel, QUARANTINE, 404, 422, media=list(_MEDIA.values())),
)
async def quarantine(
    request: Request,
    id: str,
    f: Annotated[Literal["geojson", "gpkg"] | None, Query(description="下载的格式 as a file to download")] = None,
    all: Annotated[bool, Query(description="包括已处理的 also those that wait no longer")] = False,
) -> Response:
    """Features that could not enter the layout: outlines as they are, also wrong ones, null where there is none.

    `properties` are those of the file (all of them also in `raw`), and above them `number`, `import`, `file`, `layer`,
    `row` (from 0), `id`, `code`, `reason` and `at` (where it is broken). With `all`, `release` tells how one left. As a
    file (`f`), properties are flat.
    """
    shared = context(request)
    return await shared.in_thread(lambda: _listed(shared, id, f, released=all))


def _listed(shared: Context, id: str, format: str | None, *, released: bool) -> Response:
    records = shared.store.quarantine(id, released=released)
    headers = {"Cache-Control": "no-cache"}
    if format is None:
        return Response(orjson.dumps(stored(records)), headers=headers, media_type=_MEDIA["geojson"])
    headers["Content-Disposition"] = f'attachment; filename="{id}-quarantine.{format}"'
    with tempfile.TemporaryDirectory(prefix="yuantu-quarantine-") as folder:
        path = Path(folder) / f"quarantine.{format}"
        quarantine_files.write(records, path)
        return Response(path.read_bytes(), headers=headers, media_type=_MEDIA[format])


@router.post(
    "/{number}",
    summary="修复或放弃隔离的要素 Mend or dismiss a feature in quarantine",
    response_class=Response,
    responses=answers(MendedModel, MENDED, 400, 404, 409, 413, 422, conflict=_DONE),
    openapi_extra=_BODY,
)
async def mend(request: Request, id: str, number: int) -> Response:
    """Put the mended feature as the next revision, which releases it; or dismiss it, where `put` is null.

    The answer is that of an edit: the newest revision, and what happened to the findings; `released` says how. A
    feature that still may not enter is refused, with findings that say why, and stays where it is.
    """
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    answer = await shared.in_thread(lambda: _mended(shared, id, number, body))
    content = orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)
    headers = {"Cache-Control": "no-store", "ETag": f'"{answer["revision"]}"'}
    return Response(content, headers=headers, media_type="application/json")


def _mended(shared: Context, id: str, number: int, body: bytes) -> dict[str, Any]:
    asked = parse_object(body, _MEMBERS)
    author, message = author_in(asked), text_of(asked, "message")
    if "put" not in asked:
        raise InputError("须有要素，或为 null", "must be a feature, or null", where="put")
    if asked["put"] is None:
        shared.store.dismiss(id, number, author=author, message=message)
        nothing: dict[str, Any] = {"added": [], "resolved": [], "changed": [], "gone": []}
        return {"revision": shared.store.record(id).revision, "findings": nothing, "refused": [],
                "released": "dismissed"}  # fmt: skip
    feature, base = _feature(asked), revision_in(asked)
    record = require_newest(shared, id, base)
    shared.store.kept_out(id, number)

    def keep() -> int:
        return shared.store.mend(id, number, base, feature, author=author, message=message).revision

    return write(shared, record, Edit(put=(feature,)), author, message, dry_run=False, keep=keep) | {
        "released": "mended"
    }


def _feature(asked: dict[str, Any]) -> Feature:
    try:
        return edit_in({"put": [asked["put"]]}).put[0]
    except InputError as error:
        where = error.where and error.where.replace("put[0]", "put")
        raise InputError(error.zh, error.en, where=where) from error


def revision_in(asked: dict[str, Any]) -> int:
    """The member `revision`, the one that a write is to follow. Raises InputError."""
    revision = asked.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or not 1 <= revision < 2**31:
        raise InputError("应为版本号", "must be a revision", where="revision")
    return revision
