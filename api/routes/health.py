"""GET /healthz: the server answers, and so does its database."""

from fastapi import APIRouter, Request

from api import __version__
from api.context import context
from api.examples import HEALTH, answers
from api.schemas import HealthModel

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="健康检查 Health", responses=answers(HealthModel, HEALTH))
def health(request: Request) -> HealthModel:
    """Whether the server and its database answer, with their versions and the number of layouts."""
    shared = context(request)
    layouts = len(shared.store.layouts())
    return HealthModel(status="ok", postgis=shared.postgis, layouts=layouts, version=__version__)
