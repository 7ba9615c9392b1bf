"""The quarantine of a layout: what its imports could not take in, mended into a revision or dismissed."""

from __future__ import annotations

from typing import Any

import orjson
import shapely
from sqlalchemy import Connection, Row

from api.store import reading, writing
from api.store.foreign import refuse_dismissal
from api.store.import_records import QuarantineRecord, Release
from api.store.records import Saved
from api.store.statements import statement
from api.store.writing import Signature
from geo.errors import Conflict, NotFound
from geo.model import Edit, Feature, Text

_BIGINT = 2**63


def quarantine(connection: Connection, layout: str, *, released: bool = False) -> list[QuarantineRecord]:
    """The features that wait, in the order in which they came; with `released`, also those that wait no longer.

    Raises:
        NotFound: there is no such layout.
    """
    reading.layout_record(connection, layout)
    return _found(connection, layout, None, released)


def kept_out(connection: Connection, layout: str, number: int) -> QuarantineRecord:
    """One feature of the quarantine, also one that was released.

    Raises:
        NotFound: there is no such layout, or no feature of that number in its quarantine.
    """
    reading.layout_record(connection, layout)
    rows = _found(connection, layout, number, True) if 0 < number < _BIGINT else []
    if not rows:
        raise NotFound(
            f"布局 {layout} 的隔离区没有第 {number} 号", f"the quarantine of layout {layout} has no number {number}"
        )
    return rows[0]


def mend(connection: Connection, layout: str, number: int, base: int, feature: Feature, signature: Signature) -> Saved:
    """Put a feature, in place of one that waits, as the next revision after `base`.

    Raises:
        NotFound: there is no such layout or feature.
        Conflict: it waits no longer.
        StaleRevision: `base` is not the newest revision.
        Refused: it still may not enter.
    """
    kept_out(connection, layout, number)
    saved = writing.save(connection, layout, base, Edit(put=(feature,)), signature)
    _release(connection, number, signature, "mended", (layout, saved.revision, feature.id))
    return saved


def dismiss(connection: Connection, layout: str, number: int, signature: Signature) -> None:
    """Let a feature go that waits.

    Raises:
        NotFound: there is no such layout or feature.
        Conflict: it waits no longer.
        ForeignDistrict: it lies where who acts may not draw.
    """
    refuse_dismissal(number, kept_out(connection, layout, number).properties.get("district"))
    _release(connection, number, signature, "dismissed", (None, None, None))


def _release(
    connection: Connection,
    number: int,
    signature: Signature,
    how: str,
    into: tuple[str | None, int | None, str | None],
) -> None:
    values = {"number": number, "author": signature.author, "message": signature.message, "how": how}
    values |= dict(zip(("layout", "revision", "feature"), into, strict=True))
    if not connection.execute(statement("release"), values).rowcount:
        raise Conflict(f"隔离区第 {number} 号已处理", f"number {number} of the quarantine has been dealt with already")


def _found(connection: Connection, layout: str, number: int | None, released: bool) -> list[QuarantineRecord]:
    values = {"layout": layout, "number": number, "all": released}
    rows = connection.execute(statement("quarantine"), values).all()
    shapes = shapely.from_wkb([row.wkb for row in rows])
    return [_record(row, shape) for row, shape in zip(rows, shapes, strict=True)]


def _record(row: Row[Any], shape: shapely.Geometry | None) -> QuarantineRecord:
    release = None
    if row.how is not None:
        release = Release(row.how, row.released, row.released_by, row.released_why, row.released_into, row.released_as)
    return QuarantineRecord(
        number=row.number, import_=getattr(row, "import"), file=row.file_name, created=row.created, layer=row.layer,
        row=row.row_number, id=row.feature_id, code=row.code, reason=Text(row.reason_zh, row.reason_en),
        properties=orjson.loads(row.properties), geometry=shape,
        at=None if row.at_lon is None else (row.at_lon, row.at_lat), release=release,
    )  # fmt: skip
