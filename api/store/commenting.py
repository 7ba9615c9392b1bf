"""Comments: threads on a feature, a finding or a place of a layout. Nothing is removed; an entry can be hidden."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.errors import ForeignKeyViolation
from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from api.store import reading
from api.store.statements import statement
from geo.errors import Conflict, NotFound
from geo.model import Text

Place = tuple[float, float]


@dataclass(frozen=True)
class NewComment:
    """A comment to begin a thread with.

    It is on a feature, or on a finding (with its rule, sentence and measure of then), or on a place alone; `at` is
    where that lies (lon, lat in CGCS2000 degrees), None for a finding that lies nowhere.
    """

    revision: int
    body: str
    at: Place | None
    feature: str | None = None
    finding: str | None = None
    rule: str | None = None
    about: Text | None = None
    measured: float | None = None


@dataclass(frozen=True)
class CommentEvent:
    """Something to add to a thread: "reply", "resolve", "reopen", or "hide" of the entry `hides` (0: the first)."""

    what: str
    author: str
    body: str
    hides: int | None = None


@dataclass(frozen=True)
class EventRecord:
    """An entry of a thread after its first."""

    number: int
    revision: int
    what: str
    hides: int | None
    created: datetime
    person: str
    author: str
    body: str


@dataclass(frozen=True)
class CommentRecord:
    """A thread. `since` is "changed" or "gone" where a later revision has put or deleted its feature, else None."""

    number: int
    layout: str
    created: datetime
    person: str
    author: str
    said: NewComment
    since: str | None
    events: tuple[EventRecord, ...]

    @property
    def resolved(self) -> EventRecord | None:
        """The entry that resolved it, unless it was opened again."""
        turns = [event for event in self.events if event.what in ("resolve", "reopen")]
        return turns[-1] if turns and turns[-1].what == "resolve" else None

    def hidden(self, number: int) -> EventRecord | None:
        """What hid the entry of that number (0: the first), if it is hidden."""
        return next((event for event in self.events if event.hides == number), None)


def comments(connection: Connection, layout: str, number: int | None = None) -> list[CommentRecord]:
    """The threads of a layout, the oldest first, or the one of that number.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    values = {"layout": layout, "number": number}
    events: defaultdict[int, list[EventRecord]] = defaultdict(list)
    for thread, *event in connection.execute(statement("comment_events"), values):
        events[thread].append(EventRecord(*event))
    return [_record(row, tuple(events[row.number])) for row in connection.execute(statement("comments"), values)]


def add_comment(connection: Connection, layout: str, new: NewComment, author: str) -> CommentRecord:
    """Begin a thread.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    about, (lon, lat) = new.about, new.at or (None, None)
    values = {
        "layout": layout,
        "revision": new.revision,
        "author": author,
        "body": new.body,
        "feature": new.feature,
        "finding": new.finding,
        "rule": new.rule,
        "about_zh": None if about is None else about.zh,
        "about_en": None if about is None else about.en,
        "measured": new.measured,
        "lon": lon,
        "lat": lat,
    }
    return _one(connection, layout, connection.execute(statement("add_comment"), values).scalar_one())


def add_event(connection: Connection, layout: str, number: int, event: CommentEvent) -> CommentRecord:
    """Add to a thread.

    Raises:
        NotFound: there is no such layout, thread or entry.
        Conflict: the thread is resolved, open or hidden already.
    """
    values = {"layout": layout, "number": number, "what": event.what, "hides": event.hides}
    try:
        connection.execute(statement("add_comment_event"), values | {"author": event.author, "body": event.body})
    except IntegrityError as error:
        if isinstance(error.orig, ForeignKeyViolation):
            zh = f"第 {number} 号意见没有第 {event.hides} 条回复"
            raise NotFound(zh, f"comment {number} has no entry {event.hides}") from error
        raise Conflict(f"第 {number} 号意见已是如此", f"comment {number} is so already") from error
    return _one(connection, layout, number)


def _one(connection: Connection, layout: str, number: int) -> CommentRecord:
    found = comments(connection, layout, number)
    if not found:
        raise NotFound(f"布局 {layout} 没有第 {number} 号意见", f"layout {layout} has no comment {number}")
    return found[0]


def _record(row: Row[Any], events: tuple[EventRecord, ...]) -> CommentRecord:
    said = NewComment(
        revision=row.revision,
        body=row.body,
        at=None if row.lon is None else (row.lon, row.lat),
        feature=row.feature,
        finding=row.finding,
        rule=row.rule,
        about=None if row.about_zh is None else Text(row.about_zh, row.about_en),
        measured=row.measured,
    )
    return CommentRecord(row.number, row.layout, row.created, row.person, row.author, said, row.since, events)
