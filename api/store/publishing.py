"""Publications: the revisions of a layout that were made public, never taken back."""

from __future__ import annotations

from sqlalchemy import Connection

from api.store import reading
from api.store.records import PublicationRecord, StaleRevision
from api.store.statements import statement
from geo.errors import Conflict


def publications(connection: Connection, layout: str) -> list[PublicationRecord]:
    """The publications of a layout, newest first.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return [PublicationRecord(*row) for row in connection.execute(statement("publications"), {"layout": layout})]


def publish(
    connection: Connection, layout: str, revision: int, rulebook: tuple[str, str], *, author: str, message: str
) -> PublicationRecord:
    """Publish the newest revision of a layout; `rulebook` is the one that judged it ("zgc@2026.1") and its digest.

    Raises:
        NotFound: there is no such layout.
        StaleRevision: `revision` is not the newest one.
        Conflict: it is published already.
    """
    reading.layout_record(connection, layout)
    head = connection.execute(statement("lock_layout"), {"layout": layout}).one().head
    if head != revision:
        raise StaleRevision(layout, revision, head, reading.changes_since(connection, layout, revision))
    values = {"layout": layout, "revision": revision, "author": author, "message": message}
    values |= {"rulebook": rulebook[0], "rulebook_digest": rulebook[1]}
    if not connection.execute(statement("add_publication"), values).rowcount:
        raise Conflict(f"第 {revision} 版已发布", f"revision {revision} is published already")
    return publications(connection, layout)[0]
