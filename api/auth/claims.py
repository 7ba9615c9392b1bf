"""Links that work once: the first makes the administrator of a new service, later ones let a person choose a password.

A link is `…/claim#CODE`, so that its code reaches no log and no other site; of the code only a hash is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from api.auth import passwords
from api.auth.errors import Forbidden
from api.auth.names import plain_name, read_name
from api.auth.secret import digest, new_secret
from api.store.statements import statement
from geo.errors import Conflict, InputError

LASTS: Final = timedelta(hours=24)
LASTS_FOR_PEOPLE: Final = timedelta(days=7)


@dataclass(frozen=True)
class Link:
    """What a code is for: a person's password, or, without a person, the first administrator."""

    person: int | None
    name: str | None


def offer(engine: Engine, person: int | None = None) -> str:
    """A new code for the first administrator, or for a person's password; an earlier one no longer works."""
    code = new_secret()
    values = {"hash": digest(code), "person": person, "lasts": LASTS if person is None else LASTS_FOR_PEOPLE}
    with engine.begin() as connection:
        connection.execute(statement("offer_link"), values)
    return code


def path_of(code: str, name: str | None = None) -> str:
    """Where a code is used, below the service's address."""
    return f"claim#{code}" if name is None else f"claim?name={quote(name, safe='')}#{code}"


def take(engine: Engine, code: str, name: str | None, password: str) -> int:
    """Use a code: the number of the person whose password was set.

    Raises:
        Forbidden: there is no such code, or its time is over.
        InputError: name or password do not fit.
        Conflict: the code is for somebody of another name.
    """
    with engine.connect() as connection:
        row = connection.execute(statement("link_for"), {"hash": digest(code)}).one_or_none()
    if row is None:
        raise _spent()
    link = Link(row.whose, row.named)
    chosen = _name(link, name)
    values = {"hash": digest(code), "name": chosen, "plain": plain_name(chosen), "password": passwords.hashed(password)}
    try:
        with engine.begin() as connection:
            number = connection.scalar(statement("take_link"), values)
    except IntegrityError as error:
        raise Conflict("已有同名的人员", "somebody has that name") from error
    if number is None:
        raise _spent()
    return int(number)


def _name(link: Link, given: str | None) -> str:
    if link.name is None:
        if given is None:
            raise InputError("须填写", "must be given, as text", where="name")
        return read_name(given)
    if given is not None and plain_name(given) != plain_name(link.name):
        raise Conflict(f"此链接属于 {link.name}", f"this link is for {link.name}", where="name")
    return link.name


def _spent() -> Forbidden:
    return Forbidden(
        "链接无效、已用过或已过期；请向管理员索取新链接，或在服务器上运行 yuantu db claim",
        "the link is unknown, used or expired: ask an administrator for another, or run yuantu db claim on the server",
    )
