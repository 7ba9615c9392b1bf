"""Request bodies: read up to a limit, parsed with the place named when they do not parse."""

from __future__ import annotations

import json
import math
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from api.auth.acting import signature
from api.problems import NotJSON, TooLarge
from geo.errors import InputError
from geo.exchange import geojson
from geo.model import Layout

TEXT_LIMIT = 2_000
DRAIN_LIMIT_S = 20.0
DRAIN_LIMIT_BYTES = 2 * 1024**3
_EXPLAIN_LIMIT_BYTES = 8 * 1024**2
_TOO_DEEP = ("JSON 嵌套过深", "the JSON is nested too deeply")


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """The request's body.

    Raises:
        TooLarge: it is larger than the limit; at most `limit_bytes` of it were held.
    """
    try:
        return b"".join([part async for part in _limited(request, limit_bytes)])
    except TooLarge:
        await _drain(request)
        raise


async def save_body(request: Request, limit_bytes: int, path: Path) -> None:
    """The request's body, put into a file as it comes.

    Raises:
        TooLarge: it is larger than the limit; at most `limit_bytes` of it were written.
    """
    try:
        with path.open("wb") as file:
            async for part in _limited(request, limit_bytes):
                file.write(part)
    except TooLarge:
        await _drain(request)
        raise


async def _limited(request: Request, limit_bytes: int) -> AsyncIterator[bytes]:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit_bytes:
        raise _too_large(limit_bytes)
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit_bytes:
            raise _too_large(limit_bytes)
        yield part


async def _drain(request: Request) -> None:
    """Let the rest pass by, so that a client that is still sending gets to read our answer.

    A client that waits to be asked for the body is not asked, and one that never ends is cut off.
    """
    if "100-continue" in request.headers.get("expect", "").lower():
        return
    until, passed = time.monotonic() + DRAIN_LIMIT_S, 0
    try:
        while passed < DRAIN_LIMIT_BYTES and time.monotonic() < until:
            message = await request.receive()
            passed += len(message.get("body", b""))
            if not message.get("more_body", False):
                return
    except ClientDisconnect:
        return


def _too_large(limit_bytes: int) -> TooLarge:
    megabytes = limit_bytes / 1024**2
    return TooLarge(f"请求内容超过 {megabytes:g} MB 的上限", f"the body is larger than the limit of {megabytes:g} MB")


def parse_json(body: bytes) -> Any:
    """A JSON body as Python values.

    Raises:
        NotJSON: it is not JSON; the sentence says where.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _not_json(body, error) from error


def parse_object(body: bytes, members: Sequence[str]) -> dict[str, Any]:
    """A JSON body as an object that has no other members than these. Raises NotJSON, InputError."""
    document = parse_json(body)
    if not isinstance(document, dict):
        raise InputError("应为对象", "must be an object")
    if unknown := sorted(set(document) - set(members)):
        raise InputError("未知的成员", "is not a member here", where=unknown[0])
    return document


def text_in(document: dict[str, Any], name: str, *, place: str | None = None) -> str:
    """A member that must be given, as text; `place` names it where it is inside another one. Raises InputError."""
    value, where = document.get(name), place or name
    if not isinstance(value, str) or not value.strip():
        raise InputError("须填写", "must be given, as text", where=where)
    if "\0" in value or len(value) > TEXT_LIMIT:
        zh = f"不得超过 {TEXT_LIMIT} 字，也不得含空字符"
        raise InputError(zh, f"must have at most {TEXT_LIMIT} characters and no U+0000", where=where)
    return value.strip()


def author_in(document: dict[str, Any]) -> str:
    """Who stands under a write: whoever signed in, else the member `author`, which must be given. Raises InputError."""
    return signature("") or text_in(document, "author")


def secret_text(document: dict[str, Any], name: str) -> str:
    """A member that must be given, as it is: spaces belong to a password. Raises InputError."""
    value = document.get(name)
    if not isinstance(value, str) or not value:
        raise InputError("须填写", "must be given, as text", where=name)
    if len(value) > TEXT_LIMIT:
        raise InputError(f"不得超过 {TEXT_LIMIT} 字", f"must have at most {TEXT_LIMIT} characters", where=name)
    return value


def parse_layout(body: bytes, *, rulebook: str) -> Layout:
    """A GeoJSON body as a layout.

    Raises:
        NotJSON: it is not JSON.
        InputError: it is not GeoJSON, or a value is wrong; the message names the place.
    """
    try:
        return geojson.loads(body, rulebook=rulebook)
    except InputError as error:
        if isinstance(error.__cause__, orjson.JSONDecodeError):
            raise _not_json(body, error.__cause__) from error
        raise
    except (RecursionError, orjson.JSONEncodeError) as error:
        raise InputError(*_TOO_DEEP) from error


def _not_json(body: bytes, error: orjson.JSONDecodeError) -> NotJSON:
    """Where the body stops being JSON: NaN and Infinity by their place in the structure, else by line."""
    if not body.strip():
        return NotJSON("请求内容为空", "the body is empty")
    if "depth" in error.msg:
        return NotJSON(*_TOO_DEEP)
    if len(body) <= _EXPLAIN_LIMIT_BYTES and (place := _not_finite(body)) is not None:
        return NotJSON("NaN 和 Infinity 不是 JSON 中的数", "NaN and Infinity are not numbers in JSON", where=place)
    return NotJSON(
        f"不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 列",
        f"not valid JSON: {error.msg}",
        where=f"line {error.lineno}, column {error.colno}",
    )


def _not_finite(body: bytes) -> str | None:
    """The place of the first number that is not finite, if that is all that is wrong with the body."""
    try:
        return next(_places_not_finite(json.loads(body), ""), None)
    except (ValueError, RecursionError):
        return None


def _places_not_finite(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, float) and not math.isfinite(value):
        yield place or "$"
    elif isinstance(value, list):
        for i, entry in enumerate(value):
            yield from _places_not_finite(entry, f"{place}[{i}]")
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _places_not_finite(entry, f"{place}.{key}" if place else key)
