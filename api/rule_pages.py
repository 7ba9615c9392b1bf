"""The page of the rules: /rules lists them, /rules/ARE002 explains one; both are the same built file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from geo.errors import NotFound
from geo.rules.find import find_rule

_NOT_BUILT: Final = """<!doctype html>
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
_HEAD: Final = "<head>"


def install(app: FastAPI, web: Path) -> None:
    """Serve the page at /rules and below it."""

    @app.api_route("/rules", methods=["GET", "HEAD"], include_in_schema=False)
    def listed(_request: Request) -> Response:
        return _page(web, "./", 200)

    @app.api_route("/rules/{code}", methods=["GET", "HEAD"], include_in_schema=False)
    def one(code: str) -> Response:
        """The page says itself that there is no such rule; a name or a code in small letters goes to the code."""
        try:
            found = find_rule(code)
        except NotFound:
            return _page(web, "../", 404)
        return _page(web, "../", 200) if found.code == code else RedirectResponse(found.code, 308)


def not_built() -> Response:
    """A page that says how to build the pages."""
    return HTMLResponse(_NOT_BUILT, 503, {"Cache-Control": "no-store", "Retry-After": "10"})


def _page(web: Path, root: str, status: int) -> Response:
    """The page, told where the application's root is: all its addresses are relative, so that any prefix works."""
    path = web / "rules.html"
    if not path.is_file():
        return not_built()
    text = path.read_text(encoding="utf-8").replace(_HEAD, f'{_HEAD}<base href="{root}">', 1)
    return HTMLResponse(text, status, {"Cache-Control": "no-cache"})
