"""Publications of a layout: list them, and publish the newest revision unless findings stand against it."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Request, Response

from api.body import parse_object, read_body, text_in
from api.context import Context, context
from api.examples import PUBLICATION, PUBLISH, answers
from api.problems import Blocked
from api.routes.edits import require_newest, revision_of, text_of
from api.schemas import PublicationModel
from geo.check.engine import ALL_STAGES
from geo.model import Finding, Severity, Status
from geo.rulebook import Rulebook

router = APIRouter(prefix="/api/layouts/{id}/publications", tags=["publications"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Who publishes, and why.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PublishModel"}, "example": PUBLISH}},
    }
}


@router.get(
    "",
    summary="布局的发布 A layout's publications",
    response_class=Response,
    responses=answers(PublicationModel, [PUBLICATION], 404),
)
def publications(request: Request, id: str) -> Response:
    """Which revisions were published, by whom, when and under which rulebook, newest first."""
    return _json([record.data() for record in context(request).store.publications(id)])


@router.post(
    "",
    summary="发布布局 Publish a layout",
    response_class=Response,
    responses=answers(PublicationModel, PUBLICATION, 400, 404, 409, 413, 422, 428),
    openapi_extra=_BODY,
)
async def publish(
    request: Request,
    id: str,
    if_match: Annotated[
        str | None, Header(description='要发布的版本 the revision to publish: "3"', examples=['"3"'])
    ] = None,
) -> Response:
    """Publish the newest revision: saving is never refused for what the rules find, publishing is.

    A 422 carries the findings in the way: those at severity error that are open and not waived, and rules that
    crashed, at the last stage of the rulebook. A 409 says that If-Match is not the newest revision, or that it is
    published already.
    """
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _publish(shared, id, base, body)))


def _publish(shared: Context, id: str, base: int, body: bytes) -> dict[str, Any]:
    document = parse_object(body, ("author", "message"))
    author, message = text_in(document, "author"), text_of(document, "message")
    record = require_newest(shared, id, base)
    book = shared.book(record.rulebook)
    found = shared.report(id, base, record.rulebook, last_stage(book)).findings
    if against := [finding for finding in found if blocks(finding)]:
        n, s = len(against), "" if len(against) == 1 else "s"
        stand = "stands" if n == 1 else "stand"
        zh = f"有 {n} 处必须修改的问题未处理，不能发布"
        raise Blocked(zh, f"{n} open error{s} {stand} against publishing", [finding.data() for finding in against])
    judged = (f"{book.id}@{book.version}", book.digest)
    return shared.store.publish(id, base, judged, author=author, message=message).data()


def last_stage(book: Rulebook) -> str:
    """The stage that a layout is published at: the rulebook's last one, or all rules where it has none."""
    return book.file.stages[-1] if book.file.stages else ALL_STAGES


def blocks(finding: Finding) -> bool:
    """Whether a finding stands against publishing; a rule that crashed has not passed."""
    if finding.status is Status.CRASHED:
        return True
    return finding.status is Status.OPEN and finding.severity is Severity.ERROR


def _json(value: Any) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(value), headers=headers, media_type="application/json")
