"""Imports: a file becomes a revision, a record of how it was read, and a quarantine; all of it or nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Row

from api.store import reading
from api.store.entry import Told, stage, untold
from api.store.import_records import ImportRecord, Incoming
from api.store.kept_out import copy_quarantine, json_text, plain_text, refusals_of
from api.store.records import Saved, StaleRevision
from api.store.statements import statement
from api.store.writing import Head, Heading, Signature, add_layout, append, lock
from geo.errors import Conflict
from geo.model import Layout


def import_draft(
    connection: Connection,
    layout: Layout,
    incoming: Incoming,
    base: int | None,
    heading: Heading,
    signature: Signature,
    told: Told = untold,
) -> ImportRecord:
    """Make a file's features the next revision of the layout of their id, and keep how they came.

    Args:
        base: the revision that the importer saw; 0 where there was no such layout; None for whatever is the newest.
        told: is called with how many steps are done, and of how many: one for each feature that is brought to the
            database, and one for each change that is stored.

    An upload that was landed before, in the very same way, is not landed again: the answer is the first one's.

    Raises:
        StaleRevision: the layout has moved on from `base`; nothing is stored.
        Conflict: the upload was landed before in another way; nothing is stored.
    """
    head = Head(0, 0, 0) if add_layout(connection, layout, heading) else None
    head = head or lock(connection, layout.id) or Head(0, 0, 0)
    if (before := repeated(connection, layout.id, incoming)) is not None:
        return before
    if base is not None and head.number != base:
        changes = reading.changes_since(connection, layout.id, base)
        raise StaleRevision(layout.id, base, head.number, changes)
    whole = 2 * len(layout)
    refused = stage(connection, layout.features, lambda done, _: told(done, whole))
    out = (*incoming.quarantine, *refusals_of(refused, layout))
    keep = [plain_text(item.id) for item in out if item.id is not None]
    replace = incoming.mode == "replace"
    saved = append(
        connection, layout.id, head, signature, replace=replace, keep=keep if replace else (),
        told=lambda done, of: told(len(layout) + round(len(layout) * done / of), whole),
    )  # fmt: skip
    number = _record(connection, layout, incoming, saved, signature, len(out), len(layout) - len(refused))
    copy_quarantine(connection, number, out)
    _release_older(connection, layout.id, number, saved, incoming, signature)
    return _found(connection, number=number)[0]


def _record(
    connection: Connection,
    layout: Layout,
    incoming: Incoming,
    saved: Saved,
    signature: Signature,
    quarantined: int,
    features: int,
) -> int:
    counts = connection.execute(statement("change_counts")).one()
    values = {
        "layout": layout.id, "revision": saved.revision, "changed": saved.changed, "author": signature.author,
        "message": signature.message, "upload": incoming.upload, "file_name": plain_text(incoming.file_name),
        "file_bytes": incoming.file_bytes, "sha256": incoming.sha256, "format": incoming.format,
        "mode": incoming.mode, "decisions": json_text(incoming.decisions), "pairs": json_text(incoming.pairs),
        "inspection": None if incoming.inspection is None else json_text(incoming.inspection),
        "features": features, "put": counts.put, "deleted": counts.deleted, "quarantined": quarantined,
        "mended": incoming.mended,
    }  # fmt: skip
    number = connection.execute(statement("add_import"), values).scalar()
    if number is None:
        raise _elsewhere()
    return int(number)


def _elsewhere() -> Conflict:
    return Conflict(
        "此次上传已按另一种方式导入；如需再次导入，请重新上传",
        "this upload was imported before, in another way; upload the file again to import it again",
    )


def _release_older(
    connection: Connection, id: str, number: int, saved: Saved, incoming: Incoming, signature: Signature
) -> None:
    """What waited from earlier imports and entered with this one, or waits again because of it, waits no longer."""
    values = {"layout": id, "import": number, "author": signature.author, "message": signature.message}
    connection.execute(statement("release_entered"), values | {"revision": saved.revision})
    connection.execute(statement("release_superseded"), values | {"file_name": plain_text(incoming.file_name)})


def imports(connection: Connection, layout: str) -> list[ImportRecord]:
    """The imports of a layout, newest first.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return _found(connection, layout=layout)


def landed(connection: Connection, upload: UUID) -> ImportRecord | None:
    """The import that an upload became; None where it is none yet."""
    return next(iter(_found(connection, upload=upload)), None)


def repeated(connection: Connection, layout: str, incoming: Incoming) -> ImportRecord | None:
    """The import that an upload became, if it is to be imported just so again; None where it is none yet.

    Raises:
        Conflict: it was imported in another way.
    """
    record = None if incoming.upload is None else landed(connection, incoming.upload)
    if record is None:
        return None
    told = [orjson.loads(json_text(said)) for said in (incoming.decisions, incoming.pairs)]
    if [record.layout, record.mode, record.decisions, record.pairs] != [layout, incoming.mode, *told]:
        raise _elsewhere()
    return record


def _found(
    connection: Connection, *, layout: str | None = None, upload: UUID | None = None, number: int | None = None
) -> list[ImportRecord]:
    values = {"layout": layout, "upload": upload, "number": number}
    return [_import_record(row) for row in connection.execute(statement("imports"), values)]


def _import_record(row: Row[Any]) -> ImportRecord:
    return ImportRecord(
        number=row.number, layout=row.layout, revision=row.revision, changed=row.changed, created=row.created,
        author=row.author, message=row.message, upload=row.upload, file_name=row.file_name,
        file_bytes=row.file_bytes, sha256=row.sha256, format=row.format, mode=row.mode, decisions=row.decisions,
        pairs=row.pairs, inspection=row.inspection, features=row.feature_count, put=row.put_count,
        deleted=row.deleted_count, quarantined=row.quarantined_count, mended=row.mended_count, waiting=row.waiting,
    )  # fmt: skip
