"""Indicators of a rulebook: targets, values and where they stand; values one by one or as a table."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.answers import tag, tagged
from api.auth.acting import signature
from api.body import parse_json, read_body
from api.context import Context, context
from api.examples import answers
from api.schemas.indicators import ENTER, INDICATORS, TABLE, EnteredModel, IndicatorsModel
from geo import indicators as domain
from geo.errors import InputError
from geo.indicators import Value, check_value, combined, measured, read_values, standings
from geo.rulebook import Rulebook

router = APIRouter(prefix="/api/rulebooks/{id}/indicators", tags=["indicators"])
_MEMBERS = ("indicator", "scope", "year", "value", "source", "note", "author")
_TEXT_LIMIT = 2_000
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENTER: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/EnterModel"}, "example": ENTER}},
    }
}
_TABLE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The template, filled in: CSV (UTF-8 or GB 18030) or XLSX.",
        "content": {
            CSV: {"schema": {"type": "string"}, "example": TABLE},
            XLSX: {"schema": {"type": "string", "format": "binary"}, "example": "(a workbook)"},
        },
    }
}

OfLayout = Annotated[
    str | None, Query(description="由此布局量算 measure what this layout shows", examples=["zgc-2020"])
]
Author = Annotated[str, Query(min_length=1, max_length=200, description="填报人 who enters them", examples=["李工"])]


@router.get(
    "",
    summary="指标与进度 Indicators and progress",
    response_class=Response,
    responses=answers(IndicatorsModel, INDICATORS, 404, 422),
)
async def indicators(request: Request, id: str, layout: OfLayout = None) -> Response:
    """Every target, constraint and baseline of the rulebook's documents, with its values and its state today."""
    shared = context(request)

    def answer() -> Response:
        body = orjson.dumps(_data(shared, shared.book(id), layout))
        return tagged(request, tag("indicators", body), lambda: body, "application/json")

    return await shared.in_thread(answer)


@router.post(
    "/values",
    summary="填报一个数值 Enter a value",
    response_class=Response,
    responses=answers(EnteredModel, {"entered": 1}, 400, 404, 413, 422),
    openapi_extra=_ENTER,
)
async def enter(request: Request, id: str) -> Response:
    """Enter a value for a scope and year, or take one back; a later entry for the same year counts."""
    shared = context(request)
    book = shared.book(id)
    body = await read_body(request, shared.settings.body_limit_bytes)
    return _json(await shared.in_thread(lambda: _enter(shared, book, body)))


@router.post(
    "/table",
    summary="导入数值表 Enter a table of values",
    response_class=Response,
    responses=answers(EnteredModel, {"entered": 12}, 404, 413, 422),
    openapi_extra=_TABLE,
)
async def enter_table(request: Request, id: str, author: Author) -> Response:
    """Enter all values of a table, or none: then `cells` names every wrong cell by row and column."""
    shared = context(request)
    book = shared.book(id)
    body = await read_body(request, shared.settings.body_limit_bytes)

    def answer() -> dict[str, Any]:
        who = signature(author)
        _require_text("author", who)
        values = read_values(body, book, author=who)
        shared.store.enter_values(book.id, values, author=who)
        return {"entered": len(values)}

    return _json(await shared.in_thread(answer))


@router.get(
    "/template.csv",
    summary="填报表 CSV The template as CSV",
    response_class=Response,
    responses=answers(None, TABLE, 404, media=CSV, description="A table to fill in."),
)
def template_csv(request: Request, id: str) -> Response:
    """A table with a row for every indicator that takes a value."""
    return _file(domain.template_csv(context(request).book(id)), f"{id}-indicators.csv", CSV)


@router.get(
    "/template.xlsx",
    summary="填报表 XLSX The template as a workbook",
    response_class=Response,
    responses=answers(None, "(a workbook)", 404, media=XLSX, description="A workbook to fill in."),
)
def template_xlsx(request: Request, id: str) -> Response:
    """A workbook with a row for every indicator that takes a value."""
    return _file(domain.template_xlsx(context(request).book(id)), f"{id}-indicators.xlsx", XLSX)


def _data(shared: Context, book: Rulebook, layout: str | None) -> dict[str, Any]:
    on = shared.today()
    shown: list[Value] = []
    if layout is not None:
        record = shared.store.record(layout)
        shown = measured(shared.layout(layout, record.revision), book, on.year)
    values = combined(domain.baselines(book), shown, shared.store.indicator_values(book.id))
    found = standings(book, values, on)
    return {
        "rulebook": book.id,
        "layout": layout,
        "on": on.isoformat(),
        "counts": dict(sorted(Counter(standing.state.value for standing in found).items())),
        "indicators": [standing.data() for standing in found],
    }


def _enter(shared: Context, book: Rulebook, body: bytes) -> dict[str, Any]:
    document = parse_json(body)
    if not isinstance(document, dict):
        raise InputError("应为对象", "must be an object")
    if unknown := sorted(set(document) - set(_MEMBERS)):
        raise InputError("未知的成员", "is not a member here", where=unknown[0])
    value, withdrawn = _value(document, book)
    if wrong := check_value(value, book):
        raise InputError(wrong[0].message.zh, wrong[0].message.en, where=wrong[0].column)
    if withdrawn:
        if not value.note:
            raise InputError("撤回数值须说明原因", "must say why the value is taken back", where="note")
        shared.store.withdraw_value(book.id, value, author=value.author)
    else:
        shared.store.enter_values(book.id, [value], author=value.author)
    return {"entered": 1}


def _value(document: dict[str, Any], book: Rulebook) -> tuple[Value, bool]:
    """The value that a body gives, and whether it takes one back."""
    texts = {name: document.get(name) or "" for name in ("indicator", "scope", "source", "note", "author")}
    texts["author"] = signature("") or texts["author"]
    for name, text in texts.items():
        _require_text(name, text, optional=name in ("scope", "note"))
    texts = {name: text.strip() for name, text in texts.items()}
    indicator = book.indicators.get(texts["indicator"])
    texts["scope"] = texts["scope"] or ("" if indicator is None else indicator.scope)
    year, number = document.get("year"), document.get("value")
    if isinstance(year, bool) or not isinstance(year, int):
        raise InputError("应为年份", "must be a year", where="year")
    if "value" not in document or isinstance(number, bool) or not isinstance(number, int | float | None):
        raise InputError("应为数或 null", "must be a number or null", where="value")
    return Value(year=year, value=float(number or 0), **texts), number is None


def _require_text(name: str, text: Any, *, optional: bool = False) -> None:
    if not isinstance(text, str) or not (optional or text.strip()):
        raise InputError("须填写", "must be given, as text", where=name)
    if len(text) > _TEXT_LIMIT or "\0" in text:
        zh = f"不得超过 {_TEXT_LIMIT} 字，也不得含空字符"
        raise InputError(zh, f"must have at most {_TEXT_LIMIT} characters and no U+0000", where=name)


def _file(body: bytes, name: str, media: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(body, headers=headers, media_type=media)


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), headers={"Cache-Control": "no-store"}, media_type="application/json")
