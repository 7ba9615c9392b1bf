"""A page of features as a file: GeoParquet or FlatGeobuf, with the rows and the order that the other encodings have.

Longitude or easting comes first in every system, as both formats want it. A file has no room for links: where the next
page is stands in the header `Link`. What is read goes to disk where it is much, and the file is written beside the
event loop, so that memory holds a batch of rows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.context import context
from api.pieces import FilePieces, Streamed
from api.routes.ogc.asked import Asked
from api.routes.ogc.collection import Collection, find, missing
from api.routes.ogc.formats import FLATGEOBUF, GEOPARQUET, Encoding
from api.routes.ogc.paging import around, headers, matched
from api.routes.ogc.presence import present
from api.routes.ogc.stream import BATCH, batches
from api.store.pages import Page
from geo.exchange import flatgeobuf, geoparquet
from geo.exchange.rows import Rows, room

ENDINGS: Final = {GEOPARQUET: ".parquet", FLATGEOBUF: ".fgb"}
_BATCH: int = BATCH
_IN_HEADER: Final = ("next", "collection")


async def answer(request: Request, id: str, said: Asked, encoding: Encoding) -> Response:
    """The page as a file."""
    found = await find(request, id, said.wish)
    said = replace(said.at(found.head), lists=encoding is GEOPARQUET)
    file, shown, last = await present(request, _made(request, found, said, encoding))
    said = said.at(last.head)
    total = await matched(context(request), said, shown, last.more)
    pages = around(request, id, last.last if last.more else None)
    told = headers(request, said) | {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(id + ENDINGS[encoding])}",
        "Content-Length": str(file.size),
        "Link": ", ".join(
            f'<{link["href"]}>; rel="{link["rel"]}"; type="{link["type"]}"'
            for link in pages
            if link["rel"] in _IN_HEADER
        ),
        "OGC-NumberReturned": str(shown),
        **({} if total is None else {"OGC-NumberMatched": str(total)}),
    }
    return Streamed(file, headers=told, media_type=encoding.media)


async def _made(request: Request, found: Collection, said: Asked, encoding: Encoding) -> tuple[FilePieces, int, Page]:
    """The file, how many rows it has, and the last of the database's pages."""
    shared = context(request)
    with room() as lines:
        shown, last = 0, None
        async with aclosing(batches(shared.reader, said, _BATCH, gap="\n")) as pages:
            async for page in pages:
                lines.write(page.body)
                lines.write(b"\n" if page.number else b"")
                shown, last = shown + page.number, page
        if last is None:
            raise missing(found.id)
        rows = Rows(lines, said.columns, said.crs.name, lists=encoding is GEOPARQUET)
        about = _about(found, said.revision or last.head)
        if encoding is GEOPARQUET:
            write: Callable[[Path], None] = partial(geoparquet.write_rows, rows, said=about)
        else:
            # An index would give the features an order of its own.
            write = partial(flatgeobuf.write_rows, rows, said=about, indexed=False, title=found.id)
        return await shared.in_thread(lambda: _written(write, ENDINGS[encoding])), shown, last


def _about(found: Collection, revision: int) -> dict[str, Any]:
    return {
        "layout": found.layout,
        "revision": revision,
        "rulebook": found.rulebook,
        "title": found.title.data(),
        "notice": None if found.notice is None else found.notice.data(),
    }


def _written(write: Callable[[Path], None], ending: str) -> FilePieces:
    with tempfile.TemporaryDirectory(prefix="yuantu-items-") as folder:
        path = Path(folder) / f"items{ending}"
        write(path)
        return FilePieces.of(path)
