"""Every error as `application/problem+json` (RFC 9457), in the reader's language and in both.

The domain raises plain errors; the table here says which status each has.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import orjson
import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.errors import Forbidden, ForeignDistrict, TooMany, Unauthorised
from api.methods import methods_of
from api.store import Refused, StaleRevision
from api.store.presence import Held
from geo.errors import Conflict, InputError, NotFound, OutOfScale, RulebookError, Unavailable, UnknownCRS, YuantuError
from geo.indicators import WrongCells
from geo.model import Text

log = logging.getLogger("yuantu")


class NotJSON(InputError):
    """A body is not JSON at all."""


class TooLarge(YuantuError):
    """A body is larger than this server takes."""


class Blocked(InputError):
    """A layout cannot be published: the findings that are in the way, as JSON objects."""

    def __init__(self, zh: str, en: str, findings: list[dict[str, Any]]) -> None:
        super().__init__(zh, en)
        self.findings = findings


class Unresolved(Conflict):
    """A merge or revert has conflicts that nobody has chosen: these, as JSON objects."""

    def __init__(self, conflicts: list[dict[str, Any]]) -> None:
        n = len(conflicts)
        there = "there is 1 conflict" if n == 1 else f"there are {n} conflicts"
        super().__init__(f"有 {n} 处冲突尚未选定", f"{there} to choose")
        self.conflicts = conflicts


class BadParameter(InputError):
    """A parameter of an OGC address is unknown or wrong: the standards want 400 for it."""


class NotAcceptable(YuantuError):
    """The client takes none of the encodings that there are."""


class PreconditionFailed(YuantuError):
    """A write is about a state that is no longer there."""


class PreconditionMissing(YuantuError):
    """A write does not say which revision it edits."""


STATUS: dict[type[YuantuError], int] = {
    Unauthorised: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    StaleRevision: 409,
    Unresolved: 409,
    TooLarge: 413,
    NotJSON: 400,
    BadParameter: 400,
    NotAcceptable: 406,
    InputError: 422,
    UnknownCRS: 422,
    Refused: 422,
    Blocked: 422,
    WrongCells: 422,
    PreconditionFailed: 412,
    Held: 423,
    PreconditionMissing: 428,
    TooMany: 429,
    RulebookError: 500,
    OutOfScale: 500,
    Unavailable: 503,
}

TITLES: dict[int, Text] = {
    400: Text("请求无法解析", "Bad request"),
    401: Text("需要登录", "Unauthorized"),
    403: Text("没有权限", "Forbidden"),
    404: Text("未找到", "Not found"),
    405: Text("不支持的方法", "Method not allowed"),
    406: Text("没有可接受的格式", "Not acceptable"),
    409: Text("版本冲突", "Conflict"),
    412: Text("前提条件不成立", "Precondition failed"),
    413: Text("内容过大", "Content too large"),
    422: Text("内容有误", "Unprocessable content"),
    423: Text("正被他人编辑", "Locked"),
    428: Text("缺少前提条件", "Precondition required"),
    429: Text("请求过于频繁", "Too many requests"),
    500: Text("服务器内部错误", "Internal server error"),
    503: Text("服务暂不可用", "Service unavailable"),
}

_NAMES = {413: "content-too-large", 422: "unprocessable-content"}
_MISFITS = {
    "missing": "缺失",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "literal_error": "不在可选值之列",
    "greater_than_equal": "过小",
    "less_than_equal": "过大",
}
_NO_ROUTE = Text("没有这个地址", "there is nothing at this address")
_NO_METHOD = Text("此地址不支持 {method} 方法", "this address does not take {method}")
_CRASH = Text("服务器出错，已记入日志", "something went wrong here; it has been logged")
_NO_RIGHT = Text(
    "数据库拒绝了这次写入：您的角色或区域不允许",
    "the database refused this write: your role or your districts do not allow it",
)
_NO_DATABASE = Text("数据库没有应答，请稍后再试", "the database does not answer; try again later")


def language(request: Request) -> str:
    """ "zh" or "en", whichever the reader prefers; zh unless asked otherwise."""
    best, chosen = 0.0, "zh"
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag, _, quality = part.strip().partition(";")
        code = tag.split("-")[0]
        weight = _weight(quality)
        if code in ("zh", "en") and weight > best:
            best, chosen = weight, code
    return chosen


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=")) if quality else 1.0
    except ValueError:
        return 0.0


def problem(request: Request, status: int, message: Text, *, where: str | None = None, **more: Any) -> Response:
    """A problem document: `detail` in the reader's language, `message` in both, `where` at which place."""
    lang = language(request)
    title = TITLES.get(status) or Text(HTTPStatus(status).phrase, HTTPStatus(status).phrase)
    name = _NAMES.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "-")
    body: dict[str, Any] = {
        "type": f"urn:yuantu:problem:{name}",
        "title": getattr(title, lang),
        "status": status,
        "detail": getattr(message, lang),
        "instance": request.url.path,
        "message": message.data(),
    }
    if where is not None:
        body["where"] = where
    headers = {"Content-Language": lang, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    content = orjson.dumps(body | more, option=orjson.OPT_SERIALIZE_NUMPY)
    return Response(content, status, headers, media_type="application/problem+json")


def _status(error: YuantuError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


async def on_yuantu_error(request: Request, error: Exception) -> Response:
    """A fault of the domain, with what it carries: the changes since, or the features kept out."""
    assert isinstance(error, YuantuError)
    status = _status(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
    more: dict[str, Any] = {}
    if isinstance(error, StaleRevision):
        changed = {id for change in error.changes for id in (*change.put, *change.deleted)}
        more = {"revision": error.current, "changed": sorted(changed)}
        more["changes"] = [change.data() for change in error.changes]
    if isinstance(error, Refused):
        more = {"refused": [refusal.data() for refusal in error.refused], "findings": error.findings}
    if isinstance(error, ForeignDistrict):
        more = {"features": error.features}
    if isinstance(error, Blocked):
        more = {"findings": error.findings}
    if isinstance(error, Held):
        more = {"holder": error.holder.data()}
    if isinstance(error, Unresolved):
        more = {"conflicts": error.conflicts}
    if isinstance(error, WrongCells):
        more = {"cells": [cell.data() for cell in error.cells]}
    response = problem(request, status, Text(error.zh, error.en), where=error.where, **more)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.after_s)
    if isinstance(error, Unauthorised):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def on_http_error(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: unknown address, wrong method."""
    assert isinstance(error, HTTPException)
    message = Text(str(error.detail), str(error.detail))
    if error.status_code == 404:
        message = _NO_ROUTE
    elif error.status_code == 405:
        message = _NO_METHOD.format(method=request.method)
    response = problem(request, error.status_code, message)
    response.headers.update(error.headers or {})
    if error.status_code == 405 and (methods := methods_of(request.app, request.url.path)):
        response.headers["Allow"] = ", ".join(sorted(methods))
    return response


async def on_invalid_request(request: Request, error: Exception) -> Response:
    """A parameter that does not fit: the first one, by name."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = str(first["loc"][-1])
    misfit = _MISFITS.get(first["type"], first["msg"])
    message = Text(f"参数 {where} {misfit}", f"parameter {where}: {first['msg']}")
    return problem(request, 422, message, where=where)


async def on_database_error(request: Request, error: Exception) -> Response:
    """The database refuses the person, or it is gone or too busy: not the reader's fault, and worth another try."""
    if isinstance(getattr(error, "orig", error), psycopg.errors.InsufficientPrivilege):
        log.warning("%s %s: %s", request.method, request.url.path, error)
        return problem(request, 403, _NO_RIGHT)
    log.error("%s %s: %s", request.method, request.url.path, error)
    lost = isinstance(error, OperationalError | PoolTimeout | psycopg.OperationalError)
    lost = lost or (isinstance(error, DBAPIError) and error.connection_invalidated)
    if not lost:
        return problem(request, 500, _CRASH)
    response = problem(request, 503, _NO_DATABASE)
    response.headers["Retry-After"] = "2"
    return response


class CrashGuard:
    """Anything else that goes wrong: logged with its traceback, and the reader learns nothing of our insides."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a crash before the answer has begun becomes a problem document."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            return
        except Exception:
            log.exception("%s %s", scope["method"], scope["path"])
            if begun:
                raise
            await problem(Request(scope), 500, _CRASH)(scope, receive, send)


def install(app: FastAPI) -> None:
    """Answer every error as a problem."""
    app.add_exception_handler(YuantuError, on_yuantu_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(DBAPIError, on_database_error)
    app.add_exception_handler(PoolTimeout, on_database_error)
    app.add_exception_handler(psycopg.Error, on_database_error)
    app.add_middleware(CrashGuard)
