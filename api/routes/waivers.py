"""The waiver register of a layout: list it, enter a waiver, revoke one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request, Response

from api.auth.acting import person
from api.auth.names import plain_name
from api.body import author_in, parse_object, read_body, text_in
from api.context import Context, context
from api.examples import answers
from api.routes.edits import text_of
from api.schemas.waivers import DECIDE, ENTRY, REVOKE, WAIVE, WaiverEntryModel
from api.waiver_states import entry, shipped
from geo.check import approval
from geo.check.engine import ALL_STAGES
from geo.errors import InputError, NotFound
from geo.model import Finding, Report, Status, Text
from geo.rules import RULES, Scope

router = APIRouter(prefix="/api/layouts/{id}/waivers", tags=["waivers"])
_WAIVE = ("finding", "reason", "approver", "author", "expires", "clause")
_REVOKED = ("It is revoked already.", "第 1 号豁免已撤销", "waiver 1 is revoked already")
_DECIDED = ("It waits for no decision.", "第 1 号豁免不在待批之列", "waiver 1 waits for no decision")
Number = Annotated[int, Path(ge=1, le=2**63 - 1, description="豁免编号 number in the register", examples=[1])]


def _body(model: str, example: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


@router.get(
    "",
    summary="豁免登记 The waiver register",
    response_class=Response,
    responses=answers(WaiverEntryModel, [ENTRY], 404, 422),
)
async def waivers(
    request: Request,
    id: str,
    rulebook: Annotated[bool, Query(description="连同规则册自带的豁免 those of the rulebook, too")] = False,
) -> Response:
    """Every waiver of the layout, revoked ones too, and what each does to today's report."""
    shared = context(request)

    def answer() -> list[dict[str, Any]]:
        report = _report(shared, id)
        own = [entry(shared, record, report) for record in shared.store.register(id)]
        return [*shipped(shared, id, report), *own] if rulebook else own

    return _json(await shared.in_thread(answer))


@router.post(
    "",
    summary="登记豁免 Waive a finding",
    response_class=Response,
    responses=answers(WaiverEntryModel, ENTRY, 400, 404, 413, 422),
    openapi_extra=_body("WaiveModel", WAIVE),
)
async def waive(request: Request, id: str) -> Response:
    """Enter a waiver of a finding that is open in today's report; its measure and place are kept with it.

    It lapses when the day has passed, or when the breach grows beyond what was approved.
    """
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _waive(shared, id, body)))


@router.post(
    "/{number}/revoke",
    summary="撤销豁免 Revoke a waiver",
    response_class=Response,
    responses=answers(WaiverEntryModel, ENTRY | {"state": "revoked"}, 400, 404, 409, 413, 422, conflict=_REVOKED),
    openapi_extra=_body("RevokeModel", REVOKE),
)
async def revoke(request: Request, id: str, number: Number) -> Response:
    """Revoke a waiver; it stays in the register, marked with who revoked it and why."""
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def answer() -> dict[str, Any]:
        document = parse_object(body, ("author", "reason"))
        author, reason = author_in(document), text_in(document, "reason")
        record = shared.store.revoke(id, number, author=author, reason=reason)
        return entry(shared, record, _report(shared, id))

    return _json(await shared.in_thread(answer))


@router.post(
    "/{number}/approve",
    summary="批准豁免 Approve a waiver",
    response_class=Response,
    responses=answers(WaiverEntryModel, ENTRY, 400, 404, 409, 413, 422, conflict=_DECIDED),
    openapi_extra=_body("DecideModel", DECIDE),
)
async def approve(request: Request, id: str, number: Number) -> Response:
    """Approve a waiver that another asked for; from now on it has its effect."""
    return await _decide(request, id, number, approved=True)


@router.post(
    "/{number}/decline",
    summary="不予豁免 Decline a waiver",
    response_class=Response,
    responses=answers(WaiverEntryModel, ENTRY | {"state": "declined"}, 400, 404, 409, 413, 422, conflict=_DECIDED),
    openapi_extra=_body("DecideModel", DECIDE),
)
async def decline(request: Request, id: str, number: Number) -> Response:
    """Decline a waiver that another asked for, with the reason; it stays in the register without effect."""
    return await _decide(request, id, number, approved=False)


async def _decide(request: Request, id: str, number: int, *, approved: bool) -> Response:
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def answer() -> dict[str, Any]:
        document = parse_object(body, ("author", "reason"))
        author, reason = author_in(document), text_of(document, "reason")
        if not approved and not reason:
            raise InputError("不予豁免须说明理由", "a waiver is declined with a reason", where="reason")
        record = shared.store.decide(id, number, approved=approved, author=author, reason=reason)
        return entry(shared, record, _report(shared, id))

    return _json(await shared.in_thread(answer))


def _waive(shared: Context, id: str, body: bytes) -> dict[str, Any]:
    document = parse_object(body, _WAIVE)
    author, approver = author_in(document), _approver(document)
    if approver and plain_name(author) == plain_name(approver):
        raise InputError("批准人不得是登记人本人", "the approver must be another than the author", where="approver")
    expires, reason = _day(document, shared.today()), _reason(document)
    report = _report(shared, id)
    finding = _open(report, text_in(document, "finding"))
    clause = text_in(document, "clause") if document.get("clause") is not None else ""
    waiver = approval(
        finding,
        shared.book(shared.store.record(id).rulebook),
        reason=reason,
        clause=clause or f"{finding.clause.document} {finding.clause.locator}",
        approver=approver,
        expires=expires,
    )
    assert report.revision is not None
    return entry(shared, shared.store.waive(id, report.revision, waiver, author=author), _report(shared, id))


def _approver(document: dict[str, Any]) -> str:
    """Who approved a waiver, by name; "" where people sign in, for there approvers decide themselves."""
    if not person().known:
        return text_in(document, "approver")
    if text_of(document, "approver"):
        raise InputError("须由批准人自己批准，请勿代填", "approvers decide themselves; leave it out", where="approver")
    return ""


def _report(shared: Context, id: str) -> Report:
    """Today's report under the rules of every stage: a waiver of a late stage's rule is no idle one before."""
    record = shared.store.record(id)
    return shared.report(id, record.revision, record.rulebook, ALL_STAGES)


def _open(report: Report, id: str) -> Finding:
    """The finding of that id, if it is one that can be waived."""
    finding = next((f for f in report.findings if f.id == id), None)
    if finding is None:
        raise NotFound(f"报告中没有编号为 {id} 的问题", f"the report has no finding {id}")
    if finding.status is not Status.OPEN or RULES[finding.rule].scope is Scope.REPORT:
        zh = f"这处问题的状态是 {finding.status}，不能豁免"
        raise InputError(zh, f"the finding is {finding.status} and cannot be waived", where="finding")
    return finding


def _reason(document: dict[str, Any]) -> Text:
    reason = document.get("reason")
    if not isinstance(reason, dict):
        raise InputError("须有中英文理由 zh 与 en", "must have the members zh and en", where="reason")
    return Text(text_in(reason, "zh", place="reason.zh"), text_in(reason, "en", place="reason.en"))


def _day(document: dict[str, Any], today: date) -> date:
    try:
        day = date.fromisoformat(text_in(document, "expires"))
    except ValueError as error:
        raise InputError("应为日期，例如 2027-12-31", "must be a day, as 2027-12-31", where="expires") from error
    if day < today:
        raise InputError("到期日已过", "is in the past", where="expires")
    return day


def _json(value: Any) -> Response:
    content = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, headers={"Cache-Control": "no-store"}, media_type="application/json")
