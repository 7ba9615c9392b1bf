"""What there is to tell of a layout: its state in numbers, what is new since another state, who is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from api.live.wire import Event
from api.store.presence import KEEP_S
from api.store.reader import Reader

MOST_REVISIONS: Final = 20
MOST_FEATURES: Final = 500
"""So many features of a revision are named; whoever needs the others reads the revision."""
_ID: Final = re.compile(r"\d{1,12}(\.\d{1,15}){0,7}")
_STATE: Final = b"""
    SELECT layout.head,
           coalesce((SELECT max(number) FROM publication WHERE layout = layout.id), 0)::bigint,
           (SELECT count(*) FROM waiver WHERE layout = layout.id)
             + (SELECT count(*) FROM waiver_revocation r JOIN waiver w ON w.number = r.waiver
                WHERE w.layout = layout.id)
             + (SELECT count(*) FROM waiver_decision d JOIN waiver w ON w.number = d.waiver
                WHERE w.layout = layout.id),
           coalesce((SELECT floor(extract(epoch FROM max(created)) * 1000) FROM report_cache
                     WHERE layout = layout.id AND revision = layout.head), 0)::bigint,
           (SELECT count(*) FROM comment WHERE layout = layout.id)
             + (SELECT count(*) FROM comment_event WHERE layout = layout.id),
           (SELECT count(*) FROM review_step WHERE layout = layout.id),
           coalesce((SELECT json_agg(json_build_object('client', client, 'name', name, 'guest', guest,
                                                       'feature', feature) ORDER BY guest, name, client)
                     FROM presence WHERE layout = layout.id
                       AND seen > clock_timestamp() - make_interval(secs => %(keep_s)s)), '[]'),
           coalesce((SELECT json_agg(json_build_object('feature', feature, 'client', client, 'name', name,
                                                       'guest', guest) ORDER BY feature)
                     FROM feature_hold WHERE layout = layout.id AND until >= clock_timestamp()), '[]')
    FROM layout WHERE layout.id = %(layout)s
"""
_REVISIONS: Final = b"""
    SELECT number, created, author, message, put_count, deleted_count,
           ARRAY(SELECT feature_id FROM feature_version v
                 WHERE v.layout = revision.layout AND v.revision = revision.number AND NOT deleted
                 ORDER BY feature_id LIMIT %(most)s),
           ARRAY(SELECT feature_id FROM feature_version v
                 WHERE v.layout = revision.layout AND v.revision = revision.number AND deleted
                 ORDER BY feature_id LIMIT %(most)s)
    FROM revision WHERE layout = %(layout)s AND number > %(since)s ORDER BY number LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Known:
    """How far somebody knows a layout's history. As text it is the id of an event: `Last-Event-ID` brings it back."""

    revision: int
    publication: int | None = None
    waivers: int | None = None
    report_ms: int | None = None
    comments: int | None = None
    """All that was ever said or done in threads: it grows with each."""
    steps: int | None = None

    def __str__(self) -> str:
        told = (self.revision, self.publication, self.waivers, self.report_ms, self.comments, self.steps)
        return ".".join("0" if n is None else str(n) for n in told)

    @staticmethod
    def read(id: str) -> Known | None:
        """What an id says, also one of which only the first numbers are given; None for any other text."""
        if not _ID.fullmatch(id):
            return None
        numbers = [int(part) for part in id.split(".")][:6]
        return Known(*numbers)


@dataclass(frozen=True)
class Look:
    """A layout as it is now."""

    known: Known
    people: list[dict[str, Any]]
    locks: list[dict[str, Any]]

    def present(self) -> tuple[Event, Event]:
        """Who is there, and what is held."""
        return Event("presence", {"people": self.people}), Event("lock", {"locks": self.locks})


async def look(reader: Reader, layout: str) -> Look | None:
    """Look at a layout; None where there is none. Raises Unavailable."""
    row = await reader.row(_STATE, {"layout": layout, "keep_s": KEEP_S})
    return None if row is None else Look(Known(*row[:6]), row[6], row[7])


async def news(reader: Reader, layout: str, before: Known, now: Known) -> list[Event]:
    """What has come since: every revision by itself, or that there were too many. Raises Unavailable."""
    if not 0 <= now.revision - before.revision <= MOST_REVISIONS:
        return [Event("resync", {"revision": now.revision})]
    events = list(_others(before, now))
    if now.revision > before.revision:
        values = {"layout": layout, "since": before.revision, "most": MOST_FEATURES, "limit": MOST_REVISIONS}
        rows = await reader.rows(_REVISIONS, values)
        events = [Event("revision", _revision(row)) for row in rows if row[0] <= now.revision] + events
    return events


def _revision(row: tuple[Any, ...]) -> dict[str, Any]:
    number, created, author, message, put_count, deleted_count, put, deleted = row
    return {
        "revision": number, "created": created.isoformat(), "author": author, "message": message, "put": put,
        "deleted": deleted, "whole": put_count == len(put) and deleted_count == len(deleted),
    }  # fmt: skip


def _others(before: Known, now: Known) -> Iterator[Event]:
    if before.publication is not None and before.publication != now.publication:
        yield Event("publication", {"number": now.publication})
    if before.comments is not None and before.comments != now.comments:
        yield Event("comment", {"said": now.comments})
    if before.steps is not None and before.steps != now.steps:
        yield Event("review", {"revision": now.revision})
    judged = ((before.waivers, now.waivers), (before.report_ms, now.report_ms))
    if any(was is not None and was != is_ for was, is_ in judged):
        yield Event("finding", {"revision": now.revision, "waivers": now.waivers})
