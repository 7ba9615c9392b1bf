"""Writing the store: one write is one transaction is one revision, known to be kept only after commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from api.store import reading
from api.store.entry import Told, stage, untold
from api.store.foreign import refuse_change
from api.store.records import Refused, Saved, StaleRevision
from api.store.statements import statement
from geo.errors import NotFound
from geo.model import SCHEMATIC_NOTICE, Edit, Layout, Text

_PART: Final = 10_000
"""So many changes are stored at once: what follows them is worked out in memory, and progress can be told."""


@dataclass(frozen=True)
class Head:
    """A layout's newest revision, locked: 0 when it has none yet."""

    number: int
    features: int
    schematic: int


@dataclass(frozen=True)
class Signature:
    """Who writes, and why."""

    author: str
    message: str


@dataclass(frozen=True)
class Heading:
    """What a layout is called, and what every view of it must say."""

    title: Text
    notice: Text | None = None

    @staticmethod
    def of(layout: Layout) -> Heading:
        """A layout's own title (its id where it has none), and the notice that schematic outlines need."""
        title = layout.title or Text(layout.id, layout.id)
        return Heading(title, SCHEMATIC_NOTICE if layout.schematic else None)


def save(connection: Connection, id: str, base: int, edit: Edit, signature: Signature) -> Saved:
    """Append an edit of revision `base` as the next revision; an edit that changes nothing makes none.

    Raises:
        NotFound: there is no such layout.
        StaleRevision: `base` is not the newest revision; nothing is stored.
        Refused: a feature may not enter; nothing is stored.
    """
    head = lock(connection, id)
    if head is None:
        raise NotFound(f"没有名为 {id} 的布局", f"there is no layout {id}")
    if head.number != base:
        changes = reading.changes_since(connection, id, max(base, 0))
        raise StaleRevision(id, base, head.number, changes)
    refused = stage(connection, Layout.of(edit.put, id=id).features)
    if refused:
        raise Refused(refused)
    return append(connection, id, head, signature, delete=edit.delete)


def import_layout(connection: Connection, layout: Layout, heading: Heading, signature: Signature) -> Saved:
    """Make `layout` the newest revision: what is not in it goes, what cannot enter is kept out and told.

    A layout of that id is made when there is none. What is kept out leaves its older version as it is.
    """
    head = Head(0, 0, 0) if add_layout(connection, layout, heading) else None
    head = head or lock(connection, layout.id) or Head(0, 0, 0)
    refused = stage(connection, layout.features)
    keep = [r.feature for r in refused]
    saved = append(connection, layout.id, head, signature, replace=True, keep=keep)
    return Saved(saved.revision, saved.changed, refused)


def branch(
    connection: Connection,
    id: str,
    origin: tuple[str, int],
    heading: Heading,
    signature: Signature,
    edit: Edit | None = None,
) -> Saved:
    """Make a layout that starts as another one at a revision and then goes its own way, with an edit as its second.

    The waivers that hold in the origin are entered into its register. A layout of that id stays as it is.

    Raises:
        NotFound: there is no such layout or revision to start from.
        Refused: a feature of the edit may not enter; nothing is stored.
    """
    source = reading.features(connection, *origin)
    if not add_layout(connection, Layout(id, source.features, rulebook=source.rulebook), heading, origin):
        return Saved(reading.layout_record(connection, id).revision, changed=False)
    schematic = int((source.features["basis"] == "schematic").sum())
    _append_revision(connection, id, 1, signature, 0, 0, len(source), schematic)
    connection.execute(statement("carry_waivers"), {"layout": id, "origin": origin[0]})
    if edit is None:
        return Saved(1, changed=True)
    saved = save(connection, id, 1, edit, signature)
    return Saved(saved.revision, changed=True)


def add_layout(
    connection: Connection, layout: Layout, heading: Heading, origin: tuple[str | None, int | None] = (None, None)
) -> bool:
    """Make a layout without revisions yet; its first one must follow in the same transaction. False: there is one."""
    notice = heading.notice
    values = {
        "id": layout.id,
        "title_zh": heading.title.zh,
        "title_en": heading.title.en,
        "notice_zh": None if notice is None else notice.zh,
        "notice_en": None if notice is None else notice.en,
        "rulebook": layout.rulebook,
        "from_layout": origin[0],
        "from_revision": origin[1],
    }
    return connection.execute(statement("add_layout"), values).rowcount == 1


def lock(connection: Connection, id: str) -> Head | None:
    """The layout's head; other writers wait here until this transaction ends."""
    row = connection.execute(statement("lock_layout"), {"layout": id}).one_or_none()
    return None if row is None else Head(row.head, row.feature_count or 0, row.schematic_count or 0)


def append(
    connection: Connection,
    id: str,
    head: Head,
    signature: Signature,
    *,
    delete: Sequence[str] = (),
    keep: Sequence[str] = (),
    replace: bool = False,
    told: Told = untold,
) -> Saved:
    """Store what is staged as the next revision, if it changes anything or is the first.

    `told` is called with how many of its changes are stored, and of how many.
    """
    values = {"layout": id, "head": head.number, "delete": list(delete), "keep": list(keep), "replace": replace}
    connection.execute(statement("change"), values)
    refuse_change(connection, id)
    counts = connection.execute(statement("change_counts")).one()
    if head.number and not (counts.put or counts.deleted):
        return Saved(head.number, changed=False)
    number = head.number + 1
    features = head.features + counts.new - counts.deleted
    schematic = head.schematic + counts.schematic
    _append_revision(connection, id, number, signature, counts.put, counts.deleted, features, schematic)
    total = counts.put + counts.deleted
    for after in range(0, total, _PART):
        part = {"after": after, "upto": after + _PART}
        connection.execute(statement("append_versions"), {"layout": id, "number": number} | part)
        told(min(after + _PART, total), total)
    if number > 1:
        connection.execute(statement("move_head"), {"layout": id, "number": number})
    return Saved(number, changed=True)


def _append_revision(
    connection: Connection,
    id: str,
    number: int,
    signature: Signature,
    put: int,
    deleted: int,
    features: int,
    schematic: int,
) -> None:
    values = {"layout": id, "number": number, "author": signature.author, "message": signature.message}
    values |= {"put": put, "deleted": deleted, "features": features, "schematic": schematic}
    connection.execute(statement("append_revision"), values)
