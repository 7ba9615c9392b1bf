"""The pages beside the map: several addresses may be one built file that shows what its address says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response

from api.rule_pages import not_built

PAGES: Final = {
    "indicators": "register.html",
    "notes": "register.html",
    "waivers": "register.html",
    "history": "history.html",
    "signin": "account.html",
    "claim": "account.html",
    "account": "account.html",
    "people": "account.html",
    "audit": "account.html",
}


def install(app: FastAPI, web: Path) -> None:
    """Serve each page at its address."""
    for name, file in PAGES.items():
        app.add_api_route(f"/{name}", _page(web / file), methods=["GET", "HEAD"], include_in_schema=False)


def _page(path: Path) -> Callable[[Request], Response]:
    def page(_request: Request) -> Response:
        return FileResponse(path, headers={"Cache-Control": "no-cache"}) if path.is_file() else not_built()

    return page
