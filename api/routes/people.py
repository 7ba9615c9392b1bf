"""Looking after people: who is there, as what, and in which districts a planner draws."""

from __future__ import annotations

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Path, Request, Response

from api.auth import claims, sessions
from api.auth.acting import person
from api.auth.door import identity_of
from api.auth.names import read_name
from api.auth.people import Role
from api.body import parse_object, read_body, text_in
from api.context import context
from api.examples import answers
from api.routes.session import LIMIT_BYTES
from api.schemas.people import ADD_PERSON, CHANGE_PERSON, ENTRY, LINKED, LinkedPersonModel, PersonEntryModel
from api.store import people
from api.store.people import PersonRecord
from geo.errors import Conflict, InputError

router = APIRouter(prefix="/api/people", tags=["people"])
Key = Annotated[int, Path(ge=1, le=2**63 - 1, description="人员编号 number of the person", examples=[7])]
_CHANGES: Final = ("role", "districts", "active", "oidc", "link")
_MOST: Final = 100
_TAKEN: Final = (
    "Somebody has that name, or nobody has claimed the service yet.",
    "已有同名的人员",
    "the name is taken",
)
_LAST: Final = ("No administrator would be left.", "至少须有一位在用的管理员", "at least one administrator must remain")


def _body(model: str, example: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


@router.get(
    "",
    summary="人员 People",
    response_class=Response,
    responses=answers(PersonEntryModel, [ENTRY]),
)
def get(request: Request) -> Response:
    """Everybody who may sign in, or once did."""
    return _json([entry.data() for entry in people.people(context(request).store.engine)])


@router.post(
    "",
    status_code=201,
    summary="新增人员 Add a person",
    response_class=Response,
    responses=answers(LinkedPersonModel, LINKED, 400, 409, 413, 422, conflict=_TAKEN, good=201),
    openapi_extra=_body("AddPersonModel", ADD_PERSON),
)
async def post(request: Request) -> Response:
    """Add somebody; `link` is to be given to them, who choose their password with it within seven days."""
    shared, body = context(request), await read_body(request, LIMIT_BYTES)

    def add() -> dict[str, Any]:
        document = parse_object(body, ("name", "role", "districts"))
        name, role = read_name(text_in(document, "name")), _role(document)
        districts = _districts(document)
        _require_claimed()
        added = people.add(shared.store.engine, name, role, districts)
        return added.data() | {"link": _link(request, added)}

    return _json(await shared.in_thread(add), 201)


@router.patch(
    "/{key}",
    summary="修改人员 Change a person",
    response_class=Response,
    responses=answers(LinkedPersonModel, LINKED, 400, 404, 409, 413, 422, conflict=_LAST),
    openapi_extra=_body("ChangePersonModel", CHANGE_PERSON),
)
async def patch(request: Request, key: Key) -> Response:
    """Change what somebody may do, which ends their sessions; `link` true makes a link for another password."""
    shared, body = context(request), await read_body(request, LIMIT_BYTES)

    def change() -> dict[str, Any]:
        document = parse_object(body, _CHANGES)
        changed = _changed(document)
        _require_claimed()
        engine = shared.store.engine
        entry = people.change(engine, key, changed) if changed else people.record_of(engine, key)
        if changed:
            own = identity_of(request).session if person().key == entry.key else ""
            sessions.end_all(engine, key, but=own)
        return entry.data() | {"link": _link(request, entry) if document.get("link") else None}

    return _json(await shared.in_thread(change))


def _changed(document: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if "role" in document:
        changed["role"] = _role(document)
    if "districts" in document:
        changed["districts"] = _districts(document)
    for name in ("active", "link"):
        if name in document and not isinstance(document[name], bool):
            raise InputError("应为 true 或 false", "must be true or false", where=name)
    if "active" in document:
        changed["active"] = document["active"]
    if "oidc" in document:
        oidc = document["oidc"]
        if oidc is not None and not isinstance(oidc, dict):
            raise InputError("应为对象或 null", "must be an object or null", where="oidc")
        for name in ("issuer", "subject"):
            changed[name] = None if oidc is None else text_in(oidc, name, place=f"oidc.{name}")
    return changed


def _role(document: dict[str, Any]) -> Role:
    given = document.get("role")
    if given not in list(Role):
        names = ", ".join(Role)
        raise InputError(f"应为 {names} 之一", f"must be one of {names}", where="role")
    return Role(given)


def _districts(document: dict[str, Any]) -> tuple[str, ...] | None:
    """Where a planner may draw: names as features have them, none twice; None for everywhere."""
    given = document.get("districts")
    if given is None:
        return None
    if not isinstance(given, list) or len(given) > _MOST:
        raise InputError("应为行政区名的列表或 null", "must be a list of names of districts or null", where="districts")
    for place, name in enumerate(given):
        text_in({"name": name}, "name", place=f"districts[{place}]")
    return tuple(sorted({name.strip() for name in given}))


def _require_claimed() -> None:
    """The first person is made with the link: whoever else did so would lock the machine's own user out."""
    if not person().known:
        raise Conflict(
            "请先用一次性链接设立首位管理员（服务启动时显示，或运行 yuantu db claim）",
            "make the first administrator with the one-time link first: see the server's start, or yuantu db claim",
        )


def _link(request: Request, entry: PersonRecord) -> str:
    shared = context(request)
    path = claims.path_of(claims.offer(shared.store.engine, int(entry.key)), entry.name)
    return f"{(shared.settings.public_url or str(request.base_url)).rstrip('/')}/{path}"


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, {"Cache-Control": "no-store"}, "application/json")
