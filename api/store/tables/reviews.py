"""The tables of reviews, comments and decisions on waivers for SQLAlchemy."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


class ReviewStepRow(Base):
    """A step of a review: submitted, taken back, returned or approved. Append-only."""

    __tablename__ = "review_step"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    layout: Mapped[str]
    revision: Mapped[int]
    step: Mapped[str]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    person: Mapped[str] = mapped_column(server_default=func.acting_person())
    author: Mapped[str]
    message: Mapped[str]


Index("review_step_newest", ReviewStepRow.layout, ReviewStepRow.revision, ReviewStepRow.number.desc())


class CommentRow(Base):
    """A comment on a feature, a finding or a place of a revision, in CGCS2000 degrees. Append-only."""

    __tablename__ = "comment"
    __table_args__ = (ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),)

    layout: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    person: Mapped[str] = mapped_column(server_default=func.acting_person())
    author: Mapped[str]
    body: Mapped[str]
    feature: Mapped[str | None]
    finding: Mapped[str | None]
    rule: Mapped[str | None]
    about_zh: Mapped[str | None]
    about_en: Mapped[str | None]
    measured: Mapped[float | None]
    lon: Mapped[float | None]
    lat: Mapped[float | None]


class CommentEventRow(Base):
    """What followed in a thread: a reply, resolving, reopening, or hiding an entry. Append-only."""

    __tablename__ = "comment_event"
    __table_args__ = (
        ForeignKeyConstraint(["layout", "comment"], ["comment.layout", "comment.number"]),
        ForeignKeyConstraint(["layout", "revision"], ["revision.layout", "revision.number"]),
    )

    layout: Mapped[str] = mapped_column(primary_key=True)
    comment: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
    what: Mapped[str]
    hides: Mapped[int | None]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    person: Mapped[str] = mapped_column(server_default=func.acting_person())
    author: Mapped[str]
    body: Mapped[str]


Index(
    "comment_event_hidden_once",
    CommentEventRow.layout,
    CommentEventRow.comment,
    CommentEventRow.hides,
    unique=True,
)


class DecisionRow(Base):
    """A waiver that was asked for: approved or declined by another. Append-only."""

    __tablename__ = "waiver_decision"

    waiver: Mapped[int] = mapped_column(BigInteger, ForeignKey("waiver.number"), primary_key=True, autoincrement=False)
    approved: Mapped[bool]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    person: Mapped[str] = mapped_column(server_default=func.acting_person())
    author: Mapped[str]
    reason: Mapped[str]
