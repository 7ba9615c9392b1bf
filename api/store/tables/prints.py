"""Print jobs, and the seals of printed sheets."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


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
