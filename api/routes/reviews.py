"""Reviews: where a layout's newest revision stands, and the steps from draft to approved."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Request, Response

from api.auth.acting import person
from api.body import author_in, parse_object, read_body
from api.context import Context, context
from api.examples import answers
from api.review_steps import STEPS, why_not
from api.routes.edits import revision_of, text_of
from api.routes.publications import against
from api.schemas.reviews import REVIEW, TAKE, ReviewModel
from api.store.records import PublicationRecord
from api.store.reviewing import ReviewRecord, StepRecord
from geo.errors import InputError
from geo.model import Text

router = APIRouter(prefix="/api/layouts/{id}/review", tags=["reviews"])
_TAKEN = STEPS[:-1]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The step, who takes it, and why.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TakeModel"}, "example": TAKE}},
    }
}


@router.get(
    "",
    summary="审查 A layout's review",
    response_class=Response,
    responses=answers(ReviewModel, REVIEW, 404),
)
async def review(request: Request, id: str) -> Response:
    """Where the newest revision stands, what whoever asks may do next or why not, and the history, newest first."""
    shared = context(request)
    return _json(await shared.in_thread(lambda: told(shared, shared.reviews.review(id))))


@router.post(
    "",
    summary="送审、撤回、通过或退回 Take a step of a review",
    response_class=Response,
    responses=answers(ReviewModel, REVIEW, 400, 403, 404, 409, 413, 422, 428),
    openapi_extra=_BODY,
)
async def take(
    request: Request,
    id: str,
    if_match: Annotated[
        str | None, Header(description='送审或审查的版本 the revision in question: "3"', examples=['"3"'])
    ] = None,
) -> Response:
    """Submit the newest revision, take that back, approve it, or return it with a reason.

    A 403 says that the step is another's, as where somebody would decide on the own submission; a 409 that the state
    does not allow it, or that If-Match is no longer the newest revision: what was submitted is never edited, for an
    edit makes a new revision, which has to be submitted again.
    """
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _take(shared, id, base, body)))


def _take(shared: Context, id: str, base: int, body: bytes) -> dict[str, Any]:
    document = parse_object(body, ("step", "message", "author"))
    step, author, message = document.get("step"), author_in(document), text_of(document, "message")
    if step not in _TAKEN:
        raise InputError(f"应为 {'、'.join(_TAKEN)} 之一", f"must be one of {', '.join(_TAKEN)}", where="step")
    if step == "return" and not message:
        raise InputError("退回须说明理由", "a return must say why", where="message")
    record = shared.reviews.review(id)
    if record.revision == base and (no := why_not(step, record, person())):
        raise no
    return told(shared, shared.reviews.take(id, base, step, author=author, message=message))


def told(shared: Context, record: ReviewRecord) -> dict[str, Any]:
    """A review as JSON for whoever asks."""
    who = person()
    found = against(shared, record.layout, record.revision)
    steps = [_step(step) for step in record.steps] + [_publication(one) for one in record.publications]
    no = {step: why_not(step, record, who, len(found)) for step in STEPS}
    published = record.publications[0].data() if record.publications else None
    return {
        "layout": record.layout,
        "revision": record.revision,
        "state": record.state.value,
        "office": who.known,
        "published": published,
        "stale": _stale(record),
        "next": [{"step": s, "may": e is None, "why": e and Text(e.zh, e.en).data()} for s, e in no.items()],
        "against": [finding.data() for finding in found],
        "history": sorted(steps, key=lambda step: str(step["created"]), reverse=True),
    }


def _step(step: StepRecord) -> dict[str, Any]:
    who = person()
    return {
        "step": step.step,
        "revision": step.revision,
        "number": None,
        "superseded_by": None,
        "created": step.created.isoformat(),
        "author": step.author,
        "message": step.message,
        "mine": who.known and step.person == who.key,
    }


def _publication(one: PublicationRecord) -> dict[str, Any]:
    data = one.data()
    names = ("revision", "number", "superseded_by", "created", "author", "message")
    return {"step": "publish", **{name: data[name] for name in names}, "mine": False}


def _stale(record: ReviewRecord) -> dict[str, Any] | None:
    step = record.stale
    if step is None:
        return None
    n, now = step.revision, record.revision
    zh = f"送审的是第 {n} 版，其后的修改（至第 {now} 版）不在其中，须重新送审"
    en = f"revision {n} was submitted; the edits since (up to revision {now}) have to be submitted again"
    state = "approved" if step.step == "approve" else "in-review"
    return {"revision": n, "state": state, "why": {"zh": zh, "en": en}}


def _json(value: Any) -> Response:
    content = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, headers={"Cache-Control": "no-store"}, media_type="application/json")
