"""The web page: files of the built bundle, with the caching and safety headers that they need."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import ogc_pages, register_pages, rule_pages
from api.encoding import Encoding, negotiate
from api.packing import Coding

# Leaflet positions its panes with inline styles; everything else comes from this server alone.
_CSP = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=()",
}
_FOREVER = "public, max-age=31536000, immutable"


# The smallest first; the build leaves them beside each file.
_ENDINGS: dict[Coding, str] = {"br": ".br", "gzip": ".gz"}


class Assets(StaticFiles):
    """Files whose names carry a hash of their content: browsers may keep them for good.

    Where the build left one packed beside it, that one goes out to those who take it.
    """

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, never to be asked for again."""
        packed = {coding: f"{full_path}{ending}" for coding, ending in _ENDINGS.items()}
        there = [coding for coding, path in packed.items() if Path(path).is_file()]
        coding = negotiate(Headers(scope=scope).get("accept-encoding", ""), there)
        if coding is None:
            response = super().file_response(full_path, stat_result, scope, status_code)
        else:
            response = super().file_response(packed[coding], Path(packed[coding]).stat(), scope, status_code)
            response.headers["Content-Encoding"] = coding
            if "content-type" in response.headers:
                response.headers["Content-Type"] = _media(full_path)
        if there:
            response.headers.add_vary_header("Accept-Encoding")
        response.headers["Cache-Control"] = _FOREVER
        return response


def _media(path: PathLike) -> str:
    media = mimetypes.guess_type(str(path))[0] or "text/plain"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


class SafetyHeaders:
    """Adds the safety headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [(name.lower().encode(), value.encode()) for name, value in SAFETY.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer's head gets the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, with_headers)


def install(app: FastAPI, web: Path) -> None:
    """Serve the bundle in `web` at /, or a page that says how to build it."""
    app.mount("/assets", Assets(directory=web / "assets", check_dir=False), name="assets")

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    def index(_request: Request) -> Response:
        page = web / "index.html"
        return FileResponse(page, headers={"Cache-Control": "no-cache"}) if page.is_file() else rule_pages.not_built()

    rule_pages.install(app, web)
    register_pages.install(app, web)
    ogc_pages.install(app, web)

    @app.api_route("/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    def top_file(name: str) -> Response:
        """Files beside index.html: icons, manifest."""
        return top.lookup(name)

    top = _TopFiles(web)
    app.add_middleware(Encoding)
    app.add_middleware(SafetyHeaders)


class _TopFiles:
    """The few files beside index.html, by exact name."""

    def __init__(self, web: Path) -> None:
        self._web = web

    def lookup(self, name: str) -> Response:
        """The file of that name.

        Raises:
            HTTPException: there is none.
        """
        from starlette.exceptions import HTTPException

        known = {path.name: path for path in self._web.iterdir()} if self._web.is_dir() else {}
        path = known.get(name)
        if path is None or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, headers={"Cache-Control": "no-cache"})
