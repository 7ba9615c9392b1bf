"""Merges and reverts of stored layouts: what they would do, and doing it through the same gate as every edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from api.auth.acting import signature
from api.choices import choices_in, conflicts_data
from api.context import Context
from api.exported import referred
from api.problems import Unresolved
from api.routes.edits import require_newest, text_of, write
from api.store import LayoutRecord, Source
from api.store.lineage import Point
from geo.compare import Choice, Merge, compare, merge
from geo.errors import InputError, NotFound
from geo.report.compared.data import features_data


@dataclass(frozen=True)
class Request:
    """What a body asks for besides what it merges: choices, who, why."""

    choices: Sequence[Choice]
    author: str
    message: str

    @staticmethod
    def of(document: dict[str, Any]) -> Request:
        """The members that merges and reverts share. Raises InputError."""
        author = signature(text_of(document, "author") or "anonymous")
        return Request(choices_in(document), author, text_of(document, "message"))


Sourced: TypeAlias = Callable[[LayoutRecord], Source]
"""What is to be brought into a layout, once its newest revision is known."""


def merge_source(shared: Context, record: LayoutRecord, given: str) -> Source:
    """The revision that `L` or `L@N` names, to be merged into a layout.

    Raises:
        NotFound: there is no such layout or revision.
        InputError: it is the layout itself, or the two have no revision in common.
    """
    id, revision = referred(given, "from")
    if id == record.id:
        raise InputError("不能与自身合并", "a layout cannot be merged into itself", where="from")
    newest = shared.store.record(id).revision
    point = Point(id, newest if revision is None else revision)
    if not 1 <= point.revision <= newest:
        zh = f"布局 {id} 没有第 {point.revision} 版，最新为第 {newest} 版"
        raise NotFound(zh, f"layout {id} has no revision {point.revision}; the newest one is {newest}")
    base = shared.store.common_ancestor(Point(record.id, record.revision), point)
    if base is None:
        zh, en = f"{id} 与 {record.id} 没有共同的版本", f"{id} and {record.id} have no revision in common"
        raise InputError(zh, en, where="from")
    return Source("merge", point, base)


def revert_source(record: LayoutRecord, revision: Any) -> Source:
    """A revision of a layout, to be taken back: the newest one goes to the one before it, as seen from it.

    Raises:
        NotFound: there is no such revision.
        InputError: it is no number, or the first one, which has none before it.
    """
    if not isinstance(revision, int) or isinstance(revision, bool) or not 1 <= revision < 2**31:
        raise InputError("应为版本号", "must be a revision", where="revision")
    if revision > record.revision:
        zh = f"布局 {record.id} 没有第 {revision} 版，最新为第 {record.revision} 版"
        raise NotFound(zh, f"layout {record.id} has no revision {revision}; the newest one is {record.revision}")
    if revision == 1:
        raise InputError("第 1 版之前没有版本，无从撤回", "nothing comes before the first revision", where="revision")
    return Source("revert", Point(record.id, revision), Point(record.id, revision))


def merged(shared: Context, record: LayoutRecord, source: Source, choices: Sequence[Choice] = ()) -> Merge:
    """What a merge or a revert makes of the newest revision. Raises InputError."""
    theirs = source.point
    if source.how == "revert":
        theirs = Point(record.id, source.point.revision - 1)
    sides = (source.base, Point(record.id, record.revision), theirs)
    base, mine, other = (shared.layout(*point) for point in sides)
    return merge(base, mine, other, choices)


def look(shared: Context, id: str, given: str, *, geometry: bool) -> dict[str, Any]:
    """What a merge would bring and what it asks. Raises NotFound, InputError."""
    record = shared.store.record(id)
    source = merge_source(shared, record, given)
    found = merged(shared, record, source)
    mine = shared.layout(id, record.revision)
    change = compare(mine, mine.apply(found.edit), shared.book(record.rulebook).frame)
    return {
        "layout": id,
        "revision": record.revision,
        "from": source.point._asdict(),
        "base": source.base._asdict(),
        "merged": source.base == source.point,
        **_changes(found),
        "features": list(features_data(change, geometry=geometry)),
        "conflicts": conflicts_data(found.conflicts),
    }


def make(
    shared: Context,
    at: tuple[str, int],
    sourced: Sourced,
    request: Request,
    stage: str | None,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Merge or revert as the next revision, or only judge that.

    Raises:
        NotFound, InputError: as `merge_source`, `revert_source` and `merged`.
        StaleRevision: `at` is not the newest revision.
        Unresolved: a conflict is not chosen.
        Refused: a feature may not enter.
    """
    record = require_newest(shared, *at)
    source = sourced(record)
    found = merged(shared, record, source, request.choices)
    if found.conflicts and not dry_run:
        raise Unresolved(conflicts_data(found.conflicts))
    message = request.message or _message(source)
    # What the layout holds already is merged without a trace.
    new = source.base != source.point or source.how == "revert"

    def keep() -> int:
        author = request.author
        return shared.store.save_from(
            record.id, record.revision, found.edit, source, author=author, message=message
        ).revision

    told = write(
        shared, record, found.edit, request.author, message, stage=stage, dry_run=dry_run, keep=keep if new else None
    )
    return told | _changes(found) | {"conflicts": conflicts_data(found.conflicts)}


def _changes(found: Merge) -> dict[str, list[str]]:
    return {"put": [feature.id for feature in found.edit.put], "delete": list(found.edit.delete)}


def _message(source: Source) -> str:
    layout, revision = source.point
    if source.how == "revert":
        return f"撤回第 {revision} 版 revert of revision {revision}"
    return f"合并 {layout} 第 {revision} 版 merge of {layout} revision {revision}"
