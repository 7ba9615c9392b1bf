"""The tables about people for SQLAlchemy: who may sign in, and how they show who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Base


class PersonRow(Base):
    """Who may sign in, as what, and in which districts a planner draws; never removed."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="person_linked_once"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    plain_name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    districts: Mapped[list[str] | None]
    active: Mapped[bool] = mapped_column(server_default="true")
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    issuer: Mapped[str | None]
    subject: Mapped[str | None]


class PasswordRow(Base):
    """A person's password as an argon2id hash, out of the serving role's reach but through functions."""

    __tablename__ = "person_password"

    person: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.number"), primary_key=True, autoincrement=False)
    hash: Mapped[str]
    changed: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class SessionRow(Base):
    """A browser that is signed in, by the SHA-256 of what its cookie holds."""

    __tablename__ = "web_session"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.number"))
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    seen: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


Index("web_session_person", SessionRow.person)


class TokenRow(Base):
    """A personal token, by its SHA-256; without scopes it may all that the role may."""

    __tablename__ = "api_token"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    hash: Mapped[bytes] = mapped_column(unique=True)
    person: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.number"))
    label: Mapped[str]
    scopes: Mapped[list[str] | None]
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


Index("api_token_person", TokenRow.person)


class LinkRow(Base):
    """A link that sets a person's password, or makes the first administrator, by its SHA-256."""

    __tablename__ = "one_time_link"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("person.number"))
    created: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    expires: Mapped[datetime]


class PaceRow(Base):
    """When the next request of a sort is due, by who asks."""

    __tablename__ = "pace"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    key: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[datetime]


Index("pace_due", PaceRow.due)
