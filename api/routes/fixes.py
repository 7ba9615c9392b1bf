"""Repairs of a finding: look at them with their effects, in an edited layout too, then make one as a revision."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request, Response

from api.auth.acting import signature
from api.body import parse_object, read_body
from api.context import Context, context
from api.examples import CHANGES, FIX_ANSWER, FIX_REQUEST, FIXES, answers
from api.routes.edits import edit_in, require_newest, revision_of, text_of, write
from api.routes.reports import Stage
from api.schemas import FixAnswerModel, FixesModel
from api.store import LayoutRecord
from geo.errors import InputError, NotFound
from geo.fix import choose, effects_of, offers
from geo.model import Edit, Finding, Report, Status, Text

router = APIRouter(prefix="/api/layouts/{id}/findings/{finding}/fixes", tags=["fixes"])
_MEMBERS = ("message", "author")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": False,
        "description": "Who makes the fix, and why.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/FixRequestModel"}, "example": FIX_REQUEST}
        },
    }
}
_EDITED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The edit of the revision: features to put and ids to delete.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ChangesModel"}, "example": CHANGES}},
    }
}


@router.get(
    "",
    summary="一处问题的修复方案 The repairs of a finding",
    response_class=Response,
    responses=answers(FixesModel, FIXES, 404),
)
async def fixes(request: Request, id: str, finding: str, stage: Stage = None) -> Response:
    """Every repair of an open finding of the newest revision, with what each does to the report of that stage."""
    shared = context(request)
    body = await shared.in_thread(lambda: _look(shared, shared.store.record(id), finding, stage))
    return _json(body, body["revision"])


@router.post(
    "",
    summary="编辑中的布局里一处问题的修复方案 The repairs of a finding in an edited layout",
    response_class=Response,
    responses=answers(FixesModel, FIXES, 400, 404, 409, 413, 422, 428),
    openapi_extra=_EDITED,
)
async def fixes_in(
    request: Request,
    id: str,
    finding: str,
    stage: Stage = None,
    if_match: Annotated[
        str | None, Header(description='编辑所基于的版本 the edited revision: "3"', examples=['"3"'])
    ] = None,
) -> Response:
    """Every repair of a finding that is open once an edit is made, with what each does then. Nothing is stored."""
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    answer = await shared.in_thread(lambda: _look(shared, require_newest(shared, id, base), finding, stage, body))
    return _json(answer, base)


@router.post(
    "/{fix:path}",
    summary="修复一处问题 Repair a finding",
    response_class=Response,
    responses=answers(FixAnswerModel, FIX_ANSWER, 400, 404, 409, 413, 422, 428),
    openapi_extra=_BODY,
)
async def make_fix(
    request: Request,
    id: str,
    finding: str,
    fix: str,
    stage: Stage = None,
    dry_run: Annotated[bool, Query(description="只看结果，不保存 look, store nothing")] = False,
    if_match: Annotated[
        str | None, Header(description='修复所基于的版本 the repaired revision: "3"', examples=['"3"'])
    ] = None,
) -> Response:
    """Make one repair as the next revision; what it does to the findings comes back as with an edit."""
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    answer = await shared.in_thread(lambda: _make(shared, id, base, (finding, fix), body, stage, dry_run=dry_run))
    return _json(answer, answer["revision"])


def _json(body: dict[str, Any], revision: int) -> Response:
    headers = {"Cache-Control": "no-store", "ETag": f'"{revision}"'}
    return Response(
        orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY), headers=headers, media_type="application/json"
    )


def _look(
    shared: Context, record: LayoutRecord, finding_id: str, stage: str | None, body: bytes | None = None
) -> dict[str, Any]:
    """The repairs of a finding of the newest revision, or of that revision with the edit of a body."""
    edit = Edit() if body is None else edit_in(parse_object(body, ("put", "delete")))
    with shared.checker(record.id, record.revision, record.rulebook, stage) as lent, lent.edited(edit) as judge:
        # Nothing may fail in here: a checker whose borrower failed has to be made anew.
        finding = _find(judge.report, finding_id)
        proposals = offers(finding, judge.layout, shared.book(record.rulebook)) if finding else ()
        told = [proposal.data(effects_of(proposal, judge)) for proposal in proposals]
    if finding is None:
        raise _missing(finding_id)
    chosen = choose(proposals)
    return {
        "layout": record.id,
        "revision": record.revision,
        "finding": finding.data(),
        "ambiguous": chosen.data() if isinstance(chosen, Text) else None,
        "fixes": told,
    }


def _make(
    shared: Context, id: str, base: int, which: tuple[str, str], body: bytes, stage: str | None, *, dry_run: bool
) -> dict[str, Any]:
    author, message = _signature(body)
    record = require_newest(shared, id, base)
    finding = _find(shared.report(id, base, record.rulebook, stage), which[0])
    if finding is None:
        raise _missing(which[0])
    proposals = offers(finding, shared.layout(id, base), shared.book(record.rulebook))
    proposal = next((p for p in proposals if p.id == which[1]), None)
    if proposal is None:
        raise NotFound(f"该问题没有修复方案 {which[1]}", f"the finding has no fix {which[1]}")
    if proposal.disabled_reason is not None:
        raise InputError(proposal.disabled_reason.zh, proposal.disabled_reason.en, where=proposal.id)
    why = message or f"修复 fix {proposal.id} ({finding.rule})"
    answer = write(shared, record, proposal.edit, author, why, stage=stage, dry_run=dry_run)
    before = shared.report(id, base, record.rulebook, stage).findings
    remaining = sum(f.status is Status.OPEN for f in before) - len(answer["findings"]["resolved"])
    return answer | {"remaining": remaining, "fix": proposal.data()}


def _find(report: Report, id: str) -> Finding | None:
    """An open finding of a report."""
    return next((f for f in report.findings if f.id == id and f.status is Status.OPEN), None)


def _missing(id: str) -> NotFound:
    return NotFound(f"没有编号为 {id} 的未处理问题", f"there is no open finding {id}")


def _signature(body: bytes) -> tuple[str, str]:
    """Author and message; a body may be left out altogether. Raises NotJSON, InputError."""
    document = parse_object(body, _MEMBERS) if body.strip() else {}
    return signature(text_of(document, "author")) or "anonymous", text_of(document, "message")
