"""POST /api/layouts/{id}/edits: put and delete features as one revision, or see what that would do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request, Response

from api.auth.acting import signature
from api.body import TEXT_LIMIT, parse_layout, parse_object, read_body
from api.context import Context, context
from api.examples import EDIT, EDIT_ANSWER, answers
from api.problems import PreconditionMissing
from api.routes.reports import Stage
from api.schemas import EditAnswerModel
from api.store import LayoutRecord, Refusal, Refused, StaleRevision
from geo.check import Delta
from geo.errors import InputError
from geo.model import Edit, features_of

router = APIRouter(prefix="/api/layouts/{id}", tags=["edits"])
_MEMBERS = ("put", "delete", "message", "author")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Features to put (new or replaced, whole) and ids to delete.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/EditModel"}, "example": EDIT}},
    }
}


@router.post(
    "/edits",
    summary="编辑布局 Edit a layout",
    response_class=Response,
    responses=answers(EditAnswerModel, EDIT_ANSWER, 400, 404, 409, 413, 422, 428),
    openapi_extra=_BODY,
)
async def edit_layout(
    request: Request,
    id: str,
    dry_run: Annotated[bool, Query(description="只看结果，不保存 look, store nothing")] = False,
    stage: Stage = None,
    if_match: Annotated[
        str | None, Header(description='编辑所基于的版本 the edited revision: "3"', examples=['"3"'])
    ] = None,
) -> Response:
    """Store an edit of the newest revision as the next one; an edit that changes nothing makes none.

    With what the answer says of the findings, the report on the edited revision becomes that on the edited layout.
    """
    shared = context(request)
    base = revision_of(if_match)
    body = await read_body(request, shared.settings.body_limit_bytes)
    answer = await shared.in_thread(lambda: _edit(shared, id, base, body, stage, dry_run=dry_run))
    headers = {"Cache-Control": "no-store", "ETag": f'"{answer["revision"]}"'}
    content = orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, headers=headers, media_type="application/json")


def _edit(shared: Context, id: str, base: int, body: bytes, stage: str | None, *, dry_run: bool) -> dict[str, Any]:
    edit, author, message = parse_edit(body)
    return write(shared, require_newest(shared, id, base), edit, author, message, stage=stage, dry_run=dry_run)


def require_newest(shared: Context, id: str, base: int) -> LayoutRecord:
    """The layout, whose newest revision must be `base`. Raises NotFound, StaleRevision."""
    record = shared.store.record(id)
    if record.revision != base:
        raise StaleRevision(id, base, record.revision, shared.store.changes_since(id, base))
    return record


def write(
    shared: Context,
    record: LayoutRecord,
    edit: Edit,
    author: str,
    message: str,
    *,
    stage: str | None = None,
    dry_run: bool,
    gate: Callable[[Delta], None] | None = None,
    keep: Callable[[], int] | None = None,
) -> dict[str, Any]:
    """Store an edit of this revision, or only judge it: the answer's JSON.

    Args:
        gate: raises where the change of the findings stands against storing the edit.
        keep: stores the edit, for its revision, where more is to be kept with it.

    Raises:
        StaleRevision: another write came first.
        Refused: a feature may not enter.
        ForeignDistrict: it touches a district in which who acts may not draw.
    """
    id, base = record.id, record.revision
    shared.store.refuse_foreign(id, edit)

    def still_wanted() -> object:
        return require_newest(shared, id, base)

    with shared.checker(id, base, record.rulebook, stage, still_wanted=still_wanted) as judge:
        # Whoever waited for the checker may have been overtaken: then there is nothing left to judge.
        change = judge.trial(edit) if shared.store.record(id).revision == base else None
    if change is None:
        still_wanted()
        raise AssertionError(f"{id} went back to revision {base}")
    if gate is not None:
        gate(change)
    refused: tuple[Refusal, ...] = ()
    if dry_run:
        refused, revision = shared.store.judge(edit), base
    else:
        store = keep or (lambda: shared.store.save(id, base, edit, author=author, message=message).revision)
        revision = _save(store, change)
    return {
        "revision": revision,
        "findings": _findings(change),
        "refused": [refusal.data() for refusal in refused],
    }


def _save(store: Callable[[], int], change: Delta) -> int:
    try:
        return store()
    except Refused as refused:
        kept_out = {refusal.feature for refusal in refused.refused}
        refused.findings = [f.data() for f in change.added if kept_out & set(f.subjects)]
        raise


def _findings(change: Delta) -> dict[str, Any]:
    return {
        "added": [finding.data() for finding in change.added],
        "resolved": [finding.data() for finding in change.resolved],
        "changed": [finding.data() for finding in change.changed],
        "gone": list(change.gone),
    }


def revision_of(if_match: str | None) -> int:
    """The revision that If-Match names."""
    if if_match is None:
        raise PreconditionMissing(
            '请用请求头 If-Match 注明编辑所基于的版本，例如 If-Match: "3"',
            'name the revision that you edited in the header If-Match, for example If-Match: "3"',
        )
    found = re.fullmatch(r'(?:W/)?"?([0-9]{1,9})"?', if_match.strip())
    if found is None:
        raise InputError('应为版本号，例如 "3"', 'must be a revision, for example "3"', where="If-Match")
    return int(found[1])


def parse_edit(body: bytes) -> tuple[Edit, str, str]:
    """An edit's body: the edit, who makes it, and why.

    Raises:
        NotJSON: it is not JSON.
        InputError: a member is unknown or of the wrong type; the message names the place.
    """
    document = parse_object(body, _MEMBERS)
    return edit_in(document), signature(text_of(document, "author")) or "anonymous", text_of(document, "message")


def edit_in(document: dict[str, Any]) -> Edit:
    """The members put and delete of an object as an edit. Raises InputError."""
    put, delete = _put(document.get("put", [])), _delete(document.get("delete", []))
    if both := sorted({feature.id for feature in put.put} & set(delete)):
        raise InputError("同一要素既写入又删除", "is put and deleted at once", where=both[0])
    return Edit(put.put, delete)


def _put(items: Any) -> Edit:
    if not isinstance(items, list):
        raise InputError("应为要素列表", "must be a list of features", where="put")
    for i, item in enumerate(items):
        if isinstance(item, dict) and not _has_id(item):
            raise InputError("缺少要素编号", "the feature has no id", where=f"put[{i}].id")
    try:
        body = orjson.dumps({"type": "FeatureCollection", "features": items})
        layout = parse_layout(body, rulebook="")
    except orjson.JSONEncodeError as error:
        raise InputError("JSON 嵌套过深", "the JSON is nested too deeply", where="put") from error
    except InputError as error:
        where = error.where and re.sub(r"^features", "put", error.where)
        raise InputError(error.zh, error.en, where=where) from error
    return Edit(tuple(features_of(layout.features)))


def _has_id(item: dict[str, Any]) -> bool:
    properties = item.get("properties")
    inner = properties.get("id") if isinstance(properties, dict) else None
    return item.get("id", inner) not in (None, "")


def _delete(ids: Any) -> tuple[str, ...]:
    if not isinstance(ids, list):
        raise InputError("应为编号列表", "must be a list of ids", where="delete")
    for i, id in enumerate(ids):
        if not isinstance(id, str) or "\0" in id:
            raise InputError("应为要素编号", "must be a feature's id", where=f"delete[{i}]")
    return tuple(dict.fromkeys(ids))


def text_of(document: dict[str, Any], name: str) -> str:
    """A member that is text, "" where it is missing. Raises InputError."""
    value = document.get(name) or ""
    if not isinstance(value, str) or "\0" in value:
        raise InputError("应为文本", "must be text", where=name)
    if len(value) > TEXT_LIMIT:
        raise InputError(f"不得超过 {TEXT_LIMIT} 字", f"must have at most {TEXT_LIMIT} characters", where=name)
    return value.strip()
