"""Reading the store: layouts, their revisions, and their features at any revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd
import shapely
from sqlalchemy import Connection, Row

from api.store.entry import PROPERTIES
from api.store.records import Change, HeadFeature, LayoutRecord, PublicationRecord, RevisionRecord
from api.store.statements import statement
from geo.crs import EPSG
from geo.errors import NotFound
from geo.model import LIST_COLUMNS, Edit, Layout, Text, features_of

BBox = tuple[float, float, float, float]


def layouts(connection: Connection) -> list[LayoutRecord]:
    """All layouts, by id."""
    return [_layout_record(row) for row in connection.execute(statement("layouts"), {"layout": None})]


def layout_record(connection: Connection, id: str) -> LayoutRecord:
    """One layout.

    Raises:
        NotFound: there is none of that id.
    """
    # PostgreSQL has no text with U+0000, so no layout has such an id either.
    row = None if "\0" in id else connection.execute(statement("layouts"), {"layout": id}).one_or_none()
    if row is None:
        raise NotFound(f"没有名为 {id} 的布局", f"there is no layout {id}")
    return _layout_record(row)


def _layout_record(row: Row[Any]) -> LayoutRecord:
    return LayoutRecord(
        id=row.id,
        title=Text(row.title_zh, row.title_en),
        notice=Text(row.notice_zh, row.notice_en or row.notice_zh) if row.notice_zh else None,
        rulebook=row.rulebook,
        revision=row.revision,
        created=row.created,
        author=row.author,
        message=row.message,
        features=row.feature_count,
        schematic=row.schematic_count > 0,
        branched_from=(row.from_layout, row.from_revision) if row.from_layout else None,
        published=_published(row),
    )


def head_feature(connection: Connection, id: str, feature: str) -> HeadFeature | None:
    """A feature of the newest revision; None where there is none of that id.

    Raises:
        NotFound: there is no such layout.
    """
    if "\0" in id or "\0" in feature:
        return None
    row = connection.execute(statement("head_feature"), {"layout": id, "feature": feature}).one_or_none()
    if row is None:
        raise NotFound(f"没有名为 {id} 的布局", f"there is no layout {id}")
    return None if row.json is None else HeadFeature(row.head, row.kind, row.json, row.digest)


def _published(row: Row[Any]) -> PublicationRecord | None:
    if row.published is None:
        return None
    return PublicationRecord(
        number=row.published,
        revision=row.published_revision,
        created=row.published_at,
        author=row.published_by,
        message=row.published_message,
        rulebook=row.published_under,
        rulebook_digest=row.rulebook_digest,
    )


def revisions(connection: Connection, id: str) -> list[RevisionRecord]:
    """The revisions of a layout, newest first.

    Raises:
        NotFound: there is no such layout.
    """
    layout_record(connection, id)
    rows = connection.execute(statement("revisions"), {"layout": id})
    return [
        RevisionRecord(
            r.number, r.created, r.author, r.message, r.put_count, r.deleted_count,
            r.kind, (r.of_layout, r.of_revision) if r.of_layout else None,
        )
        for r in rows
    ]  # fmt: skip


def changes_since(connection: Connection, id: str, since: int) -> tuple[Change, ...]:
    """What the revisions after `since` put and deleted, oldest first."""
    rows = connection.execute(statement("changes_since"), {"layout": id, "since": since})
    return tuple(Change(r.number, r.created, r.author, r.message, tuple(r.put), tuple(r.deleted)) for r in rows)


def features(
    connection: Connection,
    id: str,
    revision: int | None = None,
    *,
    kinds: Sequence[str] | None = None,
    bbox: BBox | None = None,
) -> Layout:
    """A layout at a revision (the newest one if None), whole or only some kinds, or a box in degrees.

    Raises:
        NotFound: there is no such layout or revision.
    """
    record = layout_record(connection, id)
    number = record.revision if revision is None else revision
    if not 1 <= number <= record.revision:
        raise NotFound(
            f"布局 {id} 没有第 {number} 版，最新为第 {record.revision} 版",
            f"layout {id} has no revision {number}; the newest one is {record.revision}",
        )
    west, south, east, north = bbox or (None, None, None, None)
    values = {"layout": id, "revision": number, "kinds": list(kinds) if kinds else None}
    values |= {"west": west, "south": south, "east": east, "north": north}
    rows = connection.execute(statement("features"), values).all()
    table = _table(rows)
    return Layout.from_table(table, id=id, revision=number, rulebook=record.rulebook, title=record.title)


def edit_between(connection: Connection, id: str, since: int, revision: int, *, most: int) -> Edit | None:
    """The edit that makes a later revision of a layout from an earlier one; None where it touches more than `most`."""
    values = {"layout": id, "since": since, "revision": revision, "most": most + 1}
    rows = connection.execute(statement("edited_since"), values).all()
    if len(rows) > most:
        return None
    put = _table([row for row in rows if not row.deleted])
    return Edit(tuple(features_of(put)), tuple(row.feature_id for row in rows if row.deleted))


def _table(rows: Sequence[Row[Any]]) -> gpd.GeoDataFrame:
    """Rows of sql/features.sql as a layout's table."""
    properties = [orjson.loads(row.properties) for row in rows]
    columns: dict[str, list[Any]] = {"id": [row.feature_id for row in rows], "kind": [row.kind for row in rows]}
    for name in PROPERTIES:
        if name in LIST_COLUMNS:
            columns[name] = [tuple(p.get(name, ())) for p in properties]
        else:
            columns[name] = [p.get(name) for p in properties]
    shapes = shapely.from_wkb([row.wkb for row in rows])
    return gpd.GeoDataFrame(pd.DataFrame(columns, dtype=object), geometry=shapes, crs=EPSG)
