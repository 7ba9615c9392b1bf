"""GET /api/layouts/{id}/report: what a check says of a layout."""

from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context, fingerprint
from api.examples import REPORT, answers
from api.routes.features import RevisionNumber
from api.schemas import ReportModel

router = APIRouter(prefix="/api/layouts/{id}", tags=["reports"])


@router.get(
    "/report",
    summary="检查报告 The report",
    response_class=Response,
    responses=answers(ReportModel, REPORT, 404, 422),
)
async def report(request: Request, id: str, revision: RevisionNumber = None) -> Response:
    """Every finding of the layout under its rulebook, as of today, and the verdict of every rule."""
    shared = context(request)

    def answer() -> Response:
        record = shared.store.record(id)
        number = record.revision if revision is None else revision
        etag = tag("report", id, number, fingerprint(shared.book(record.rulebook), shared.today()))
        return tagged(request, etag, lambda: shared.report_json(id, number, record.rulebook), "application/json")

    return await shared.in_thread(answer)
