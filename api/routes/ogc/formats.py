"""Encodings of the resources under /ogc: which ones each has, and which one a request wants.

`f` names an encoding and goes before `Accept`, which is read with its weights (RFC 9110, 12.5.1). Who takes anything
gets JSON; browsers, which like text/html best, get the page.

A further encoding of a resource is one more entry of its line in `_RESOURCES`; its handler asks `wanted(request)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.requests import Request

from api.problems import BadParameter, NotAcceptable
from api.routes.ogc import links
from api.tiles import metadata


@dataclass(frozen=True)
class Encoding:
    """One way of writing a resource."""

    f: str
    """What the parameter `f` calls it."""
    media: str
    """The content type of its answers."""
    also: tuple[str, ...] = ()
    """Further media types that a client may mean it by."""

    def named(self) -> tuple[str, ...]:
        """Every media type that it answers to, without parameters."""
        return tuple(name.partition(";")[0] for name in (self.media, *self.also))


JSON: Final = Encoding("json", links.JSON)
GEOJSON: Final = Encoding("json", links.GEOJSON, (links.JSON,))
OPENAPI: Final = Encoding("json", links.OPENAPI, ("application/openapi+json", links.JSON))
SCHEMA: Final = Encoding("json", links.SCHEMA, (links.JSON,))
JSONFG: Final = Encoding("jsonfg", links.JSONFG, ("application/vnd.ogc.fg+json",))
SEQUENCE: Final = Encoding("geojsonseq", links.SEQUENCE)
GEOPARQUET: Final = Encoding("geoparquet", links.GEOPARQUET, ("application/x-parquet",))
FLATGEOBUF: Final = Encoding("flatgeobuf", links.FLATGEOBUF, ("application/vnd.flatgeobuf",))
HTML: Final = Encoding("html", links.HTML)
TILEJSON: Final = Encoding("tilejson", metadata.TILEJSON)
MVT: Final = Encoding("mvt", metadata.MVT, ("application/x-protobuf", "application/octet-stream"))

Offered = tuple[Encoding, ...]
# The first encoding is what clients without a wish get.
_RESOURCES: Final[tuple[tuple[str, Offered], ...]] = (
    (r"/?", (JSON, HTML)),
    (r"/conformance", (JSON, HTML)),
    (r"/api", (OPENAPI, HTML)),
    (r"/functions", (JSON, HTML)),
    (r"/collections", (JSON, HTML)),
    (r"/collections/[^/]+", (JSON, HTML)),
    (r"/collections/[^/]+/(queryables|sortables|schema|feature-schema)", (SCHEMA, HTML)),
    (r"/collections/[^/]+\.findings/items", (GEOJSON, JSONFG, SEQUENCE, HTML)),
    (r"/collections/[^/]+/items", (GEOJSON, JSONFG, SEQUENCE, GEOPARQUET, FLATGEOBUF, HTML)),
    (r"/collections/[^/]+/items/.+", (GEOJSON, JSONFG, HTML)),
    (r"/tileMatrixSets(/[^/]+)?", (JSON, HTML)),
    (r"/collections/[^/]+/tiles", (JSON, HTML)),
    (r"/collections/[^/]+/tiles/WebMercatorQuad", (JSON, TILEJSON, HTML)),
    (r"/collections/[^/]+/tiles/[^/]+", (JSON, HTML)),
    (r"/collections/[^/]+/tiles/[^/]+/[^/]+/[^/]+/[^/]+", (MVT,)),
)
_PATHS: Final = tuple((re.compile(f"/ogc{path}", re.DOTALL), offered) for path, offered in _RESOURCES)
_WEIGHT: Final = re.compile(r"[01](\.\d{0,3})?")


def offered(path: str) -> Offered | None:
    """The encodings of the resource at a path of the application; None for what always has the same one."""
    return next((known for pattern, known in _PATHS if pattern.fullmatch(path)), None)


def offered_to(request: Request) -> Offered:
    """The encodings of the resource that a request names."""
    return offered(request.scope["path"].removeprefix(request.scope.get("root_path", ""))) or (JSON,)


def wanted(request: Request) -> Encoding:
    """The encoding that a request wants of the resource that it names.

    Raises:
        BadParameter: `f` names none that there is.
        NotAcceptable: the client takes none that there is.
    """
    return choose(request, offered_to(request))


def choose(request: Request, offered: Offered) -> Encoding:
    """The encoding that a request wants of those.

    Raises:
        BadParameter: `f` names none of them.
        NotAcceptable: the client takes none of them.
    """
    said = request.query_params.get("f")
    if said is not None:
        return _called(said, offered)
    accept = request.headers.get("accept", "*/*")
    found = offered[0] if accept == "*/*" else best(accept, offered)
    if found is None:
        listed = ", ".join(encoding.media for encoding in offered)
        raise NotAcceptable(
            f"没有所要的格式；可选：{listed}", f"there is no such encoding; known are {listed}", where="Accept"
        )
    return found


def _called(name: str, offered: Offered) -> Encoding:
    for encoding in offered:
        if encoding.f == name:
            return encoding
    listed = ", ".join(encoding.f for encoding in offered)
    raise BadParameter(
        f"没有格式 {name[:40]}；可选：{listed}", f"no encoding {name[:40]}; known are {listed}", where="f"
    )


@lru_cache(maxsize=256)
def best(accept: str, offered: Offered) -> Encoding | None:
    """The encoding that an `Accept` header likes best; ours first where it likes several as much.

    At the same weight a type that is named goes before one that `*/*` covers.
    """
    ranges = _ranges(accept) or {"*/*": 1.0}
    liked = [max(_liking(ranges, media) for media in encoding.named()) for encoding in offered]
    top = max(liked)
    return offered[liked.index(top)] if top[0] > 0 else None


def _liking(ranges: dict[str, float], media: str) -> tuple[float, int]:
    """The weight of the closest range, and how close it is."""
    for closeness, name in ((2, media), (1, f"{media.partition('/')[0]}/*"), (0, "*/*")):
        if name in ranges:
            return ranges[name], closeness
    return 0.0, 0


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (entry.strip() for entry in part.split(";"))
        if name:
            found[name] = max(_weight(parameters), found.get(name, 0.0))
    return found


def _weight(parameters: list[str]) -> float:
    said = next((entry[2:] for entry in parameters if entry.startswith("q=")), "1")
    return min(float(said), 1.0) if _WEIGHT.fullmatch(said) else 0.0
