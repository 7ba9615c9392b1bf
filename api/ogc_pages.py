"""The pages of /ogc for people: the JSON answer itself, laid into one built file whose program shows it.

Whoever likes text/html best, or says `f=html`, gets the page, with the status of the answer: problems are readable too.
"""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes.ogc.formats import HTML, JSON, best, offered
from api.rule_pages import not_built

MOST_ON_A_PAGE: Final = 1000
"""No page lists more features than this, whatever `limit` says: the next ones are on the next page."""
_BELOW: Final = "/ogc"
_WITHOUT_PROGRAM: Final = (
    '<noscript><p class="boot" lang="zh-CN">此页面需要 JavaScript。<a href="{json}">同一内容的 JSON</a><br>'
    '<span lang="en">This page needs JavaScript. <a href="{json}">The same as JSON</a></span></p></noscript>'
)


def install(app: FastAPI, web: Path) -> None:
    """Lay what /ogc answers into a page for those who want one."""
    app.add_middleware(Pages, web=web)


class Pages:
    """Asks the application for JSON where a page is wanted, and answers with the page around it."""

    def __init__(self, app: ASGIApp, web: Path) -> None:
        self._app = app
        self._file = web / "ogc.html"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as one for JSON where a page is wanted."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_page(Request(scope)):
            await self._app(scope, receive, send)
            return
        if not self._file.is_file():
            await not_built()(scope, receive, send)
            return
        shell = self._file.read_text(encoding="utf-8")
        mark = f'-p{hashlib.sha256(shell.encode()).hexdigest()[:8]}"'
        answer = _Answer()
        await self._app(_asking_for_json(scope, mark), receive, answer.take)
        await answer.response(Request(scope), shell, mark)(scope, receive, send)


class _Answer:
    """What the application answers, collected."""

    def __init__(self) -> None:
        self._status = 500
        self._headers = Headers()
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        """Keep a message of the answer."""
        if message["type"] == "http.response.start":
            self._status, self._headers = message["status"], Headers(raw=message["headers"])
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")

    def response(self, request: Request, shell: str, mark: str) -> Response:
        """The page around the answer; an answer that is no JSON as it is."""
        if "json" not in self._headers.get("content-type", "") and self._status != 304:
            plain = Response(bytes(self._body), self._status)
            plain.raw_headers = self._headers.raw
            return plain
        body = b"" if self._status == 304 else _laid_in(request, shell, bytes(self._body), self._status)
        page = HTMLResponse(body, self._status)
        page.headers["Cache-Control"] = "no-store" if self._headers.get("cache-control") == "no-store" else "no-cache"
        _say_what_decided(page.headers, self._headers, request)
        if tag := self._headers.get("etag"):
            page.headers["ETag"] = tag[:-1] + mark
        return page


def _wants_page(request: Request) -> bool:
    accept = request.headers.get("accept", "*/*")
    if accept == "*/*" and b"html" not in request.scope["query_string"]:
        return False  # Most programs, and all that read maps, are through with it here.
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    if not path.startswith(_BELOW):
        return False
    # Where there is nothing, people are told so in the same way.
    known = offered(path) or (JSON, HTML)
    if HTML not in known:
        return False
    said = request.query_params.get("f")
    if said is None or all(encoding.f != said for encoding in known):
        # Who asks for an encoding that there is not gets told so in the way that he can read.
        return best(accept, known if said is None else (JSON, HTML)) is HTML
    return said == HTML.f


def _asking_for_json(scope: Scope, mark: str) -> Scope:
    """The request as a program would have made it."""
    said = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = [(name, _fewer(name, value)) for name, value in said if (name, value) != ("f", HTML.f)]
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["accept"] = "*/*"
    headers["accept-encoding"] = "identity"
    if known := headers.get("if-none-match"):
        del headers["if-none-match"]
        held = [entry.strip() for entry in known.split(",")]
        if own := [f'{entry.removesuffix(mark)}"' for entry in held if entry.endswith(mark)]:
            headers["if-none-match"] = ", ".join(own)
    return {**scope, "query_string": urlencode(query).encode(), "headers": headers.raw}


def _fewer(name: str, value: str) -> str:
    many = name == "limit" and value.isascii() and value.isdigit() and int(value[:18]) > MOST_ON_A_PAGE
    return str(MOST_ON_A_PAGE) if many else value


def _laid_in(request: Request, shell: str, body: bytes, status: int) -> bytes:
    """The page with the answer in it, told where the application's root is: any prefix before it works."""
    path = request.scope.get("raw_path", request.scope["path"].encode()).decode("latin-1")
    depth = path.removeprefix(request.scope.get("root_path", "")).count("/") - 1
    page = shell.replace("<head>", f'<head><base href="{"../" * depth or "./"}">', 1)
    query = [pair for pair in request.query_params.multi_items() if pair[0] != "f"]
    address = html.escape(f"{path}?{urlencode([*query, ('f', JSON.f)])}")
    before, end, after = page.rpartition("</body>")
    # In JSON "<" stands in strings only, where it may as well be written so that no markup can begin.
    data = body.replace(b"<", b"\\u003c")
    opening = (
        f'{_WITHOUT_PROGRAM.format(json=address)}<script type="application/json" id="answer" data-status="{status}">'
    )
    return b"".join((before.encode(), opening.encode(), data, b"</script>", end.encode(), after.encode()))


def _say_what_decided(headers: MutableHeaders, answered: Headers, request: Request) -> None:
    if "vary" in answered:
        headers["Vary"] = answered["vary"]
    if "f" not in request.query_params:
        headers.add_vary_header("Accept")
