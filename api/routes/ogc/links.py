"""Links of an answer, whole addresses as the standards want them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from api.routes.ogc.roots import PLAIN, root_of

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
JSONFG: Final = "application/fg+json"
SEQUENCE: Final = "application/geo+json-seq"
GEOPARQUET: Final = "application/vnd.apache.parquet"
"""Registered with IANA for Parquet."""
FLATGEOBUF: Final = "application/flatgeobuf"
"""Registered with nobody; what those who serve it have agreed on."""
HTML: Final = "text/html"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
SCHEMA: Final = "application/schema+json"
TILING_SCHEMES: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
FUNCTIONS: Final = "http://www.opengis.net/def/rel/ogc/1.0/functions"
QUERYABLES: Final = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
Link = dict[str, Any]


def root(request: Request) -> str:
    """The address of the landing page, without a slash at its end."""
    found = root_of(request)
    return at(request, PLAIN if found is None else found.path)


def at(request: Request, path: str) -> str:
    """The whole address of a path of the application."""
    return f"{str(request.base_url).rstrip('/')}{path}"


def of_collection(request: Request, id: str) -> str:
    """The address of a collection."""
    return f"{root(request)}/collections/{quote(id, safe='')}"


def link(href: str, rel: str, media: str, title: str | None = None, /, **query: str | int | None) -> Link:
    """A link, with a query where one is given; its parameters may have any name."""
    said = {name: value for name, value in query.items() if value is not None}
    entry: Link = {"href": f"{href}?{urlencode(said)}" if said else href, "rel": rel, "type": media}
    return entry if title is None else entry | {"title": title}


def both(request: Request, address: str, media: str = JSON) -> list[Link]:
    """A resource itself and its page for people."""
    return [link(address, "self", media), link(address, "alternate", HTML, "网页 As a page", f="html")]
