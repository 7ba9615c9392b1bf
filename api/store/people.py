"""The people of the store: who they are, and what an administrator changes about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, text
from sqlalchemy.exc import IntegrityError

from api.auth.names import plain_name
from api.auth.people import Person, Role
from api.store.statements import statement
from geo.errors import Conflict, NotFound

_ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(hashtext('yuantu people'))")


@dataclass(frozen=True)
class PersonRecord:
    """Somebody who may sign in, or no longer."""

    key: str
    name: str
    role: Role
    districts: tuple[str, ...] | None
    active: bool
    created: datetime
    issuer: str | None
    subject: str | None
    has_password: bool

    @property
    def person(self) -> Person:
        """As who they act."""
        limited = self.role is Role.PLANNER and self.districts is not None
        return Person(self.key, self.name, self.role, frozenset(self.districts or ()) if limited else None)

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "key": self.key,
            "name": self.name,
            "role": self.role,
            "districts": None if self.districts is None else list(self.districts),
            "active": self.active,
            "created": self.created.isoformat(),
            "oidc": None if self.issuer is None else {"issuer": self.issuer, "subject": self.subject},
            "has_password": self.has_password,
        }


def people(engine: Engine) -> list[PersonRecord]:
    """Everybody, by name."""
    with engine.connect() as connection:
        return [_record(row) for row in connection.execute(statement("people"), {"number": None})]


def person_of(engine: Engine, number: int) -> Person:
    """As who somebody acts. Raises NotFound."""
    with engine.connect() as connection:
        return _one(connection, number).person


def record_of(engine: Engine, number: int) -> PersonRecord:
    """Somebody by number. Raises NotFound."""
    with engine.connect() as connection:
        return _one(connection, number)


def number_of(engine: Engine, name: str) -> int:
    """The number of whoever has a name. Raises NotFound."""
    with engine.connect() as connection:
        row = connection.execute(statement("person_signing_in"), {"plain": plain_name(name)}).one_or_none()
    if row is None:
        raise NotFound(f"没有名为 {name} 的人员", f"there is nobody named {name}")
    return int(row.number)


def add(engine: Engine, name: str, role: Role, districts: Sequence[str] | None) -> PersonRecord:
    """Somebody new, who cannot sign in before a link or a provider lets them. Raises Conflict."""
    values = {"name": name, "plain": plain_name(name), "role": role, "districts": _listed(districts)}
    try:
        with engine.begin() as connection:
            return _one(connection, connection.execute(statement("add_person"), values).scalar_one())
    except IntegrityError as error:
        raise Conflict("已有同名的人员", "somebody has that name", where="name") from error


def change(engine: Engine, number: int, changed: dict[str, Any]) -> PersonRecord:
    """Change role, districts, whether somebody may still sign in, and who they are at a provider (issuer, subject).

    Raises:
        NotFound: there is no such person.
        Conflict: no administrator would be left, or somebody else is that one at the provider.
    """
    try:
        with engine.begin() as connection:
            connection.execute(_ONE_AT_A_TIME)
            before = _one(connection, number)
            values = {
                "number": number,
                "role": changed.get("role", before.role),
                "districts": _listed(changed.get("districts", before.districts)),
                "active": changed.get("active", before.active),
                "issuer": changed.get("issuer", before.issuer),
                "subject": changed.get("subject", before.subject),
            }
            connection.execute(statement("change_person"), values)
            if not connection.scalar(statement("administrators")):
                raise Conflict(
                    "至少须有一位在用的管理员", "at least one administrator must remain who can sign in", where="role"
                )
            return _one(connection, number)
    except IntegrityError as error:
        raise Conflict(
            "该登录身份已属于另一位人员", "somebody else is that one at the provider", where="oidc"
        ) from error


def _one(connection: Connection, number: int) -> PersonRecord:
    row = connection.execute(statement("people"), {"number": number}).one_or_none()
    if row is None:
        raise NotFound(f"没有编号为 {number} 的人员", f"there is no person {number}")
    return _record(row)


def _record(row: Row[Any]) -> PersonRecord:
    districts = None if row.districts is None else tuple(row.districts)
    return PersonRecord(
        str(row.number),
        row.name,
        Role(row.role),
        districts,
        row.active,
        row.created,
        row.issuer,
        row.subject,
        row.has_password,
    )


def _listed(districts: Sequence[str] | None) -> list[str] | None:
    return None if districts is None else list(districts)
