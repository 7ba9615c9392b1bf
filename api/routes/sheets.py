"""GET /api/layouts/{id}/sheet.pdf: the printed layout map."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.context import context
from api.examples import answers
from api.routes.features import RevisionNumber

router = APIRouter(prefix="/api/layouts/{id}", tags=["sheets"])
PDF = "application/pdf"

Sheet = Annotated[Literal["a0", "a1", "a2", "a3", "a4"], Query(description="图幅 sheet size")]
Scale = Annotated[int, Query(ge=1_000, le=10_000_000, description="比例尺分母 the scale's denominator")]
Language = Annotated[Literal["zh", "en"], Query(description="图面语言 language of the sheet")]


@router.get(
    "/sheet.pdf",
    summary="打印图 The printed sheet",
    response_class=Response,
    responses=answers(None, "%PDF-1.7 …", 404, 422, media=PDF, description="A PDF, true to scale."),
)
async def sheet(
    request: Request,
    id: str,
    sheet: Sheet = "a3",
    scale: Scale = 500_000,
    lang: Language = "zh",
    revision: RevisionNumber = None,
) -> Response:
    """The layout map on one sheet, true to scale, with legend, graticule and table."""
    from geo.sheet import Order, render

    shared = context(request)

    def make() -> bytes:
        record = shared.store.record(id)
        number = record.revision if revision is None else revision
        layout, book = shared.layout(id, number), shared.book(record.rulebook)
        report = shared.report(id, number, record.rulebook)
        return render(layout, report, book, Order(on=shared.today(), sheet=sheet, scale=scale, lang=lang))

    body = await shared.in_thread(make)
    headers = {"Content-Disposition": f'inline; filename="{id}.pdf"', "Cache-Control": "no-cache"}
    return Response(body, headers=headers, media_type=PDF)
