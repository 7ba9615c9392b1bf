"""Atlases as jobs: order one, see how far it is, fetch the file, cancel it. Any process answers about any job."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Request, Response

from api.answers import tag, tagged
from api.body import read_body
from api.context import Context, context
from api.examples import answers
from api.printing.jobs import Printer
from api.printing.orders import atlas_wish
from api.schemas.prints import ATLAS, JOB, PrintModel
from api.store.prints import PrintRecord
from geo.errors import Conflict

router = APIRouter(tags=["prints"])
Job = Annotated[UUID, Path(description="打印任务编号 number of the print job", examples=[JOB["id"]])]
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "What to print a page for each of, and how.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AtlasModel"}, "example": ATLAS}},
    }
}
_NOT_DONE: Final = ("It is not printed yet, or never will be.", "图集还没有打印好", "the atlas is not printed yet")


def _responses(*problems: int) -> dict[int | str, dict[str, Any]]:
    """A job that was accepted is told with 202."""
    found = answers(PrintModel, JOB | {"state": "queued", "done": 0, "total": None}, *problems)
    found[202] = found.pop(200)
    return found


@router.post(
    "/api/layouts/{id}/prints",
    status_code=202,
    summary="打印图集 Print an atlas",
    response_class=Response,
    responses=_responses(400, 404, 413, 422),
    openapi_extra=_BODY,
)
async def add(request: Request, id: str) -> Response:
    """Put an atlas into the queue: `Location` is where to ask how far it is, `file` there where to fetch it."""
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    job = await shared.in_thread(lambda: _add(shared, id, body))
    _printer(request).wake()
    return _told(job, 202, {"Location": f"/api/prints/{job.id}"})


def _add(shared: Context, id: str, body: bytes) -> PrintRecord:
    wish = atlas_wish(body, shared.today())
    newest = shared.store.record(id).revision
    revision = shared.layout(id, wish.revision).revision if wish.revision else newest
    return shared.prints.add(id, revision or newest, wish.data())


@router.get(
    "/api/prints/{job}",
    summary="打印任务 A print job",
    response_class=Response,
    responses=answers(PrintModel, JOB, 404, 422),
)
def get(request: Request, job: Job) -> Response:
    """How far the job is; a job whose process was cut off is told as failed."""
    record = context(request).prints.get(job)
    if record.state == "queued":
        _printer(request).wake()
    return _told(record)


@router.get(
    "/api/prints/{job}/file",
    summary="打印好的图集 The printed atlas",
    response_class=Response,
    responses=answers(
        None, "%PDF-1.7 …", 404, 409, 422, media="application/pdf", description="The PDF.", conflict=_NOT_DONE
    ),
)
def file(request: Request, job: Job) -> Response:
    """The atlas as PDF; it is kept for a limited time."""
    prints = context(request).prints
    record, body = prints.get(job), prints.file(job)
    if body is None:
        raise Conflict(*_NOT_DONE[1:])
    answer = tagged(request, tag("print", job), lambda: body, "application/pdf")
    name = f"{record.layout}-r{record.revision}-{record.wish['by']}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@router.delete(
    "/api/prints/{job}",
    status_code=204,
    summary="取消打印 Cancel a print job",
    response_class=Response,
    responses={status: told for status, told in answers(None, "", 404, 422).items() if status != 200},
)
def remove(request: Request, job: Job) -> Response:
    """Cancel the job, of which no file remains; one that has ended is forgotten, with its file."""
    context(request).prints.remove(job)
    return Response(status_code=204)


def _printer(request: Request) -> Printer:
    printer: Printer = request.app.state.printer
    return printer


def _told(job: PrintRecord, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        orjson.dumps(job.data()), status, {"Cache-Control": "no-store"} | (headers or {}), "application/json"
    )
