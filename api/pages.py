"""The web page: files of the built bundle, with the caching and safety headers that they need."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Leaflet positions its panes with inline styles; everything else comes from this server alone.
_CSP = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=()",
}
_FOREVER = "public, max-age=31536000, immutable"
_NOT_BUILT = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>园图 Yuantu</title>
<body style="font:16px/1.6 sans-serif;max-width:40em;margin:4em auto;padding:0 1em">
<h1>网页尚未构建</h1>
<p>接口已在运行：<a href="/api/layouts">/api/layouts</a>、<a href="/openapi.json">/openapi.json</a>。</p>
<p>在源码目录运行 <code>make run</code>，或在 <code>web/</code> 中运行 <code>npm ci &amp;&amp; npm run build</code>，
然后刷新本页。</p>
<p lang="en">The web page has not been built. Run <code>make run</code> in the checkout, or
<code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, then reload.</p>
"""


class Assets(StaticFiles):
    """Files whose names carry a hash of their content: browsers may keep them for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, never to be asked for again."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = _FOREVER
        return response


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
        if not page.is_file():
            return HTMLResponse(_NOT_BUILT, 503, {"Cache-Control": "no-store", "Retry-After": "10"})
        return FileResponse(page, headers={"Cache-Control": "no-cache"})

    @app.api_route("/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    def top_file(name: str) -> Response:
        """Files beside index.html: icons, manifest."""
        return top.lookup(name)

    top = _TopFiles(web)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
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
