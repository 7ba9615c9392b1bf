"""GET /metrics: what the service counts, in Prometheus's text format."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.auth.acting import person
from api.auth.errors import Forbidden
from api.auth.origin import is_at_this_machine
from api.auth.people import Ability
from api.context import Context, context
from api.examples import answers

router = APIRouter(tags=["health"])
_EXAMPLE = 'yuantu_requests_total{method="GET",route="/healthz",status="200"} 1.0'


@router.get(
    "/metrics",
    summary="运行指标 Metrics",
    response_class=Response,
    responses=answers(None, _EXAMPLE, 403, media="text/plain"),
)
def metrics(request: Request) -> Response:
    """Counts for Prometheus, to whoever sits at this machine, brings YUANTU_METRICS_TOKEN, or administers."""
    shared = context(request)
    if not _may(request, shared):
        raise Forbidden(
            "指标只供本机、管理员或持 YUANTU_METRICS_TOKEN 者读取",
            "metrics are for this machine, administrators, and who brings YUANTU_METRICS_TOKEN",
        )
    body = request.app.state.metrics.told(shared.store.engine)
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE_LATEST)


def _may(request: Request, shared: Context) -> bool:
    token = shared.settings.metrics_token
    if token:
        sent = request.headers.get("authorization", "")
        return secrets.compare_digest(sent.encode(), f"Bearer {token}".encode()) or person().may(Ability.ADMINISTER)
    return is_at_this_machine(request, shared.settings.host) or person().may(Ability.ADMINISTER)
