"""Waivers, publications and the values of indicators."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


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
