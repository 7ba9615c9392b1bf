"""GET /api/layouts/{id}/report: what a check says of a layout."""

from collections.abc import Callable
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.answers import tag, tagged
from api.context import Context, context
from api.examples import REPORT, answers
from api.routes.features import RevisionNumber
from api.schemas import ReportModel
from api.store import LayoutRecord
from geo.check import delta
from geo.report import Against, report_data

router = APIRouter(prefix="/api/layouts/{id}", tags=["reports"])

Stage = Annotated[str | None, Query(description="某一阶段的规则，all 为全部 a stage, or all", examples=["submission"])]
Earlier = Annotated[
    int | None, Query(ge=1, le=2**31 - 1, description="与哪一版对比 compare with this revision", examples=[1])
]


@router.get(
    "/report",
    summary="检查报告 The report",
    response_class=Response,
    responses=answers(ReportModel, REPORT, 404, 422),
)
async def report(
    request: Request, id: str, revision: RevisionNumber = None, stage: Stage = None, against: Earlier = None
) -> Response:
    """Every finding of the layout under its rulebook, as of today, and the verdict of every rule.

    With `stage` only that stage's rules run. With `against` the answer says which findings are new since that
    revision, which are gone and how many remain, and each open finding has `since`.
    """
    shared = context(request)

    def answer() -> Response:
        record = shared.store.record(id)
        number = record.revision if revision is None else revision
        etag = tag("report", id, number, against, shared.report_mark(id, record.rulebook, stage))
        make = _maker(shared, record, number, stage, against)
        return tagged(request, etag, make, "application/json")

    return await shared.in_thread(answer)


def _maker(
    shared: Context, record: LayoutRecord, number: int, stage: str | None, against: int | None
) -> Callable[[], bytes]:
    def make() -> bytes:
        if stage is None and against is None:
            return shared.report_json(record.id, number, record.rulebook)
        now = shared.report(record.id, number, record.rulebook, stage)
        compared = None
        if against is not None:
            earlier = shared.report(record.id, against, record.rulebook, stage)
            compared = Against.of(earlier, now, delta(earlier, now))
        return orjson.dumps(report_data(now, compared), option=orjson.OPT_SERIALIZE_NUMPY)

    return make
