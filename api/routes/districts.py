"""GET /api/districts: the district boundaries under a rulebook's map."""

from fastapi import APIRouter, Request, Response

from api.answers import tag, tagged
from api.context import context
from api.examples import COLLECTION, answers
from api.schemas import CollectionModel
from geo.settings import data_dir

router = APIRouter(prefix="/api/districts", tags=["districts"])
GEOJSON = "application/geo+json"


@router.get(
    "",
    summary="行政区界 District boundaries",
    response_class=Response,
    responses=answers(CollectionModel, COLLECTION, 404, media=GEOJSON),
)
def districts(request: Request, rulebook: str = "zgc") -> Response:
    """The districts as GeoJSON, from a public source and of no legal force; see the data's provenance file."""
    book = context(request).book(rulebook)
    path = data_dir() / book.file.districts
    return tagged(request, tag("districts", book.digest), path.read_bytes, GEOJSON)
