"""One's own account: another password, and tokens for programs."""

from __future__ import annotations

from typing import Annotated, Any, Final

import anyio
import orjson
from fastapi import APIRouter, Path, Request, Response

from api.auth import sessions, tokens
from api.auth.acting import acting, person
from api.auth.door import identity_of
from api.auth.errors import Forbidden
from api.auth.people import Ability
from api.auth.sign_in import change_password
from api.body import parse_object, read_body, secret_text, text_in
from api.context import context
from api.examples import answers
from api.routes.session import LIMIT_BYTES, begun
from api.schemas.people import (
    ADD_TOKEN,
    CHANGE_PASSWORD,
    MADE_TOKEN,
    SESSION,
    TOKEN,
    MadeTokenModel,
    SessionModel,
    TokenModel,
)
from geo.errors import InputError

router = APIRouter(tags=["people"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1, description="令牌编号 number of the token", examples=[1])]
_LABEL_LIMIT: Final = 100
_USUAL_DAYS: Final = 90
_SCOPES: Final = tuple(ability for ability in Ability if ability not in (Ability.OPEN, Ability.READ_PUBLIC))


def _body(model: str, example: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


@router.post(
    "/api/password",
    summary="修改密码 Change the password",
    response_class=Response,
    responses=answers(SessionModel, SESSION, 400, 401, 403, 413, 422, 429),
    openapi_extra=_body("ChangePasswordModel", CHANGE_PASSWORD),
)
async def password(request: Request) -> Response:
    """Choose another password: all sessions end, and this browser begins a new one. Tokens go on working."""
    shared = context(request)
    document = parse_object(await read_body(request, LIMIT_BYTES), ("current", "password"))
    current, wanted = secret_text(document, "current"), secret_text(document, "password")
    number, name, address = _own(request), person().name, acting().address
    engine = shared.store.engine

    def change() -> None:
        change_password(engine, shared.settings, address, name, current, wanted)
        sessions.end_all(engine, number)

    await anyio.to_thread.run_sync(change, limiter=shared.passwords)
    return await begun(request, number)


@router.delete(
    "/api/sessions",
    status_code=204,
    summary="退出其他各处的登录 Sign out everywhere else",
    response_class=Response,
    responses=answers(None, "", 401, 403, good=204),
)
async def elsewhere(request: Request) -> Response:
    """End the sessions of all other browsers, as after a lost computer; this one and tokens go on."""
    number, here = _own(request), identity_of(request).session
    engine = context(request).store.engine
    await anyio.to_thread.run_sync(lambda: sessions.end_all(engine, number, but=here))
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.get(
    "/api/tokens",
    summary="我的令牌 My tokens",
    response_class=Response,
    responses=answers(TokenModel, [TOKEN]),
)
def get(request: Request) -> Response:
    """One's own tokens, also those that have ended; what they are is told when they are made, and never again."""
    found = tokens.tokens_of(context(request).store.engine, _own(request))
    return _json([token.data() for token in found])


@router.post(
    "/api/tokens",
    status_code=201,
    summary="新建令牌 Make a token",
    response_class=Response,
    responses=answers(MadeTokenModel, MADE_TOKEN, 400, 413, 422, good=201),
    openapi_extra=_body("AddTokenModel", ADD_TOKEN),
)
async def post(request: Request) -> Response:
    """Make a token for a program, to be sent as `Authorization: Bearer yt_…`; it is told this once."""
    shared = context(request)
    document = parse_object(await read_body(request, LIMIT_BYTES), ("label", "scopes", "days"))
    label, scopes, days = _label(document), _scopes(document), _days(document)
    number = _own(request)

    def make() -> dict[str, Any]:
        token, record = tokens.make(shared.store.engine, number, label, scopes, days)
        return record.data() | {"token": token}

    return _json(await shared.in_thread(make), 201)


@router.delete(
    "/api/tokens/{number}",
    status_code=204,
    summary="撤销令牌 Revoke a token",
    response_class=Response,
    responses=answers(None, "", 404, 422, good=204),
)
def delete(request: Request, number: Number) -> Response:
    """End one of one's tokens, at once."""
    tokens.revoke(context(request).store.engine, _own(request), number)
    return Response(status_code=204)


def _own(request: Request) -> int:
    """The number of the person who signed in with this browser: a token changes nothing about its owner."""
    if not identity_of(request).session:
        raise Forbidden("请在浏览器中登录后再做；令牌不能代替", "sign in with a browser for this; a token does not do")
    return int(person().key)


def _label(document: dict[str, Any]) -> str:
    label = text_in(document, "label")
    if len(label) > _LABEL_LIMIT:
        raise InputError(f"不得超过 {_LABEL_LIMIT} 字", f"must have at most {_LABEL_LIMIT} characters", where="label")
    return label


def _scopes(document: dict[str, Any]) -> list[Ability] | None:
    given = document.get("scopes")
    if given is None:
        return None
    if not isinstance(given, list) or not given or not all(scope in _SCOPES for scope in given):
        names = ", ".join(_SCOPES)
        raise InputError(f"应为 {names} 中若干项的列表", f"must be a list of some of {names}", where="scopes")
    return sorted(set(map(Ability, given)))


def _days(document: dict[str, Any]) -> int:
    days = document.get("days", _USUAL_DAYS)
    if type(days) is not int or not 1 <= days <= tokens.LONGEST_DAYS:
        longest = tokens.LONGEST_DAYS
        raise InputError(f"应为 1 至 {longest} 的整数", f"must be a whole number from 1 to {longest}", where="days")
    return days


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, {"Cache-Control": "no-store"}, "application/json")
