"""Merges of one layout into another, reverts of revisions, and the layouts that were started from one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request, Response

from api import merging
from api.body import parse_object, read_body, text_in
from api.context import context
from api.examples import answers
from api.merging import Sourced
from api.routes.edits import revision_of
from api.routes.reports import Stage
from api.scenario_examples import BRANCH, MERGE_ANSWER, MERGE_LOOK, MERGE_REQUEST, REVERT_REQUEST, UNRESOLVED
from api.schemas import BranchModel
from api.schemas.merges import MergeAnswerModel, MergeLookModel
from geo.errors import InputError

router = APIRouter(prefix="/api/layouts/{id}", tags=["scenarios"])
_MERGE_MEMBERS = ("from", "choices", "message", "author")
_REVERT_MEMBERS = ("revision", "choices", "message", "author")
IfMatch = Annotated[str | None, Header(description='所基于的版本 the newest revision: "3"', examples=['"3"'])]
DryRun = Annotated[bool, Query(description="只看结果，不保存 look, store nothing")]


def _body(model: str, description: str, example: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}, "example": example}}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def _answers(example: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """The answers of a write, where a 409 can list conflicts too."""
    found = answers(MergeAnswerModel, example, 400, 404, 409, 413, 422, 428)
    content = {"schema": {"$ref": "#/components/schemas/UnresolvedModel"}, "example": UNRESOLVED}
    description = "There are conflicts that nobody has chosen, or the layout has moved on."
    return found | {409: {"description": description, "content": {"application/problem+json": content}}}


@router.get(
    "/branches",
    summary="由此布局另存的布局 The layouts that were started from one",
    response_class=Response,
    responses=answers(BranchModel, [BRANCH], 404),
)
def branches(request: Request, id: str) -> Response:
    """Who branched from the layout, at which revision, and how much of it was merged back; the oldest first."""
    found = [branch.data() for branch in context(request).store.branches(id)]
    return Response(orjson.dumps(found), headers={"Cache-Control": "no-cache"}, media_type="application/json")


@router.get(
    "/merge",
    summary="合并会带来什么 What a merge would bring",
    response_class=Response,
    responses=answers(MergeLookModel, MERGE_LOOK, 404, 422),
)
async def look_at_merge(
    request: Request,
    id: str,
    source: Annotated[str, Query(alias="from", description="合并哪个布局，可注明版 L or L@N", examples=["zgc-2020-2"])],
    geometry: Annotated[bool, Query(description="是否附带图形 whether to give outlines")] = False,
) -> Response:
    """What another layout changed since the newest revision that both contain, and what both changed otherwise."""
    shared = context(request)
    body = await shared.in_thread(lambda: merging.look(shared, id, source, geometry=geometry))
    return _json(body)


@router.post(
    "/merge",
    summary="合并另一布局 Merge another layout",
    response_class=Response,
    responses=_answers(MERGE_ANSWER),
    openapi_extra=_body("MergeRequestModel", "What to merge, and what was chosen for conflicts.", MERGE_REQUEST),
)
async def merge_layout(
    request: Request, id: str, dry_run: DryRun = False, stage: Stage = None, if_match: IfMatch = None
) -> Response:
    """Bring what another layout changed as one revision, checked as every edit is; each conflict must be chosen."""
    shared = context(request)

    def source_of(document: dict[str, Any]) -> Sourced:
        given = text_in(document, "from")
        return lambda record: merging.merge_source(shared, record, given)

    return await _made(request, (id, revision_of(if_match)), _MERGE_MEMBERS, source_of, stage, dry_run=dry_run)


@router.post(
    "/revert",
    summary="撤回一版 Take a revision back",
    response_class=Response,
    responses=_answers(MERGE_ANSWER),
    openapi_extra=_body("RevertRequestModel", "Which revision, and what was chosen for conflicts.", REVERT_REQUEST),
)
async def revert_revision(
    request: Request, id: str, dry_run: DryRun = False, stage: Stage = None, if_match: IfMatch = None
) -> Response:
    """Undo what one revision did by a new one; what has changed again since is a conflict."""

    def source_of(document: dict[str, Any]) -> Sourced:
        if "revision" not in document:
            raise InputError("须填写", "must be given", where="revision")
        return lambda record: merging.revert_source(record, document["revision"])

    return await _made(request, (id, revision_of(if_match)), _REVERT_MEMBERS, source_of, stage, dry_run=dry_run)


async def _made(
    request: Request,
    at: tuple[str, int],
    members: tuple[str, ...],
    source_of: Callable[[dict[str, Any]], Sourced],
    stage: str | None,
    *,
    dry_run: bool,
) -> Response:
    """The answer to a body that says what to bring in, and what was chosen for conflicts."""
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def work() -> dict[str, Any]:
        document = parse_object(body, members)
        source, asked = source_of(document), merging.Request.of(document)
        return merging.make(shared, at, source, asked, stage, dry_run=dry_run)

    return _json(await shared.in_thread(work))


def _json(body: dict[str, Any]) -> Response:
    headers = {"Cache-Control": "no-store", "ETag": f'"{body["revision"]}"'}
    content = orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, headers=headers, media_type="application/json")
