"""Signing in with name and password: as slow for names that nobody has, and not as often as a guesser would like."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine

from api.auth import limits, passwords
from api.auth.errors import Unauthorised
from api.auth.limits import Pace
from api.auth.names import plain_name
from api.settings import Settings
from api.store import audit
from api.store.statements import statement
from geo.errors import Conflict

_SPAN_S: Final = 300.0
_MANY: Final = 10


def sign_in(engine: Engine, settings: Settings, address: str, name: str, password: str) -> int:
    """The number of the person of that name and password.

    Raises:
        Unauthorised: there is none; in the same words whatever is wrong.
        TooMany: too many went wrong for this name, or from this address.
    """
    plain, near = plain_name(name), limits.neighbourhood(address)
    by_name, by_address = paces(settings)
    # Counted before it is tried, so that guesses at the same time count too.
    limits.take(engine, by_address, near)
    limits.take(engine, by_name, plain)
    with engine.connect() as connection:
        row = connection.execute(statement("person_signing_in"), {"plain": plain}).one_or_none()
    kept = None if row is None else row.hash
    if not passwords.matches(kept, password) or row is None or kept is None or not row.active:
        with engine.begin() as connection:
            audit.note(connection, "sign-in-failed", plain[:100])
        raise Unauthorised("姓名或密码不对", "name or password is wrong")
    limits.give_back(engine, by_address, near)
    limits.forget(engine, by_name, plain)
    if passwords.outdated(kept):
        _replace(engine, row.number, kept, passwords.again(password))
    return int(row.number)


def change_password(engine: Engine, settings: Settings, address: str, name: str, current: str, wanted: str) -> None:
    """Give somebody who knows the present password another one. Raises as `sign_in`, and InputError."""
    hash = passwords.hashed(wanted)
    number = sign_in(engine, settings, address, name, current)
    with engine.connect() as connection:
        row = connection.execute(statement("person_signing_in"), {"plain": plain_name(name)}).one()
    if not _replace(engine, number, row.hash, hash):
        raise Conflict("密码刚刚已被修改，请再试", "the password has just been changed: try again")


def paces(settings: Settings) -> tuple[Pace, Pace]:
    """How often a name may be tried, and how often an address may try."""
    tries = settings.sign_in_tries
    return (
        Pace("sign-in-name", tries, _SPAN_S / tries),
        Pace("sign-in-address", tries * _MANY, _SPAN_S / tries / _MANY),
    )


def _replace(engine: Engine, person: int, present: str, wanted: str) -> bool:
    """Put another hash in the place of the present one; False where that is no longer there."""
    values = {"person": person, "present": present, "wanted": wanted}
    with engine.begin() as connection:
        return bool(connection.scalar(statement("change_password"), values))
