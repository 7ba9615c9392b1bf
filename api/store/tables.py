"""The store's tables for SQLAlchemy. The migrations make them; a test holds the two together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from api.store import people_tables
from api.store.table_base import Base
from geo.crs import EPSG

__all__ = ["Base", "people_tables"]


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
    """What one revision put, or that it deleted it. Append-only."""

    __tablename__ = "feature_version"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

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

    layout: Mapped[str] = mapped_column(ForeignKey("layout.id"), primary_key=True)
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


class WaiverRow(Base):
    """A finding of a layout that is lived with: why, by whose leave, until when. Append-only."""

    __tablename__ = "waiver"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    layout: Mapped[str]
    revision: Mapped[int]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    person: Mapped[str] = mapped_column(server_default=func.acting_person())
    asked: Mapped[bool] = mapped_column(server_default="false")
    author: Mapped[str]
    approver: Mapped[str | None]
    finding: Mapped[str]
    rule: Mapped[str]
    subjects: Mapped[list[str]]
    reason_zh: Mapped[str]
    reason_en: Mapped[str]
    clause: Mapped[str]
    expires: Mapped[date]
    measured: Mapped[float | None]
    grows: Mapped[str | None]
    evidence: Mapped[str]
    evidence_area_m2: Mapped[float]


Index("waiver_layout", WaiverRow.layout)


class RevocationRow(Base):
    """A waiver that no longer counts. Append-only."""

    __tablename__ = "waiver_revocation"

    waiver: Mapped[int] = mapped_column(BigInteger, ForeignKey("waiver.number"), primary_key=True, autoincrement=False)
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    reason: Mapped[str]


class PublicationRow(Base):
    """A revision that was published: by whom, when and under which rulebook. Append-only."""

    __tablename__ = "publication"
    __table_args__ = (
        ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),
        UniqueConstraint("layout", "revision", name="publication_once"),
    )

    layout: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    message: Mapped[str]
    rulebook: Mapped[str]
    rulebook_digest: Mapped[str]


class IndicatorValueRow(Base):
    """What was measured of an indicator, for whom and when; without a value it withdraws. Append-only."""

    __tablename__ = "indicator_value"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    author: Mapped[str]
    rulebook: Mapped[str]
    indicator: Mapped[str]
    scope: Mapped[str]
    year: Mapped[int]
    value: Mapped[float | None]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")


Index(
    "indicator_value_newest",
    IndicatorValueRow.rulebook,
    IndicatorValueRow.indicator,
    IndicatorValueRow.scope,
    IndicatorValueRow.year,
    IndicatorValueRow.number.desc(),
)


class PrintRow(Base):
    """A print job and, once it is done, its file; kept for a while."""

    __tablename__ = "print_job"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    layout: Mapped[str]
    revision: Mapped[int]
    wish: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    state: Mapped[str] = mapped_column(server_default="queued")
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int | None]
    message_zh: Mapped[str | None]
    message_en: Mapped[str | None]
    owner: Mapped[UUID | None]
    beat: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    body: Mapped[bytes | None]


Index(
    "print_job_open",
    PrintRow.state,
    PrintRow.created,
    postgresql_where=PrintRow.state.in_(("queued", "running")),
)


class SealRow(Base):
    """What a printed sheet was of, by the printed part of its hash. Append-only."""

    __tablename__ = "print_seal"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    short: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str]
    layout: Mapped[str]
    revision: Mapped[int]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    seal: Mapped[str]


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


class PresenceRow(Base):
    """A window in which a layout is open, and the feature that is edited there. Unlogged: of the moment."""

    __tablename__ = "presence"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012

    layout: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    name: Mapped[str]
    guest: Mapped[int]
    feature: Mapped[str | None]
    seen: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class HoldRow(Base):
    """A feature that somebody is editing, until the hold lapses. Unlogged: of the moment."""

    __tablename__ = "feature_hold"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012

    layout: Mapped[str] = mapped_column(primary_key=True)
    feature: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[str]
    person: Mapped[str]
    name: Mapped[str]
    guest: Mapped[int]
    taken: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    until: Mapped[datetime]


class AuditRow(Base):
    """Who did what, from where, what was before and what is after. Append-only, a chain of hashes."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person: Mapped[str]
    name: Mapped[str]
    address: Mapped[str]
    request: Mapped[str]
    action: Mapped[str]
    table_name: Mapped[str]
    layout: Mapped[str | None]
    key: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    hash: Mapped[str]


Index("audit_person", AuditRow.person, AuditRow.number.desc())
Index("audit_layout", AuditRow.layout, AuditRow.number.desc())
Index("audit_at", AuditRow.at)
