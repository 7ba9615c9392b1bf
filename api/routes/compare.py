"""GET /api/compare: any two layouts or revisions side by side."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.context import Context, context
from api.examples import answers
from api.exported import referred
from api.routes.reports import Stage
from api.scenario_examples import COMPARISON
from api.schemas.compare import ComparisonModel
from api.store.lineage import Point
from geo.compare import compare
from geo.errors import RulebookError
from geo.model import Layout
from geo.report.compared import FindingsDelta, compared_data, findings_delta

router = APIRouter(tags=["scenarios"])
Before = Annotated[str, Query(alias="from", description="原布局@版 the earlier one", examples=["zgc-2020@1"])]
After = Annotated[str, Query(alias="to", description="现布局@版 the later one", examples=["practice-draft@1"])]


@router.get(
    "/api/compare",
    summary="比较两个布局或两版 Two layouts or revisions side by side",
    response_class=Response,
    responses=answers(ComparisonModel, COMPARISON, 404, 422),
)
async def compare_revisions(
    request: Request,
    before: Before,
    after: After,
    geometry: Annotated[bool, Query(description="是否附带图形 whether to give outlines")] = True,
    stage: Stage = None,
) -> Response:
    """What a revision adds, removes and changes beside another one: feature by feature, on the ground, in findings."""
    shared = context(request)
    was, now = referred(before, "from"), referred(after, "to")
    body = await shared.in_thread(lambda: _compared(shared, was, now, stage, geometry=geometry))
    content = orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, headers={"Cache-Control": "no-cache"}, media_type="application/json")


def _compared(
    shared: Context, was: tuple[str, int | None], now: tuple[str, int | None], stage: str | None, *, geometry: bool
) -> dict[str, Any]:
    old, new = point_of(shared, *was), point_of(shared, *now)
    before, after = shared.layout(*old), shared.layout(*new)
    found = compare(before, after, shared.book(after.rulebook).frame)
    ancestor = shared.store.common_ancestor(old, new)
    told = compared_data(found, findings_of(shared, before, after, stage), geometry=geometry)
    return told | {"ancestor": None if ancestor is None else ancestor._asdict()}


def point_of(shared: Context, id: str, revision: int | None) -> Point:
    """A revision of a layout, the newest one if None. Raises NotFound."""
    return Point(id, shared.store.record(id).revision if revision is None else revision)


def findings_of(shared: Context, before: Layout, after: Layout, stage: str | None) -> FindingsDelta | None:
    """What became of the findings; None where a rulebook is not here."""
    reports = []
    for layout in (before, after):
        assert layout.revision is not None
        try:
            reports.append(shared.report(layout.id, layout.revision, layout.rulebook, stage))
        except RulebookError:
            return None
    return findings_delta(*reports)
