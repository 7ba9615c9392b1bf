"""Who is acting just now, and from where: known to every handler, and told to the database with each transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, event

from api.auth.people import PROGRAM, Person

TELL: Final = (
    "SELECT set_config('yuantu.person', %s, true), set_config('yuantu.name', %s, true),"
    " set_config('yuantu.address', %s, true), set_config('yuantu.request', %s, true)"
)


@dataclass(frozen=True)
class Acting:
    """A person at work: from which network address, and under which request id ("" outside of requests)."""

    person: Person
    address: str = ""
    request: str = ""


# What runs outside of any request, as the command line and the seeding do, is the program itself.
_acting: ContextVar[Acting] = ContextVar("acting", default=Acting(PROGRAM))  # noqa: B039


def acting() -> Acting:
    """Who acts in this task or thread."""
    return _acting.get()


def person() -> Person:
    """The person who acts in this task or thread."""
    return _acting.get().person


def signature(given: str) -> str:
    """The name that stands under a write: of whoever signed in, else the one that was given."""
    who = person()
    return who.name if who.known else given


@contextmanager
def act_as(who: Acting) -> Iterator[None]:
    """Everything in the block, and in threads and tasks that it starts, is done by that person."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)


def tell(engine: Engine) -> None:
    """Let every transaction of an engine know who acts: row-level security and the audit read it there."""
    event.listen(engine, "begin", _tell)


def _tell(connection: Connection) -> None:
    now = acting()
    connection.exec_driver_sql(TELL, (now.person.key, now.person.name, now.address, now.request))
