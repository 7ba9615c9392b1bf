"""POST /api/check: check a GeoJSON body, or any file that we read; store nothing."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.body import parse_layout, read_body, save_body
from api.context import as_json, context
from api.examples import COLLECTION, LOOK, REPORT, answers
from api.look import look, plain_name
from api.routes.reports import Stage
from api.schemas import LookModel, ReportModel
from geo.check import check
from geo.errors import InputError
from geo.exchange.confined import Limits, confined

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


_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A file as it is: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, or a zipped Shapefile.",
        "content": {
            "application/octet-stream": {
                "schema": {"type": "string", "format": "binary"},
                "example": COLLECTION,
            }
        },
    }
}


@router.post(
    "/check/file",
    summary="查看并检查一份文件 Look at a file and check it",
    response_class=Response,
    responses=answers(LookModel, LOOK, 404, 413, 422),
    openapi_extra=_FILE,
)
async def check_file(
    request: Request,
    name: Annotated[str, Query(max_length=300, description="文件名 the file's name", examples=["plan.gpkg"])],
    rulebook: Annotated[str, Query(description="规则册 rulebook", examples=["zgc"])] = "zgc",
    stage: Stage = None,
) -> Response:
    """What is in a file, what had to be assumed to read it, and the report on it. Nothing is stored.

    The file's name tells its format. It is read in a process of its own, with limits of time and memory.
    """
    shared = context(request)
    settings = shared.settings
    limits = Limits(settings.look_seconds, settings.look_memory_bytes)
    shared.book(rulebook)
    with tempfile.TemporaryDirectory(prefix="yuantu-look-") as folder:
        path = Path(folder) / plain_name(name)
        await save_body(request, settings.body_limit_bytes, path)
        args = (str(path), rulebook, stage, shared.today())
        body = await shared.in_thread(lambda: confined(look, *args, limits=limits))
    return Response(body, headers={"Cache-Control": "no-store"}, media_type="application/json")
