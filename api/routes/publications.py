"""Publications of a layout: list them, and publish the newest revision unless findings stand against it."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Request, Response

from api.auth.acting import person
from api.body import author_in, parse_object, read_body
from api.context import Context, context
from api.examples import PUBLICATION, PUBLISH, answers
from api.problems import Blocked
from api.review_steps import stand_against, unpublishable
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
    crashed, at the last stage of the rulebook. A 409 says that If-Match is not the newest revision, that it is
    published already, or, where people sign in, that nobody has approved it.
    """
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _publish(shared, id, base, body)))


def _publish(shared: Context, id: str, base: int, body: bytes) -> dict[str, Any]:
    document = parse_object(body, ("author", "message"))
    author, message = author_in(document), text_of(document, "message")
    record = require_newest(shared, id, base)
    if no := unpublishable(shared.reviews.review(id), person()):
        raise no
    found = against(shared, id, base)
    if found:
        why = stand_against(len(found))
        raise Blocked(why.zh, why.en, [finding.data() for finding in found])
    book = shared.book(record.rulebook)
    judged = (f"{book.id}@{book.version}", book.digest)
    return shared.store.publish(id, base, judged, author=author, message=message).data()


def against(shared: Context, id: str, revision: int) -> list[Finding]:
    """The findings that stand against publishing a revision, at the last stage of its rulebook. Raises NotFound."""
    record = shared.store.record(id)
    report = shared.report(id, revision, record.rulebook, last_stage(shared.book(record.rulebook)))
    return [finding for finding in report.findings if blocks(finding)]


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
