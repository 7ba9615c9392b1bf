"""GET /api/layouts/{id}/imports: which files became the layout, and how they were read."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request, Response

from api.context import context
from api.examples import answers
from api.schemas.import_examples import IMPORT
from api.schemas.imports import ImportModel

router = APIRouter(prefix="/api/layouts/{id}/imports", tags=["imports"])


@router.get(
    "",
    summary="布局的各次导入 A layout's imports",
    response_class=Response,
    responses=answers(ImportModel, [IMPORT], 404),
)
def imports(request: Request, id: str) -> Response:
    """The imports of a layout, newest first: of which file, under which decisions, into which revision.

    `changed` is false where the file held nothing new; then `revision` is the one that held it already.
    """
    records = [record.data() for record in context(request).store.imports(id)]
    return Response(orjson.dumps(records), headers={"Cache-Control": "no-cache"}, media_type="application/json")
