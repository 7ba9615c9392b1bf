"""GET /api/layouts/{id}/report.xlsx and its like: the report as a file to take along."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from api.answers import tag, tagged
from api.context import Context, context
from api.examples import answers
from api.routes.features import RevisionNumber
from api.routes.reports import Stage
from geo.model import Text
from geo.report.checked import Checked
from geo.report.files import FORMATS, written

router = APIRouter(prefix="/api/layouts/{id}", tags=["reports"])

Language = Annotated[Literal["zh", "en"], Query(description="语言 language")]
Handler = Callable[..., Coroutine[Any, Any, Response]]

_TOLD: Final = {
    "html": (
        Text("网页报告", "The report as a page of its own"),
        "One HTML file with map, findings, areas and clauses; it works offline and asks no network for anything.",
        "<!doctype html>…",
    ),
    "xlsx": (Text("工作簿", "The report as a workbook"), "Findings, areas, summary and clauses, a sheet each.", "PK…"),
    "geojson": (
        Text("问题图层", "The findings as GeoJSON"),
        "A FeatureCollection (RFC 7946) with a feature for each finding: where it is, and all that is said of it.",
        {"type": "FeatureCollection", "features": []},
    ),
    "sarif": (
        Text("SARIF 报告", "The report as SARIF"),
        "The report as a SARIF 2.1.0 log, as code hosts and editors read the findings of any linter.",
        {"version": "2.1.0", "runs": []},
    ),
}


def _handler(format: str) -> Handler:
    async def report_file(
        request: Request, id: str, revision: RevisionNumber = None, stage: Stage = None, lang: Language = "zh"
    ) -> Response:
        shared = context(request)

        def answer() -> Response:
            record = shared.store.record(id)
            number = record.revision if revision is None else revision
            mark = shared.report_mark(id, record.rulebook, stage)
            etag = tag(format, id, number, lang, mark)

            def make() -> bytes:
                return written(_checked(shared, id, number, record.rulebook, stage, lang), format)

            found = tagged(request, etag, make, FORMATS[format].media)
            found.headers["Content-Disposition"] = _named(f"{id}-{number}-{_day(shared.today())}.{format}")
            return found

        return await shared.in_thread(answer)

    return report_file


def _checked(shared: Context, id: str, number: int, rulebook: str, stage: str | None, lang: str) -> Checked:
    report = shared.report(id, number, rulebook, stage)
    return Checked(shared.layout(id, number), report, shared.book(rulebook), shared.today(), lang)


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _named(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"


for _format, (_title, _description, _example) in _TOLD.items():
    router.add_api_route(
        f"/report.{_format}",
        _handler(_format),
        methods=["GET"],
        name=f"report_{_format}",
        summary=f"{_title.zh} {_title.en}",
        description=_description,
        response_class=Response,
        responses=answers(None, _example, 404, 422, media=FORMATS[_format].media),
    )
