"""The features of a layout on their way out: lines of JSON for `geo.exchange.rows`, through a cursor of the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from api.store.pages import PageQuery
from api.store.reading import layout_record
from api.store.records import LayoutRecord
from api.store.selection import row_of_feature
from geo.errors import NotFound
from geo.model import COLUMNS, SCHEMATIC_NOTICE

_FETCHED: Final = 500
_COUNTS: Final = text("SELECT feature_count, schematic_count FROM revision WHERE layout = :layout AND number = :number")


@dataclass(frozen=True)
class Outgoing:
    """A layout at a revision, as the store has it at one moment."""

    record: LayoutRecord
    revision: int
    features: int
    schematic: bool
    _connection: Connection

    def about(self) -> dict[str, Any]:
        """What a file of it says of itself, and that its outlines are schematic where they are."""
        notice = (self.record.notice or SCHEMATIC_NOTICE) if self.schematic else None
        return {
            "layout": self.record.id,
            "revision": self.revision,
            "rulebook": self.record.rulebook,
            "title": self.record.title.data(),
            "notice": None if notice is None else notice.data(),
        }

    def lines(self, *, lists: bool) -> Iterator[list[str]]:
        """Every feature as a line without its end, some hundred at a time, by id: memory holds one such part.

        Without `lists` the entries of a list are joined with `;`.
        """
        names = [name for name in COLUMNS if name != "id"]
        older = None if self.revision == self.record.revision else self.revision
        query = PageQuery(self.record.id, 0, revision=older)
        # Every part of the text is of this program; what comes from outside is bound.
        asked = f"SELECT {row_of_feature('geom', names, lists)} {query.source()} ORDER BY feature_id"
        streamed = {"stream_results": True, "max_row_buffer": _FETCHED}
        found = self._connection.exec_driver_sql(asked, query.bound(), execution_options=streamed)
        for part in found.scalars().partitions(_FETCHED):
            yield list(part)


@contextmanager
def outgoing(engine: Engine, id: str, revision: int | None = None) -> Iterator[Outgoing]:
    """A layout at a revision (the newest one if None), unchanged by whatever is written meanwhile.

    Raises:
        NotFound: there is no such layout or revision.
    """
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        record = layout_record(connection, id)
        number = record.revision if revision is None else revision
        counts = connection.execute(_COUNTS, {"layout": id, "number": number}).one_or_none()
        if counts is None:
            raise NotFound(
                f"布局 {id} 没有第 {number} 版，最新为第 {record.revision} 版",
                f"layout {id} has no revision {number}; the newest one is {record.revision}",
            )
        yield Outgoing(record, number, counts.feature_count, counts.schematic_count > 0, connection)
