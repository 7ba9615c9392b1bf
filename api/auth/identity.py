"""Who asks: found by a session cookie or a token with one question to the database, and by where they sit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

import anyio
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from starlette.requests import HTTPConnection

from api.auth import sessions, tokens
from api.auth.errors import Unauthorised
from api.auth.origin import is_at_this_machine, is_foreign
from api.auth.people import LOCAL, NOBODY, Ability, Person, Role
from api.auth.secret import digest
from api.settings import Settings
from api.store.engine import unreachable
from api.store.reader import Reader
from geo.errors import YuantuError

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER: Final = "bearer "
_REMEMBERED_S: Final = 1.0
_BY_COOKIE: Final = """
SELECT p.number, p.name, p.role, p.districts, NULL::text[], s.seen < now() - interval '1 minute'
FROM web_session AS s JOIN person AS p ON p.number = s.person
WHERE s.hash = %(hash)s AND p.active AND s.seen > now() - make_interval(secs => %(idle_s)s)
    AND s.created > now() - make_interval(secs => %(longest_s)s)
"""
_BY_BEARER: Final = """
SELECT p.number, p.name, p.role, p.districts, t.scopes, coalesce(t.used < now() - interval '1 minute', true)
FROM api_token AS t JOIN person AS p ON p.number = t.person
WHERE t.hash = %(hash)s AND p.active AND t.revoked IS NULL AND t.expires > now()
"""


@dataclass(frozen=True)
class Identity:
    """Who asks, with which session (the secret of its cookie), and what is wrong with how they ask."""

    person: Person
    session: str = ""
    foreign: bool = False
    csrf_sent: bool = False
    fault: YuantuError | None = None


class Identities:
    """Finds who asks."""

    def __init__(self, settings: Settings, reader: Reader, engine: Engine) -> None:
        self._settings, self._reader, self._engine = settings, reader, engine
        self._claimed, self._looked_s = False, float("-inf")

    async def identify(self, asked: HTTPConnection) -> Identity:
        """Who asks. What keeps us from finding out is the identity's fault, which whoever needs a person raises."""
        try:
            return await self._identify(asked)
        except YuantuError as error:
            return Identity(NOBODY, fault=error)
        except DBAPIError as error:
            return Identity(NOBODY, fault=unreachable(error))

    async def claimed(self, *, surely: bool = True) -> bool:
        """Whether anybody has made this service an office's; it stays so. Not `surely` may be a second old."""
        if self._claimed or (not surely and time.monotonic() - self._looked_s < _REMEMBERED_S):
            return self._claimed
        self._claimed = await anyio.to_thread.run_sync(is_claimed, self._engine)
        self._looked_s = time.monotonic()
        return self._claimed

    async def _identify(self, asked: HTTPConnection) -> Identity:
        authorization = asked.headers.get("authorization", "")
        if authorization.lower().startswith(_BEARER):
            return await self._by_token(authorization[len(_BEARER) :].strip())
        foreign = is_foreign(asked.headers, self._settings.origins())
        secret = sessions.secret_in(asked, self._settings)
        if secret and (who := await self._by_session(secret)):
            sent = asked.headers.get(sessions.CSRF_HEADER, "")
            return Identity(who, secret, foreign, sessions.is_csrf_of(secret, sent))
        if not is_at_this_machine(asked, self._settings.host):
            return Identity(NOBODY, foreign=foreign)
        claimed = await self.claimed(surely=asked.scope.get("method") not in SAFE)
        return Identity(NOBODY if claimed else LOCAL, foreign=foreign)

    async def _by_session(self, secret: str) -> Person | None:
        hash = digest(secret)
        row = await self._reader.row(_BY_COOKIE, {"hash": hash} | sessions.spans(self._settings))
        if row is None:
            return None
        if row[-1]:
            await anyio.to_thread.run_sync(sessions.touch, self._engine, hash)
        return _person(row)

    async def _by_token(self, token: str) -> Identity:
        hash = digest(token)
        row = await self._reader.row(_BY_BEARER, {"hash": hash})
        if row is None:
            raise Unauthorised("令牌无效、已过期或已撤销", "the token is unknown, expired or revoked")
        if row[-1]:
            await anyio.to_thread.run_sync(tokens.touch, self._engine, hash)
        return Identity(_person(row))


def is_claimed(engine: Engine) -> bool:
    """Whether there is anybody who could sign in."""
    with engine.connect() as connection:
        return bool(connection.scalar(text("SELECT EXISTS (SELECT FROM person)")))


def _person(row: tuple[Any, ...]) -> Person:
    number, name, role, districts, scopes, _ = row
    return Person(
        str(number),
        name,
        Role(role),
        None if districts is None or role != Role.PLANNER else frozenset(districts),
        None if scopes is None else frozenset(map(Ability, scopes)),
    )
