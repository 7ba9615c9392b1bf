"""Using a link that works once: the first administrator is made, or a person chooses a password."""

from __future__ import annotations

from typing import Any, Final

import anyio
from fastapi import APIRouter, Request, Response

from api.auth import claims
from api.body import parse_object, read_body, secret_text, text_in
from api.context import context
from api.examples import answers
from api.routes.session import LIMIT_BYTES, begun
from api.schemas.people import CLAIM, SESSION, SessionModel

router = APIRouter(prefix="/api/claim", tags=["people"])
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ClaimModel"}, "example": CLAIM}},
    }
}
_OTHER: Final = ("The link is for somebody of another name.", "此链接属于 王工", "this link is for 王工")


@router.post(
    "",
    summary="用一次性链接设密码 Choose a password with a link",
    response_class=Response,
    responses=answers(SessionModel, SESSION, 400, 403, 409, 413, 422, conflict=_OTHER),
    openapi_extra=_BODY,
)
async def post(request: Request) -> Response:
    """Choose a password, as the first administrator also a name; the link is spent, and the browser signed in."""
    shared = context(request)
    document = parse_object(await read_body(request, LIMIT_BYTES), ("code", "name", "password"))
    code, password = text_in(document, "code"), secret_text(document, "password")
    name = None if document.get("name") is None else text_in(document, "name")

    def take() -> int:
        return claims.take(shared.store.engine, code, name, password)

    return await begun(request, await anyio.to_thread.run_sync(take, limiter=shared.passwords))
