"""GET /ogc/collections/{id}/feature-schema: what a feature of the collection looks like, as JSON Schema.

GDAL and its kin take the types of the columns from it. Without one they guess from the first page, where a column that
is empty there becomes text. `null` stands for what is not there, so that it is of no type (OGC 23-058, Schemas).
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.examples import answers
from api.routes.ogc import described, links
from api.routes.ogc.collection import find
from api.routes.ogc.query import parameters
from api.routes.ogc.vocabulary import Vocabulary, vocabulary_of
from api.schemas.ogc import FeatureSchemaModel

router = APIRouter(prefix="/ogc")
CONFORMS: Final[tuple[str, ...]] = ()
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@router.get(
    "/collections/{id}/feature-schema",
    summary="要素的 JSON Schema Schema of a feature",
    response_class=Response,
    responses=answers(FeatureSchemaModel, described.FEATURE_SCHEMA, 400, 404, 406, media=links.SCHEMA),
    openapi_extra=described.parameters("f"),
)
async def feature_schema(request: Request, id: str) -> Response:
    """The members of a feature and the types of its properties."""
    parameters(request, ("f",))
    found = await find(request, id)
    body = {
        "$schema": _DIALECT,
        "$id": f"{links.of_collection(request, id)}/feature-schema",
        "title": found.id,
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"type": "object"},
            "properties": {"type": "object", "properties": _properties(vocabulary_of(found.kind))},
        },
    }
    content = orjson.dumps(body)
    return tagged(request, tag(content), lambda: content, links.SCHEMA)


def _properties(words: Vocabulary) -> dict[str, Any]:
    # GDAL makes a column of the feature's own id; told of the property too, it makes two columns of that name.
    return {name: _typed(words.type(name)) for name in words.columns if name != "id"}


def _typed(type: str) -> dict[str, Any]:
    return {"type": type, "items": {"type": "string"}} if type == "array" else {"type": type}
