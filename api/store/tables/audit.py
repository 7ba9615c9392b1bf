"""The audit: a chain of what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


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
