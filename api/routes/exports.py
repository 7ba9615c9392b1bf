"""GET …/export: a layout at a revision, its findings, or a comparison as a file to keep."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.context import Context, context
from api.examples import answers
from api.exported import MADE, Made, export_comparison, export_findings, referred
from api.exporting import export_layout, format_named, written_formats
from api.pieces import FilePieces, Streamed
from api.routes.compare import findings_of
from api.routes.features import RevisionNumber
from api.routes.report_files import Language
from api.routes.reports import Stage
from geo.compare import compare
from geo.model import Layout
from geo.report.checked import Checked
from geo.report.compared.told import Told

router = APIRouter(tags=["exports"])
_FORMATS: Final = ", ".join(format.name for format in written_formats())
_FILES: Final = sorted({format.media_type for format in written_formats()})
_MADE: Final = [made.media_type for made in MADE.values()]
_COMPARED: Final = {"html": Made(".html", "text/html")} | MADE
FormatName = Annotated[str, Query(description=f"格式 format: {_FORMATS}", examples=["geopackage"])]
MadeName = Annotated[Literal["gpkg", "geojson", "xlsx"], Query(description="格式 format")]
ComparedName = Annotated[Literal["html", "gpkg", "geojson", "xlsx"], Query(description="格式 format")]
Encoding = Annotated[
    str | None, Query(description="文字编码 encoding of the text, where the format has a choice", examples=["GBK"])
]
_OFFERED: Final = {
    "layout": [{"name": "geopackage", "ending": ".gpkg", "title": {"zh": "GeoPackage", "en": "GeoPackage"}}],
    "findings": [{"name": "gpkg", "ending": ".gpkg"}],
    "comparison": [{"name": "gpkg", "ending": ".gpkg"}],
}


@router.get(
    "/api/exports",
    summary="导出格式 The formats of exports",
    response_class=Response,
    responses=answers(None, _OFFERED),
)
def offered() -> Response:
    """What layouts, findings and comparisons can be exported as, in the order in which to offer it."""
    layout = [
        {"name": format.name, "ending": format.endings[0], "title": format.title.data()} for format in written_formats()
    ]
    findings = [{"name": name, "ending": made.ending} for name, made in MADE.items()]
    compared = [{"name": name, "ending": made.ending} for name, made in _COMPARED.items()]
    body = {"layout": layout, "findings": findings, "comparison": compared}
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-cache"}, media_type="application/json")


@router.get(
    "/api/layouts/{id}/export",
    summary="导出布局 A layout as a file",
    response_class=Response,
    responses=answers(None, "…", 404, 422, media=_FILES),
)
async def export(
    request: Request, id: str, format: FormatName, revision: RevisionNumber = None, encoding: Encoding = None
) -> Response:
    """Every feature with its properties; the file says of itself which layout and revision it is.

    It is made on disk, row by row, and sent piece by piece.
    """
    shared = context(request)
    chosen = format_named(format)
    ending = chosen.endings[0]

    def make(path: Path) -> str:
        found = export_layout(shared.store, id, path, chosen, revision=revision, encoding=encoding)
        return f"{id}-{found.revision}{ending}"

    return await _answer(shared, make, ending, chosen.media_type)


@router.get(
    "/api/layouts/{id}/findings/export",
    summary="导出检查问题 The findings as a file",
    response_class=Response,
    responses=answers(None, "…", 404, 422, media=_MADE),
)
async def export_found(
    request: Request,
    id: str,
    format: MadeName,
    revision: RevisionNumber = None,
    stage: Stage = None,
    lang: Language = "zh",
) -> Response:
    """Every finding on a revision: layers with a style by severity, or a workbook with one row each."""
    shared = context(request)
    made = MADE[format]

    def make(path: Path) -> str:
        record = shared.store.record(id)
        number = record.revision if revision is None else revision
        report = shared.report(id, number, record.rulebook, stage)
        book = shared.book(record.rulebook)
        export_findings(Checked(shared.layout(id, number), report, book, shared.today(), lang), path, format)
        return f"{id}-{number}-findings{made.ending}"

    return await _answer(shared, make, made.ending, made.media_type)


@router.get(
    "/api/compare/export",
    summary="导出比较 A comparison as a file",
    response_class=Response,
    responses=answers(None, "…", 404, 422, media=[made.media_type for made in _COMPARED.values()]),
)
async def export_compared(
    request: Request,
    format: ComparedName,
    before: Annotated[str, Query(alias="from", description="原布局@版 the earlier one", examples=["zgc-2020@1"])],
    after: Annotated[str, Query(alias="to", description="现布局@版 the later one", examples=["practice-draft@1"])],
    lang: Language = "zh",
) -> Response:
    """What a revision adds, removes and changes beside another one of the same or another layout.

    As HTML it is one file with map and tables that needs nothing else, with what became of the findings.
    """
    shared = context(request)
    made = _COMPARED[format]
    was, now = referred(before, "from"), referred(after, "to")

    def make(path: Path) -> str:
        old, new = _layout(shared, *was), _layout(shared, *now)
        if format == "html":
            path.write_bytes(_page(shared, old, new, lang))
        else:
            export_comparison(old, new, shared.book(new.rulebook), shared.today(), path, format, lang)
        return f"{old.id}-{old.revision}-{new.id}-{new.revision}{made.ending}"

    return await _answer(shared, make, made.ending, made.media_type)


def _page(shared: Context, before: Layout, after: Layout, lang: str) -> bytes:
    """A comparison as one HTML file."""
    from geo.report.compared.html import to_html

    found = compare(before, after, shared.book(after.rulebook).frame)
    return to_html(Told(found, findings_of(shared, before, after, None), lang))


def _layout(shared: Context, id: str, revision: int | None) -> Layout:
    return shared.layout(id, shared.store.record(id).revision if revision is None else revision)


async def _answer(shared: Context, make: Callable[[Path], str], ending: str, media_type: str) -> Response:
    """A file to keep, made beside the event loop; `make` gives its name."""

    def work() -> tuple[FilePieces, str]:
        with tempfile.TemporaryDirectory(prefix="yuantu-export-") as folder:
            path = Path(folder) / f"export{ending}"
            name = make(path)
            return FilePieces.of(path), name

    file, name = await shared.in_thread(work)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Content-Length": str(file.size),
        "Cache-Control": "no-cache",
    }
    return Streamed(file, headers=headers, media_type=media_type)
