"""The shapes of reviews, with an example of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel

from api.schemas.common import TextModel
from api.schemas.layouts import PublicationModel
from api.schemas.reports import FindingModel

StateName = Literal["draft", "in-review", "approved", "published", "superseded"]
StepName = Literal["submit", "withdraw", "approve", "return"]


class TakeModel(BaseModel):
    """A step of a review, and why: a return needs its reason. People who have signed in need no `author`."""

    step: StepName
    message: str = ""
    author: str = ""


class NextModel(BaseModel):
    """A step that whoever asks may take now, or why not."""

    step: Literal["submit", "withdraw", "approve", "return", "publish"]
    may: bool
    why: TextModel | None


class StepModel(BaseModel):
    """A step that was taken with a revision, or its publication with its `number`; `mine` where by whoever asks."""

    step: Literal["submit", "withdraw", "approve", "return", "publish"]
    revision: int
    number: int | None
    superseded_by: int | None
    created: datetime
    author: str
    message: str
    mine: bool


class StaleModel(BaseModel):
    """An earlier revision that was submitted or approved, and that later edits have left behind."""

    revision: int
    state: Literal["in-review", "approved"]
    why: TextModel


class ReviewModel(BaseModel):
    """Where the newest revision stands, what may be done next, what stands against publishing, and the history.

    `office` says whether people sign in here: then only what another approved is published.
    """

    layout: str
    revision: int
    state: StateName
    office: bool
    published: PublicationModel | None
    stale: StaleModel | None
    next: list[NextModel]
    against: list[FindingModel]
    history: list[StepModel]


TAKE: Final[dict[str, Any]] = {"step": "return", "message": "请补充批复文号", "author": "王工"}
_NO: Final = {"zh": "第 3 版是草稿，尚未送审", "en": "revision 3 is a draft that was not submitted"}
REVIEW: Final[dict[str, Any]] = {
    "layout": "zgc-2020", "revision": 3, "state": "draft", "office": True, "published": None, "stale": None,
    "next": [
        {"step": "submit", "may": True, "why": None},
        {"step": "withdraw", "may": False, "why": _NO},
        {"step": "approve", "may": False, "why": _NO},
        {"step": "return", "may": False, "why": _NO},
        {"step": "publish", "may": False, "why": _NO},
    ],
    "against": [],
    "history": [{
        "step": "return", "revision": 3, "number": None, "superseded_by": None,
        "created": "2026-01-05T08:00:00+00:00", "author": "王工", "message": "请补充批复文号", "mine": False,
    }],
}  # fmt: skip
