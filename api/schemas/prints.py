"""Templates of sheets, and print jobs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel

from api.schemas.common import TextModel


class TemplateModel(BaseModel):
    """A kind of sheet: what it is about, if about one thing, and whether it compares two revisions."""

    id: str
    title: TextModel
    about: Literal["park", "group", "finding"] | None
    needs_against: bool


class OrderModel(BaseModel):
    """How a sheet is drawn; `scale` is the denominator, null for the largest round one that fits."""

    template: str = "zone_plan"
    sheet: str = "a3"
    landscape: bool = True
    scale: int | None = None
    lang: str = "zh"
    about: str | None = None
    grid: str = "auto"
    crs: str | None = None
    on: date | None = None
    maker: str = ""
    approval: str = ""
    secrecy: str = ""


class AtlasModel(OrderModel):
    """An atlas to print: a page for each park, group or finding, of the newest revision unless one is named."""

    by: Literal["parks", "groups", "findings"]
    revision: int | None = None


class PrintModel(BaseModel):
    """A print job: `done` of `total` pages are drawn; `file` is there once it is done, `message` where it failed."""

    id: UUID
    layout: str
    revision: int
    by: Literal["parks", "groups", "findings"]
    order: OrderModel
    created: datetime
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    done: int
    total: int | None
    message: TextModel | None
    ended: datetime | None
    bytes: int | None
    file: str | None


TEMPLATE: Final[dict[str, Any]] = {
    "id": "park_map", "title": {"zh": "分园图", "en": "Park map"}, "about": "park", "needs_against": False,
}  # fmt: skip
ATLAS: Final[dict[str, Any]] = {"by": "groups", "sheet": "a4", "landscape": False, "lang": "both"}
_JOB: Final = "6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b"
JOB: Final[dict[str, Any]] = {
    "id": _JOB, "layout": "zgc-2020", "revision": 1, "by": "groups",
    "order": OrderModel(template="group_map", sheet="a4", landscape=False, on=date(2026, 1, 5)).model_dump(mode="json"),
    "created": "2026-01-05T08:00:00+00:00", "state": "running", "done": 12, "total": 33, "message": None,
    "ended": None, "bytes": None, "file": None,
}  # fmt: skip
