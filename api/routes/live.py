"""Living together in one layout: its news as they happen, who is there, and features that are held.

A hold is a courtesy. It is refused (423) when somebody begins to edit what another one edits, before any work is done,
and may be taken over, of which the holder is told. Saving is never refused for it: a hold lapses with a closed lid or a
crash, and must not cost the work of an hour. What keeps two people from overwriting each other is If-Match, always.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Header, Query, Request, Response

from api.auth.acting import person
from api.body import parse_object, read_body, text_in
from api.context import context
from api.examples import Answers, answers
from api.live.look import Known
from api.live.wire import EventStream
from api.schemas.live import CLIENT, EVENTS, HELD, HOLD, SIGN, SIGNED, HeldModel, SignedModel
from api.store.presence import KEEP_S, Window
from geo.errors import InputError

router = APIRouter(prefix="/api/layouts/{id}", tags=["live"])
SIGN_S: Final = 15
_CLIENT: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
Client = Annotated[
    str,
    Query(pattern=f"^{_CLIENT.pattern}$", description="窗口自取的名字 what the window calls itself", examples=[CLIENT]),
]


def _body(model: str, example: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def _problems(found: Answers, status: int, description: str, model: str = "ProblemModel") -> Answers:
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    return found | {status: {"description": description, "content": content}}


@router.get(
    "/events",
    summary="布局的实时动态 A layout's news as they happen",
    response_class=Response,
    responses=_problems(
        answers(None, EVENTS, 404, 422, media="text/event-stream", description="Server-sent events, without end."),
        429,
        "There are as many streams as may be.",
    ),
)
async def events(
    request: Request,
    id: str,
    client: Annotated[Client | None, Query()] = None,
    since: Annotated[
        str | None, Query(description="已知的版本，或最近一次动态的编号 the revision, or last id, that is known")
    ] = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Revisions, findings, publications, who is present and what is held, told as they happen.

    After a break the events that were missed come first; `resync` says that they are too many, and that the reader
    should read the layout anew. With `client`, that window counts as closed when the stream ends.
    """
    shared = context(request)
    who = person()
    known = Known.read(last_event_id or since or "")
    stream, first = await shared.hub.open(id, known, who.key if who.known else "")
    if client is not None:
        window = Window(id, client, who)
        stream.after = lambda: shared.presences.leave(window)
    return EventStream(stream, first)


@router.post(
    "/presence",
    summary="我在这里 A sign of life",
    response_class=Response,
    responses=answers(SignedModel, SIGNED, 400, 404, 413, 422),
    openapi_extra=_body("SignModel", SIGN),
)
async def sign(request: Request, id: str) -> Response:
    """Say that the layout is open in a window, and which feature is edited there; renews what the window holds."""
    shared = context(request)
    document = parse_object(await read_body(request, shared.settings.body_limit_bytes), ("client", "feature"))
    feature = None if document.get("feature") is None else text_in(document, "feature")
    window = _window(id, document)

    def work() -> int:
        shared.store.record(id)
        return shared.presences.sign(window, feature)

    guest = await shared.beside(work)
    return _json({"guest": guest, "again_s": SIGN_S, "gone_s": int(KEEP_S)})


@router.delete(
    "/presence",
    status_code=204,
    summary="我走了 A window is closed",
    response_class=Response,
    responses=answers(None, "", 422, good=204),
)
async def leave(request: Request, id: str, client: Client) -> Response:
    """Say that a window is closed: it holds nothing any more, and what it sent before and comes later is passed over.

    A window that opens the layout again calls itself something else.
    """
    shared = context(request)
    await shared.beside(lambda: shared.presences.close(Window(id, client, person())))
    return Response(status_code=204)


@router.post(
    "/locks",
    summary="占用要素 Hold a feature",
    response_class=Response,
    responses=_problems(
        answers(HeldModel, HELD, 400, 404, 413, 422), 423, "Another window holds it; `holder` says who.", "LockedModel"
    ),
    openapi_extra=_body("HoldModel", HOLD),
)
async def hold(request: Request, id: str) -> Response:
    """Hold a feature while it is edited, for two minutes after each sign of life; `take` takes it over.

    A courtesy: saving does not depend on it.
    """
    shared = context(request)
    document = parse_object(await read_body(request, shared.settings.body_limit_bytes), ("client", "feature", "take"))
    window, feature, take = _window(id, document), text_in(document, "feature"), document.get("take", False)
    if not isinstance(take, bool):
        raise InputError("应为 true 或 false", "must be true or false", where="take")

    def work() -> dict[str, str]:
        shared.store.record(id)
        until = shared.presences.hold(window, feature, take=take)
        return {"feature": feature, "until": until.isoformat()}

    return _json(await shared.beside(work))


@router.delete(
    "/locks",
    status_code=204,
    summary="放开要素 Let go of a feature",
    response_class=Response,
    responses=answers(None, "", 422, good=204),
)
async def release(
    request: Request,
    id: str,
    client: Client,
    feature: Annotated[
        str | None, Query(description="要素编号，默认全部 a feature's id; default: all that the window holds")
    ] = None,
) -> Response:
    """Let go of a feature, or of all that the window holds."""
    shared = context(request)
    if feature is not None and "\0" in feature:
        raise InputError("不得含空字符", "must have no U+0000", where="feature")
    await shared.beside(lambda: shared.presences.release(Window(id, client, person()), feature))
    return Response(status_code=204)


def _window(layout: str, document: dict[str, Any]) -> Window:
    client = text_in(document, "client")
    if not _CLIENT.fullmatch(client):
        raise InputError(
            "应为 8 到 64 个字母、数字或连字符", "must be 8 to 64 letters, digits or hyphens", where="client"
        )
    return Window(layout, client, person())


def _json(value: dict[str, Any]) -> Response:
    return Response(orjson.dumps(value), headers={"Cache-Control": "no-store"}, media_type="application/json")
