"""What every encoding of a page says besides its features: the revision it shows, how many there are, what follows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request

from api import __version__
from api.context import Context
from api.routes.ogc import links
from api.routes.ogc.asked import Asked
from api.routes.ogc.cursors import cursor_after
from api.routes.ogc.formats import GEOJSON, HTML, Encoding, offered_to, wanted

_FRESH: Final = "no-cache"


async def matched(shared: Context, said: Asked, shown: int, more: bool) -> int | None:
    """How many features there are on all pages of this very revision, where that is cheap to say."""
    if said.first and not more:
        return shown
    if said.told is not None:
        return (await _counted(shared, said))[1]
    if said.filtered:
        return None
    assert said.shown is not None
    key = (said.layout, said.kind, said.shown)
    if (known := shared.counts.peek(key)) is not None:
        return known
    head, count = await _counted(shared, said)
    if said.older is None and head != said.shown:
        _, count = await _counted(shared, replace(said, older=said.shown))
    return shared.counts.get(key, lambda: count)


async def _counted(shared: Context, said: Asked) -> tuple[int, int]:
    """The newest revision, and how many features were counted."""
    query = said.query()
    row = await shared.reader.row(query.count(), query.bound())
    assert row is not None
    return row[0], row[1]


def around(request: Request, id: str, last: list[Any] | None) -> list[links.Link]:
    """The links of a page: itself, its other encodings, its collection, and the page after the feature `last`."""
    here, media = f"{links.of_collection(request, id)}/items", wanted(request).media
    query = dict(request.query_params)
    found = [
        links.link(here, "self", media, **query),
        links.link(here, "alternate", links.HTML, "网页 As a page", **(query | {"f": "html"})),
        *(links.link(here, "alternate", each.media, **(query | {"f": each.f})) for each in _others(request)),
        links.link(links.of_collection(request, id), "collection", links.JSON),
    ]
    if last is not None:
        found.append(links.link(here, "next", media, **(query | {"cursor": cursor_after(last)})))
    return found


def etag(request: Request, said: Asked) -> str:
    """Strong: the bytes follow from the revision, the address and the program; findings also from rules and day."""
    published = said.publication.created.isoformat() if said.publication else ""
    parts = f"{links.root(request)}\n{request.url}\n{wanted(request).media}\n{__version__}\n{said.mark}\n{published}"
    return f'"r{said.shown}-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"'


def headers(request: Request, said: Asked) -> dict[str, str]:
    """How long a page may be kept, what tells it from another one, and its reference system."""
    return {
        "ETag": etag(request, said),
        "Cache-Control": said.wish.caching if said.told is None else _FRESH,
        "Content-Crs": f"<{said.crs.uri}>",
    }


def _others(request: Request) -> list[Encoding]:
    """The encodings besides GeoJSON and the page."""
    return [each for each in offered_to(request) if each not in (GEOJSON, HTML)]
