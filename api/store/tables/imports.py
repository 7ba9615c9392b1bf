"""Imported files, what they left in quarantine, and how that was released."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base
from geo.crs import EPSG


class ImportRow(Base):
    """A file that was imported: into which revision, and how it was read. Append-only."""

    __tablename__ = "import_record"
    __table_args__ = (
        ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),
        UniqueConstraint("upload", name="import_record_landed_once"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    layout: Mapped[str]
    revision: Mapped[int]
    changed: Mapped[bool]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    message: Mapped[str]
    upload: Mapped[UUID | None]
    file_name: Mapped[str]
    file_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    format: Mapped[str]
    mode: Mapped[str]
    decisions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    pairs: Mapped[dict[str, Any]] = mapped_column(JSONB)
    inspection: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    feature_count: Mapped[int]
    put_count: Mapped[int]
    deleted_count: Mapped[int]
    quarantined_count: Mapped[int]
    mended_count: Mapped[int]


Index("import_record_layout", ImportRow.layout, ImportRow.number.desc())


class QuarantineRow(Base):
    """A feature of an imported file that could not enter the layout, as it is. Append-only."""

    __tablename__ = "quarantine"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    import_: Mapped[int] = mapped_column("import", BigInteger, ForeignKey("import_record.number"))
    layer: Mapped[str]
    row_number: Mapped[int | None]
    feature_id: Mapped[str | None]
    code: Mapped[str]
    reason_zh: Mapped[str]
    reason_en: Mapped[str]
    properties: Mapped[dict[str, Any]] = mapped_column(JSONB)
    geom: Mapped[Any | None] = mapped_column(Geometry("GEOMETRY", srid=EPSG, spatial_index=False))
    at_lon: Mapped[float | None]
    at_lat: Mapped[float | None]


Index("quarantine_import", QuarantineRow.import_)


class ReleaseRow(Base):
    """A feature that is no longer in quarantine: how, by whom, and into which revision. Append-only."""

    __tablename__ = "quarantine_release"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    quarantine: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("quarantine.number"), primary_key=True, autoincrement=False
    )
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    message: Mapped[str]
    how: Mapped[str]
    layout: Mapped[str | None]
    revision: Mapped[int | None]
    feature_id: Mapped[str | None]
