"""Threads of comments: what a new one is on, and each as JSON with what has become of its anchor since."""

from __future__ import annotations

import math
from typing import Any

from shapely.geometry.base import BaseGeometry

from api.auth.acting import person
from api.body import text_in
from api.context import Context
from api.store.commenting import CommentRecord, EventRecord, NewComment, Place
from geo.check.engine import ALL_STAGES
from geo.errors import InputError, NotFound
from geo.model import Finding, Report, Status

_ANCHORS = ("feature", "finding", "place")
_SILENT = (Status.CANNOT_TELL, Status.CRASHED)


def new_comment(shared: Context, id: str, document: dict[str, Any]) -> NewComment:
    """The comment that a body asks for. Raises NotFound, InputError."""
    given = [name for name in _ANCHORS if document.get(name) is not None]
    if len(given) != 1:
        raise InputError(
            "须且只须指明要素、问题或位置之一", "must name one of feature, finding and place", where="feature"
        )
    record, revision = shared.store.record(id), document.get("revision")
    if revision is None:
        revision = record.revision
    if isinstance(revision, bool) or not isinstance(revision, int) or not 1 <= revision <= record.revision:
        zh = f"应为 1 至 {record.revision} 的版本号"
        raise InputError(zh, f"must be a revision from 1 to {record.revision}", where="revision")
    body = text_in(document, "body")
    if given == ["place"]:
        return NewComment(revision, body, _place(document["place"]))
    wanted = text_in(document, given[0])
    if given == ["feature"]:
        feature = shared.layout(id, revision).feature(wanted)
        if feature is None:
            raise NotFound(f"第 {revision} 版没有要素 {wanted}", f"revision {revision} has no feature {wanted}")
        return NewComment(revision, body, _inside(feature.geometry), feature=wanted)
    finding = _by_id(shared.report(id, revision, record.rulebook, ALL_STAGES)).get(wanted)
    if finding is None:
        raise NotFound(f"报告中没有编号为 {wanted} 的问题", f"the report has no finding {wanted}")
    return NewComment(
        revision, body, _inside(finding.evidence), finding=wanted, rule=finding.rule, about=finding.message,
        measured=finding.measured,
    )  # fmt: skip


def told(shared: Context, id: str, threads: list[CommentRecord]) -> list[dict[str, Any]]:
    """Threads as JSON for whoever asks."""
    on_findings = any(thread.said.finding is not None for thread in threads)
    record = shared.store.record(id)
    report = shared.report(id, record.revision, record.rulebook, ALL_STAGES) if on_findings else None
    return [_thread(thread, report) for thread in threads]


def _thread(thread: CommentRecord, report: Report | None) -> dict[str, Any]:
    said, hidden = thread.said, thread.hidden(0)
    kind = "feature" if said.feature is not None else "place" if said.finding is None else "finding"
    return {
        "number": thread.number,
        "layout": thread.layout,
        "revision": said.revision,
        "created": thread.created.isoformat(),
        "author": thread.author,
        "mine": _mine(thread.person),
        "body": said.body if hidden is None else None,
        "hidden": _hidden(hidden),
        "anchor": {
            "kind": kind,
            "id": said.feature or said.finding,
            "rule": said.rule,
            "about": None if said.about is None else said.about.data(),
        },
        "at": None if said.at is None else list(said.at),
        "since": thread.since or (_since(said, report) if report and said.finding else "same"),
        "resolved": thread.resolved is not None,
        "entries": [_entry(thread, event) for event in thread.events if event.what != "hide"],
    }


def _entry(thread: CommentRecord, event: EventRecord) -> dict[str, Any]:
    hidden = thread.hidden(event.number)
    return {
        "number": event.number,
        "what": event.what,
        "revision": event.revision,
        "created": event.created.isoformat(),
        "author": event.author,
        "mine": _mine(event.person),
        "body": event.body if hidden is None else None,
        "hidden": _hidden(hidden),
    }


def _since(said: NewComment, report: Report) -> str:
    """What has become of a finding in today's report."""
    now = _by_id(report).get(said.finding or "")
    if now is None:
        silent = any(finding.rule == said.rule and finding.status in _SILENT for finding in report.findings)
        return "untold" if silent else "gone"
    return "same" if now.measured == said.measured else "changed"


def _by_id(report: Report) -> dict[str, Finding]:
    return {finding.id: finding for finding in report.findings}


def _hidden(event: EventRecord | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"created": event.created.isoformat(), "author": event.author, "reason": event.body}


def _mine(key: str) -> bool:
    who = person()
    return who.known and who.key == key


def _inside(geometry: BaseGeometry | None) -> Place | None:
    """A point of a geometry; None where there is none."""
    if geometry is None or geometry.is_empty:
        return None
    point = geometry.representative_point()
    return point.x, point.y


def _place(value: Any) -> Place:
    fits = isinstance(value, list) and len(value) == 2
    if not fits or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in value):
        raise InputError("应为经度和纬度两个数", "must be two numbers, longitude and latitude", where="place")
    lon, lat = (float(v) for v in value)
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise InputError("不在地球上", "is not on earth", where="place")
    return lon, lat
