"""Scenarios: who branched from a layout, and writes that are made from revisions: merges and reverts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection

from api.store import reading, writing
from api.store.lineage import Point
from api.store.records import Saved
from api.store.statements import statement
from api.store.writing import Signature
from geo.model import Edit, Text


@dataclass(frozen=True)
class Source:
    """What a revision is made from: the one that it merges or takes back, and what both sides were compared with."""

    how: Literal["merge", "revert"]
    point: Point
    base: Point


@dataclass(frozen=True)
class BranchRecord:
    """A layout that was started from a revision of another one; `merged` is its newest revision that came back."""

    id: str
    title: Text
    origin: Point
    revision: int
    created: datetime
    author: str
    changed: datetime
    features: int
    merged: int | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.id,
            "title": self.title.data(),
            "from": self.origin._asdict(),
            "revision": self.revision,
            "created": self.created.isoformat(),
            "author": self.author,
            "changed": self.changed.isoformat(),
            "features": self.features,
            "merged": self.merged,
        }


def branches(connection: Connection, layout: str) -> list[BranchRecord]:
    """The layouts that were started from a layout, the oldest first.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return [
        BranchRecord(
            row.id, Text(row.title_zh, row.title_en), Point(layout, row.from_revision), row.head, row.created,
            row.author, row.changed, row.feature_count, row.merged,
        )
        for row in connection.execute(statement("branches"), {"layout": layout})
    ]  # fmt: skip


def save_from(
    connection: Connection, layout: str, base: int, edit: Edit, source: Source, signature: Signature
) -> Saved:
    """Append an edit that merges a revision or takes one back, and keep what it was made from.

    A merge that changes nothing is kept too: from now on the layout has all of it.

    Raises:
        NotFound, StaleRevision, Refused: as `writing.save`; nothing is stored.
    """
    saved = writing.save(connection, layout, base, edit, signature)
    if saved.changed or source.how == "merge":
        values = {"layout": layout, "revision": saved.revision, "changed": saved.changed, "how": source.how}
        values |= {"author": signature.author, "from_layout": source.point.layout}
        values |= {"from_revision": source.point.revision, "base_layout": source.base.layout}
        connection.execute(statement("add_source"), values | {"base_revision": source.base.revision})
    return saved
