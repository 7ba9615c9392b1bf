"""The people of the store."""

from __future__ import annotations

from sqlalchemy import Engine

from api.auth.people import Person, Role
from api.store.statements import statement
from geo.errors import NotFound


def person_of(engine: Engine, number: int) -> Person:
    """A person by number. Raises NotFound."""
    with engine.connect() as connection:
        row = connection.execute(statement("person"), {"number": number}).one_or_none()
    if row is None:
        raise NotFound(f"没有编号为 {number} 的人员", f"there is no person {number}")
    limited = row.role == Role.PLANNER and row.districts is not None
    return Person(str(row.number), row.name, Role(row.role), frozenset(row.districts) if limited else None)
