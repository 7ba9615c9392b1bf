"""GET /api/layouts/{id}/sheet.pdf, .svg, .png: the printed sheet; GET /api/sheets/templates: what can be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, TypeVar

import anyio
import orjson
from fastapi import APIRouter, Depends, Query, Request, Response

from api.answers import tag, tagged
from api.context import Context, context
from api.examples import answers
from api.printing.orders import SCALES
from api.printing.press import MEDIA, Format, print_sheet
from api.routes.features import RevisionNumber
from api.routes.reports import Earlier
from api.schemas.prints import TEMPLATE, TemplateModel
from geo.sheet import TEMPLATES, Order
from geo.sheet.order import GRIDS, LANGUAGES
from geo.sheet.paper import SHORT_LONG_MM

router = APIRouter(tags=["sheets"])
T = TypeVar("T")
_GONE: Final = 499


def _choice(description: str, choices: Any) -> Any:
    return Query(description=description, json_schema_extra={"enum": list(choices)})


def _mark(description: str) -> Any:
    return Query(description=description, max_length=200)


def order(
    request: Request,
    template: Annotated[str, _choice("模板 template; see /api/sheets/templates", TEMPLATES)] = "zone_plan",
    sheet: Annotated[str, _choice("图幅 sheet size", sorted(SHORT_LONG_MM))] = "a3",
    landscape: Annotated[bool, Query(description="横幅 wide rather than high")] = True,
    scale: Annotated[
        int | None, Query(ge=SCALES[0], le=SCALES[1], description="比例尺分母 the scale's denominator; default: fitted")
    ] = None,
    lang: Annotated[str, _choice("图面语言 language of the sheet", LANGUAGES)] = "zh",
    about: Annotated[
        str | None, Query(max_length=200, description="分园、组团或问题的编号 the park, group or finding on it")
    ] = None,
    grid: Annotated[str, _choice("网格 net of lines over the map", GRIDS)] = "auto",
    maker: Annotated[str, _mark("制图单位 who made the map")] = "",
    approval: Annotated[str, _mark("审图号 approval number")] = "",
    secrecy: Annotated[str, _mark("密级 secrecy mark")] = "",
    crs: Annotated[str | None, Query(max_length=80, description="投影：只按等积投影 only the equal-area frame")] = None,
    on: Annotated[date | None, Query(description="图上的日期，默认今天 date on the sheet; default: today")] = None,
) -> Order:
    """The order in a request's query. Raises InputError."""
    return Order(
        template=template, sheet=sheet, landscape=landscape, scale=scale, lang=lang, about=about, grid=grid,
        maker=maker, approval=approval, secrecy=secrecy, crs=crs, on=on or context(request).today(),
    )  # fmt: skip


Ordered = Annotated[Order, Depends(order)]


@router.get(
    "/api/sheets/templates",
    summary="图幅模板 Templates of sheets",
    response_class=Response,
    responses=answers(TemplateModel, [TEMPLATE]),
)
def templates(request: Request) -> Response:
    """What can be printed: each template's title, what it is about, and whether it compares two revisions."""
    body = orjson.dumps([
        {"id": entry.id, "title": entry.title.data(), "about": entry.about, "needs_against": entry.needs_against}
        for entry in TEMPLATES.values()
    ])  # fmt: skip
    return tagged(request, tag("templates", body), lambda: body, "application/json")


def _add(format: Format, summary: str, example: str) -> None:
    """The route of a format."""

    @router.get(
        f"/api/layouts/{{id}}/sheet.{format}",
        summary=summary,
        name=f"sheet_{format}",
        response_class=Response,
        responses=answers(None, example, 404, 422, media=MEDIA[format], description="The sheet, true to scale."),
    )
    async def sheet(
        request: Request, id: str, order: Ordered, against: Earlier = None, revision: RevisionNumber = None
    ) -> Response:
        """The sheet that is ordered, of the layout's newest revision or another one; SVG and PNG are its first page."""
        shared = context(request)
        return await _when_wanted(
            request, shared, lambda: _answer(request, shared, id, order, against, revision, format)
        )


_add("pdf", "打印图 The printed sheet", "%PDF-1.7 …")
_add("svg", "打印图（SVG） The printed sheet as SVG", "<svg …")
_add("png", "打印图（300 dpi PNG） The printed sheet as a PNG of 300 dpi", "PNG …")


async def _when_wanted(request: Request, shared: Context, work: Callable[[], Response]) -> Response:
    """Do heavy work when its turn comes, unless the client has left meanwhile, as one does who changed the order."""
    async with shared.heavy:
        if await request.is_disconnected():
            return Response(status_code=_GONE)
        return await anyio.to_thread.run_sync(work)


def _answer(
    request: Request,
    shared: Context,
    id: str,
    order: Order,
    against: int | None,
    revision: int | None,
    format: Format,
) -> Response:
    record = shared.store.record(id)
    number = record.revision if revision is None else revision
    address = str(request.base_url)
    etag = tag("sheet", format, id, number, against, order, address, shared.report_mark(id, record.rulebook))
    answer = tagged(
        request, etag, lambda: print_sheet(shared, id, number, order, against, format, address), MEDIA[format]
    )
    answer.headers["Content-Disposition"] = f'inline; filename="{id}-r{number}-{order.template}.{format}"'
    return answer
