"""Layouts, their revisions, what each revision put, and what is kept of the newest one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, func
from sqlalchemy.dialects.postgresql import JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base
from geo.crs import EPSG


class LayoutRow(Base):
    """A layout: a branch of revisions, of which `head` is the newest."""

    __tablename__ = "layout"
    __table_args__ = (
        ForeignKeyConstraint(
            ["id", "head"],
            ["revision.layout", "revision.number"],
            name="layout_head_exists",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        ForeignKeyConstraint(
            ["from_layout", "from_revision"],
            ["revision.layout", "revision.number"],
            name="layout_branch_exists",
            use_alter=True,
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    notice_zh: Mapped[str | None]
    notice_en: Mapped[str | None]
    rulebook: Mapped[str]
    from_layout: Mapped[str | None] = mapped_column(ForeignKey("layout.id"))
    from_revision: Mapped[int | None]
    head: Mapped[int]


class RevisionRow(Base):
    """One write: who, when, why, and how many features it put and deleted. Append-only."""

    __tablename__ = "revision"

    layout: Mapped[str] = mapped_column(ForeignKey("layout.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    message: Mapped[str]
    put_count: Mapped[int]
    deleted_count: Mapped[int]
    feature_count: Mapped[int]
    schematic_count: Mapped[int]


class FeatureVersionRow(Base):
    """What one revision put, or that it deleted it. Append-only; a trigger sees that they are stored together."""

    __tablename__ = "feature_version"

    layout: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    feature_id: Mapped[str] = mapped_column(primary_key=True)
    deleted: Mapped[bool] = mapped_column(server_default="false")
    kind: Mapped[str | None]
    properties: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    geom: Mapped[Any | None] = mapped_column(Geometry("GEOMETRY", srid=EPSG, spatial_index=False))


Index(
    "feature_version_newest",
    FeatureVersionRow.layout,
    FeatureVersionRow.feature_id,
    FeatureVersionRow.revision.desc(),
)
Index("feature_version_geom", FeatureVersionRow.geom, postgresql_using="gist")


class FeatureHeadRow(Base):
    """A feature of a layout's newest revision, also as GeoJSON text. Kept in step by triggers alone."""

    __tablename__ = "feature_head"

    layout: Mapped[str] = mapped_column(primary_key=True)
    feature_id: Mapped[str] = mapped_column(TEXT(collation="C"), primary_key=True)
    kind: Mapped[str]
    revision: Mapped[int]
    properties: Mapped[dict[str, Any]] = mapped_column(JSONB)
    geom: Mapped[Any] = mapped_column(Geometry("GEOMETRY", srid=EPSG, spatial_index=False))
    json: Mapped[str]


Index("feature_head_kind", FeatureHeadRow.layout, FeatureHeadRow.kind, FeatureHeadRow.feature_id)
Index("feature_head_geom", FeatureHeadRow.geom, postgresql_using="gist")


class ReportRow(Base):
    """A report as JSON, for one layout revision under one fingerprint of rulebook, rules and day."""

    __tablename__ = "report_cache"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    layout: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    body: Mapped[bytes]


class SourceRow(Base):
    """What a revision was made from, where it merged another layout or took a revision back. Append-only."""

    __tablename__ = "revision_source"
    __table_args__ = (
        ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),
        ForeignKeyConstraint(["from_layout", "from_revision"], ["revision.layout", "revision.number"]),
        ForeignKeyConstraint(["base_layout", "base_revision"], ["revision.layout", "revision.number"]),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    layout: Mapped[str]
    revision: Mapped[int]
    changed: Mapped[bool]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    how: Mapped[str]
    from_layout: Mapped[str]
    from_revision: Mapped[int]
    base_layout: Mapped[str]
    base_revision: Mapped[int]


Index("revision_source_layout", SourceRow.layout, SourceRow.revision)
