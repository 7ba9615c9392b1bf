"""The pages beside the map: /indicators, /notes and /waivers are one built file that shows what its address says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response

from api.rule_pages import not_built

PAGES: Final = ("indicators", "notes", "waivers")


def install(app: FastAPI, web: Path) -> None:
    """Serve the page at each of its addresses."""

    def page(_request: Request) -> Response:
        path = web / "register.html"
        return FileResponse(path, headers={"Cache-Control": "no-cache"}) if path.is_file() else not_built()

    for name in PAGES:
        app.add_api_route(f"/{name}", page, methods=["GET", "HEAD"], include_in_schema=False)
