"""POST /api/check: check a GeoJSON body, store nothing."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.body import parse_layout, read_body
from api.context import as_json, context
from api.examples import COLLECTION, REPORT, answers
from api.routes.reports import Stage
from api.schemas import ReportModel
from geo.check import check
from geo.errors import InputError

router = APIRouter(prefix="/api", tags=["checks"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A GeoJSON FeatureCollection in CGCS2000 or WGS 84 longitude and latitude.",
        "content": {
            "application/geo+json": {
                "schema": {"$ref": "#/components/schemas/CollectionModel"},
                "example": COLLECTION,
            }
        },
    }
}


@router.post(
    "/check",
    summary="检查一份 GeoJSON Check a GeoJSON body",
    response_class=Response,
    responses=answers(ReportModel, REPORT, 400, 404, 413, 422),
    openapi_extra=_BODY,
)
async def check_body(
    request: Request,
    rulebook: Annotated[str, Query(description="规则册 rulebook", examples=["zgc"])] = "zgc",
    stage: Stage = None,
) -> Response:
    """The report on the body under a rulebook. Nothing is stored."""
    shared = context(request)
    book = shared.book(rulebook)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def work() -> bytes:
        layout = parse_layout(body, rulebook=rulebook)
        if not len(layout):
            raise InputError("没有要素，无从检查", "there are no features to check", where="features")
        return as_json(check(layout, book, on=shared.today(), stage=stage))

    headers = {"Cache-Control": "no-store"}
    return Response(await shared.in_thread(work), headers=headers, media_type="application/json")
