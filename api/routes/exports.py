"""GET /api/layouts/{id}/export: a layout at a revision as a file of any format that writes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from api.context import context
from api.examples import answers
from api.exporting import export_layout, format_named, written_formats
from api.pieces import FilePieces, Streamed
from api.routes.features import RevisionNumber

router = APIRouter(tags=["exports"])
_FORMATS: Final = ", ".join(format.name for format in written_formats())
FormatName = Annotated[str, Query(description=f"格式 format: {_FORMATS}", examples=["geopackage"])]
Encoding = Annotated[
    str | None, Query(description="文字编码 encoding of the text, where the format has a choice", examples=["GBK"])
]


@router.get(
    "/api/layouts/{id}/export",
    summary="导出布局 A layout as a file",
    response_class=Response,
    responses=answers(None, "…", 404, 422, media="application/octet-stream"),
)
async def export(
    request: Request, id: str, format: FormatName, revision: RevisionNumber = None, encoding: Encoding = None
) -> Response:
    """Every feature with its properties; the file says of itself which layout and revision it is.

    It is made on disk, row by row, and sent piece by piece.
    """
    shared = context(request)
    chosen = format_named(format)

    def work() -> tuple[FilePieces, int]:
        with tempfile.TemporaryDirectory(prefix="yuantu-export-") as folder:
            path = Path(folder) / f"export{chosen.endings[0]}"
            found = export_layout(shared.store, id, path, chosen, revision=revision, encoding=encoding)
            return FilePieces.of(path), found.revision

    file, number = await shared.in_thread(work)
    return download(file, f"{id}-{number}{chosen.endings[0]}", chosen.media_type)


def download(file: FilePieces, name: str, media_type: str) -> Response:
    """A file to keep under that name."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Content-Length": str(file.size),
        "Cache-Control": "no-cache",
    }
    return Streamed(file, headers=headers, media_type=media_type)
