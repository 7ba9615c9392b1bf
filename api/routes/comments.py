"""Comments on a layout: threads on a feature, a finding or a place, resolved and reopened, hidden but never removed."""

from __future__ import annotations

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Path, Request, Response

from api.auth.acting import person
from api.auth.errors import Forbidden
from api.auth.people import Ability
from api.body import author_in, parse_object, read_body, text_in
from api.context import Context, context
from api.examples import answers
from api.routes.edits import text_of
from api.schemas.comments import FOLLOW, NEW, THREAD, ThreadModel
from api.store.commenting import CommentEvent, CommentRecord
from api.threads import new_comment, told
from geo.errors import InputError, NotFound

router = APIRouter(prefix="/api/layouts/{id}/comments", tags=["comments"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="意见编号 the comment's number", examples=[1])]
_NEW: Final = ("body", "feature", "finding", "place", "revision", "author")
_FOLLOW: Final = ("body", "entry", "author")
_ALREADY: Final = ("The thread is so already.", "第 1 号意见已是如此", "comment 1 is so already")


def _body(model: str, example: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


@router.get(
    "",
    summary="意见 A layout's comments",
    response_class=Response,
    responses=answers(ThreadModel, [THREAD], 404),
)
async def comments(request: Request, id: str) -> Response:
    """Every thread, the oldest first, with what has become since of what it is on."""
    shared = context(request)
    return _json(await shared.in_thread(lambda: told(shared, id, shared.reviews.comments(id))))


@router.post(
    "",
    summary="提意见 Comment",
    response_class=Response,
    responses=answers(ThreadModel, THREAD, 400, 404, 413, 422),
    openapi_extra=_body("NewCommentModel", NEW),
)
async def comment(request: Request, id: str) -> Response:
    """Begin a thread on a feature, a finding or a place of a revision."""
    shared = context(request)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def answer() -> dict[str, Any]:
        document = parse_object(body, _NEW)
        author, new = author_in(document), new_comment(shared, id, document)
        return _one(shared, shared.reviews.comment(id, new, author=author))

    return _json(await shared.in_thread(answer))


def _follow(name: str, summary: str, about: str) -> None:
    async def follow(request: Request, id: str, number: Number) -> Response:
        shared = context(request)
        body = await read_body(request, shared.settings.body_limit_bytes)

        def answer() -> dict[str, Any]:
            event = _event(shared, id, number, name, parse_object(body, _FOLLOW))
            return _one(shared, shared.reviews.follow(id, number, event))

        return _json(await shared.in_thread(answer))

    follow.__name__, follow.__doc__ = name, about
    router.post(
        f"/{{number}}/{name}",
        summary=summary,
        response_class=Response,
        responses=answers(ThreadModel, THREAD, 400, 404, 409, 413, 422, conflict=_ALREADY),
        openapi_extra=_body("FollowModel", FOLLOW | ({"entry": 0} if name == "hide" else {})),
    )(follow)


_follow("reply", "回复 Reply", "Add a text to a thread.")
_follow("resolve", "标为已解决 Resolve", "Say that what a thread asks for is done.")
_follow("reopen", "重新打开 Reopen", "Say that what a thread asks for is not done after all.")
_follow("hide", "隐藏 Hide", "Show a text no longer, with the reason in its place: one's own, or any for reviewers.")


def _event(shared: Context, id: str, number: int, what: str, document: dict[str, Any]) -> CommentEvent:
    author = author_in(document)
    needed = what in ("reply", "hide")
    body = text_in(document, "body") if needed else text_of(document, "body")
    entry = document.get("entry")
    if what != "hide":
        if entry is not None:
            raise InputError("只有隐藏时才指明", "is named only to hide it", where="entry")
        return CommentEvent(what, author, body)
    if isinstance(entry, bool) or not isinstance(entry, int) or not 0 <= entry < 2**31:
        raise InputError("应为条目编号，0 为首条", "must be the number of an entry, 0 for the first", where="entry")
    _own(shared, id, number, entry)
    return CommentEvent(what, author, body, entry)


def _own(shared: Context, id: str, number: int, entry: int) -> None:
    """Only reviewers hide what others wrote. Raises NotFound, Forbidden."""
    who = person()
    if who.may(Ability.REVIEW):
        return
    thread = next((one for one in shared.reviews.comments(id) if one.number == number), None)
    keys = {} if thread is None else {0: thread.person} | {event.number: event.person for event in thread.events}
    if entry not in keys:
        raise NotFound(f"第 {number} 号意见没有第 {entry} 条", f"comment {number} has no entry {entry}")
    if keys[entry] != who.key:
        raise Forbidden(
            "只能隐藏自己的意见；他人的由审查人员隐藏", "you may hide your own words; others' a reviewer may"
        )


def _one(shared: Context, record: CommentRecord) -> dict[str, Any]:
    return told(shared, record.layout, [record])[0]


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), headers={"Cache-Control": "no-store"}, media_type="application/json")
