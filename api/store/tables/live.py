"""Who is present, and which features are held: of the moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


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


class ClosedWindowRow(Base):
    """A window that said that it is closed. Unlogged: of the moment."""

    __tablename__ = "closed_window"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012

    layout: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    closed: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
