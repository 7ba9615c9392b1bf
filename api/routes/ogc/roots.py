"""Published layouts at addresses of their own: each root is a whole OGC API, answered by the same handlers.

`/ogc/published` shows the newest publication of every layout that has one, and nothing of any draft;
`/ogc/publications/{layout}/{number}` shows one publication, for good. Clients that know only the standard are given
such an address as they would be given `/ogc`. The middleware marks a request with its root and hands it on as one
below `/ogc`; `links` leads on within the root, and `revisions` reads what is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

PLAIN: Final = "/ogc"
PUBLISHED: Final = f"{PLAIN}/published"
_KEY: Final = "yuantu.root"
# A number that no database could hold is no address.
_ROOTS: Final = re.compile(rf"{PLAIN}/(?:published|publications/([^/]+)/([1-9]\d{{0,8}}))(/.*)?", re.DOTALL)


@dataclass(frozen=True)
class Root:
    """Where a request came in: at the newest publications, or at one publication of one layout."""

    path: str
    layout: str | None = None
    number: int | None = None


def root_of(request: Request) -> Root | None:
    """The root of published layouts that a request came in at; None for /ogc itself."""
    found: Root | None = request.scope.get(_KEY)
    return found


def is_published(scope: Scope) -> bool:
    """Whether a request came in at the root of published layouts, also before the middleware has looked at it."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return _KEY in scope or _ROOTS.fullmatch(path) is not None


def one_publication(layout: str, number: int) -> str:
    """The path of the root of one publication."""
    return f"{PLAIN}/publications/{quote(layout, safe='')}/{number}"


class Roots:
    """Tells the handlers below /ogc at which root a request came in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, below a root as one below /ogc."""
        if scope["type"] == "http":
            prefix: str = scope.get("root_path", "")
            found = _ROOTS.fullmatch(scope["path"].removeprefix(prefix))
            if found is not None:
                scope = {**scope, "path": f"{prefix}{PLAIN}{found[3] or ''}", _KEY: _root(*found.groups())}
        await self._app(scope, receive, send)


def _root(layout: str | None, number: str | None, _rest: Any) -> Root:
    if layout is None or number is None:
        return Root(PUBLISHED)
    return Root(one_publication(layout, int(number)), layout, int(number))
