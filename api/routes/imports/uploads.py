"""POST /api/imports: a file comes to be imported, is kept for a while, and is told what was seen of it."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from api.body import parse_object, read_body, save_body, text_in
from api.context import Context, context
from api.examples import answers
from api.importing import desk
from api.importing.uploads import Upload, ending_of
from api.schemas.import_examples import UPLOAD, UPLOADED_ID
from api.schemas.imports import UploadModel

router = APIRouter(prefix="/api/imports", tags=["imports"])
UploadId = Annotated[UUID, Path(description="上传编号 number of the upload", examples=[UPLOADED_ID])]
_MEMBERS: Final = ("encoding", "layout")
_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "A file as it is, in any format that is read; its name tells which.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}, "example": "PK…"}},
    }
}
_AGAIN: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "The encoding to read the file's text by, and the layout to read it against.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/InspectModel"},
                "example": {"encoding": "GBK"},
            }
        },
    }
}


@router.post(
    "",
    status_code=201,
    summary="上传要导入的文件 Upload a file to import",
    response_class=Response,
    responses=answers(UploadModel, UPLOAD, 404, 413, 422, good=201),
    openapi_extra=_FILE,
)
async def upload(
    request: Request,
    name: Annotated[str, Query(max_length=300, description="文件名 the file's name", examples=["plan.gpkg"])],
    rulebook: Annotated[str, Query(description="规则册 rulebook", examples=["zgc"])] = "zgc",
    layout: Annotated[
        str | None, Query(description="将导入的布局 the layout that it will enter", examples=["zgc-2020"])
    ] = None,
) -> Response:
    """Keep a file for a day, and tell what is seen of it; nothing is stored in a layout.

    It is read in a process of its own, with limits of time and memory. `inspection` says what was found, and proposes
    how to read it; where a proposal `asks`, a person is to decide.
    """
    shared = context(request)
    ending = ending_of(name)
    shared.book(rulebook)
    if layout is not None:
        await shared.in_thread(lambda: shared.store.record(layout))
    with shared.uploads.arriving() as folder:
        await save_body(request, shared.settings.import_limit_bytes, folder / f"file{ending}")
        kept = await shared.in_thread(lambda: shared.uploads.keep(folder, name, rulebook=rulebook, layout=layout))
    try:
        seen = await shared.in_thread(lambda: desk.inspected(shared, kept, None, layout))
    except BaseException:
        shared.uploads.discard(kept)
        raise
    headers = {"Location": f"/api/imports/{kept.id}"}
    return await shared.in_thread(lambda: _told(shared, seen, 201, headers))


@router.get(
    "/{id}",
    summary="上传的文件 An uploaded file",
    response_class=Response,
    responses=answers(UploadModel, UPLOAD, 404, 422),
)
def get(request: Request, id: UploadId) -> Response:
    """The upload with its newest inspection; `landed` is the number of the import that it became."""
    shared = context(request)
    return _told(shared, shared.uploads.get(id))


@router.delete(
    "/{id}",
    status_code=204,
    summary="移除上传的文件 Remove an uploaded file",
    response_class=Response,
    responses=answers(None, "", 404, 422, good=204),
)
def remove(request: Request, id: UploadId) -> Response:
    """Let the file go before its time; what it became stays."""
    context(request).uploads.remove(id)
    return Response(status_code=204)


@router.post(
    "/{id}/inspection",
    summary="以另一种编码重新查看 Look at the file anew",
    response_class=Response,
    responses=answers(UploadModel, UPLOAD, 400, 404, 413, 422),
    openapi_extra=_AGAIN,
)
async def inspect_again(request: Request, id: UploadId) -> Response:
    """The same as of an upload, with its text read by `encoding` (null: by the file's own) and against `layout`."""
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    asked = parse_object(body, _MEMBERS)
    encoding = text_in(asked, "encoding") if asked.get("encoding") is not None else None
    upload = shared.uploads.get(id)
    layout = text_in(asked, "layout") if asked.get("layout") is not None else upload.layout
    seen = await shared.in_thread(lambda: desk.inspected(shared, upload, encoding, layout))
    return await shared.in_thread(lambda: _told(shared, seen))


def _told(shared: Context, upload: Upload, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    record = shared.store.landed(upload.id)
    body = {
        "id": str(upload.id), "name": upload.name, "bytes": upload.size_bytes, "expires": upload.expiry.isoformat(),
        "rulebook": upload.rulebook, "layout": upload.layout, "encoding": upload.encoding,
        "landed": None if record is None else record.number,
        "inspection": orjson.Fragment(shared.uploads.inspection(upload)),
    }  # fmt: skip
    return Response(orjson.dumps(body), status, {"Cache-Control": "no-store"} | (headers or {}), "application/json")
