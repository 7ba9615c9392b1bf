"""The shapes of comments, with an example of each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from api.schemas.common import TextModel

Place = Annotated[list[float], Field(min_length=2, max_length=2)]
_PLACE: Final = [116.28, 40.04]


class NewCommentModel(BaseModel):
    """A comment on one thing: the id of a feature or of a finding, or a place (lon, lat in CGCS2000 degrees).

    Without `revision` it is on the newest one. People who have signed in need no `author`.
    """

    body: str
    feature: str | None = None
    finding: str | None = None
    place: Place | None = None
    revision: int | None = None
    author: str = ""


class FollowModel(BaseModel):
    """What to add to a thread: the text of a reply, a word on resolving or reopening, the reason for hiding.

    `entry` is what shall be hidden: 0 for the first text of the thread, else the number of an entry.
    """

    body: str = ""
    entry: int | None = None
    author: str = ""


class HiddenModel(BaseModel):
    """Who hid a text, when and why."""

    created: datetime
    author: str
    reason: str


class EntryModel(BaseModel):
    """An entry of a thread after its first; `body` is null where it was hidden, and `mine` where by whoever asks."""

    number: int
    what: Literal["reply", "resolve", "reopen"]
    revision: int
    created: datetime
    author: str
    mine: bool
    body: str | None
    hidden: HiddenModel | None


class AnchorModel(BaseModel):
    """What a comment is on: its id, and of a finding its rule and what it said then."""

    kind: Literal["feature", "finding", "place"]
    id: str | None
    rule: str | None
    about: TextModel | None


class ThreadModel(BaseModel):
    """A comment with what followed.

    `at` is where its anchor lay (lon, lat), null for a finding that lies nowhere. `since` says what has become of the
    anchor after `revision`: "same", "changed" (a feature that was put since, a finding with another measure), "gone",
    or "untold" where the finding's rule cannot judge.
    """

    number: int
    layout: str
    revision: int
    created: datetime
    author: str
    mine: bool
    body: str | None
    hidden: HiddenModel | None
    anchor: AnchorModel
    at: Place | None
    since: Literal["same", "changed", "gone", "untold"]
    resolved: bool
    entries: list[EntryModel]


NEW: Final[dict[str, Any]] = {"body": "此处边界请与批复图核对", "feature": "G09", "author": "王工"}
FOLLOW: Final[dict[str, Any]] = {"body": "已核对", "author": "李工"}
THREAD: Final[dict[str, Any]] = {
    "number": 1, "layout": "zgc-2020", "revision": 3, "created": "2026-01-05T08:00:00+00:00", "author": "王工",
    "mine": False, "body": NEW["body"], "hidden": None,
    "anchor": {"kind": "feature", "id": "G09", "rule": None, "about": None}, "at": _PLACE, "since": "same",
    "resolved": False,
    "entries": [{
        "number": 1, "what": "reply", "revision": 3, "created": "2026-01-05T09:00:00+00:00", "author": "李工",
        "mine": False, "body": FOLLOW["body"], "hidden": None,
    }],
}  # fmt: skip
