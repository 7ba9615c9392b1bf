"""Signing in and out, and who is signed in."""

from __future__ import annotations

from typing import Any, Final

import anyio
import orjson
from fastapi import APIRouter, Request, Response

from api.auth import sessions
from api.auth.acting import acting, person
from api.auth.door import identity_of
from api.auth.people import Ability, Person
from api.auth.sign_in import sign_in
from api.body import parse_object, read_body, secret_text, text_in
from api.context import Context, context
from api.examples import answers
from api.schemas.people import SESSION, SIGN_IN, SessionModel
from api.store.people import person_of

router = APIRouter(prefix="/api/session", tags=["people"])
LIMIT_BYTES: Final = 64 * 1024
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SignInModel"}, "example": SIGN_IN}},
    }
}


@router.get(
    "",
    summary="谁已登录 Who is signed in",
    response_class=Response,
    responses=answers(SessionModel, SESSION),
)
async def get(request: Request) -> Response:
    """Who asks and what they may do, and whether anybody has claimed this service."""
    return await told(request, person(), identity_of(request).session)


@router.post(
    "",
    summary="登录 Sign in",
    response_class=Response,
    responses=answers(SessionModel, SESSION, 400, 401, 403, 413, 422, 429),
    openapi_extra=_BODY,
)
async def post(request: Request) -> Response:
    """Sign in with name and password; the session that begins is a new one, in a cookie."""
    shared = context(request)
    document = parse_object(await read_body(request, LIMIT_BYTES), ("name", "password"))
    name, password, address = text_in(document, "name"), secret_text(document, "password"), acting().address

    def check() -> int:
        return sign_in(shared.store.engine, shared.settings, address, name, password)

    number = await anyio.to_thread.run_sync(check, limiter=shared.passwords)
    return await begun(request, number)


@router.delete(
    "",
    status_code=204,
    summary="退出 Sign out",
    response_class=Response,
    responses=answers(None, "", 401, 403, good=204),
)
async def delete(request: Request) -> Response:
    """Sign out: the session ends here, whoever may still hold its cookie."""
    shared, session = context(request), identity_of(request).session
    if session:
        await anyio.to_thread.run_sync(sessions.end, shared.store.engine, session)
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    sessions.drop_cookie(response, request, shared.settings)
    return response


async def begun(request: Request, number: int) -> Response:
    """A new session for a person, in the place of the one that the browser had."""
    shared = context(request)
    who, secret = await begin(request, number)
    response = await told(request, who, secret)
    sessions.put_cookie(response, request, shared.settings, secret)
    return response


async def begin(request: Request, number: int) -> tuple[Person, str]:
    """Who has signed in, and the secret of the session that begins; the one that the browser had ends."""
    shared = context(request)
    before = sessions.secret_in(request, shared.settings)
    return await anyio.to_thread.run_sync(_begin, shared, number, before)


def _begin(shared: Context, number: int, before: str) -> tuple[Person, str]:
    engine = shared.store.engine
    if before:
        sessions.end(engine, before)
    sessions.sweep(engine, shared.settings)
    return person_of(engine, number), sessions.begin(engine, number)


async def told(request: Request, who: Person, secret: str) -> Response:
    """Who asks, as JSON."""
    shared = context(request)
    found = {
        "person": shown(who) if who.known else None,
        "claimed": await shared.identities.claimed(),
        "oidc": bool(shared.settings.oidc_issuer and shared.settings.oidc_client_id),
        "csrf": sessions.csrf_of(secret) if secret else None,
        "abilities": sorted(ability for ability in Ability if who.may(ability)),
    }
    return Response(orjson.dumps(found), headers={"Cache-Control": "no-store"}, media_type="application/json")


def shown(who: Person) -> dict[str, Any]:
    """A person as JSON shows one."""
    districts = None if who.districts is None else sorted(who.districts)
    return {"key": who.key, "name": who.name, "role": who.role, "districts": districts}
