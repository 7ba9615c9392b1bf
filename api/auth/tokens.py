"""Personal tokens for programs: shown once, kept as a hash, narrowed to some abilities, expiring and revocable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine

from api.auth.people import Ability
from api.auth.secret import digest, new_secret
from api.store.statements import statement
from geo.errors import NotFound

MARK: Final = "yt_"
"""What every token begins with, so that a leaked one is recognised."""
LONGEST_DAYS: Final = 366


@dataclass(frozen=True)
class TokenRecord:
    """A token as it is kept: what it is for, what it may, and until when."""

    number: int
    label: str
    scopes: tuple[Ability, ...] | None
    created: datetime
    expires: datetime
    used: datetime | None
    revoked: datetime | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number,
            "label": self.label,
            "scopes": None if self.scopes is None else list(self.scopes),
            "created": self.created.isoformat(),
            "expires": self.expires.isoformat(),
            "used": None if self.used is None else self.used.isoformat(),
            "revoked": None if self.revoked is None else self.revoked.isoformat(),
        }


def make(
    engine: Engine, person: int, label: str, scopes: Sequence[Ability] | None, days: int
) -> tuple[str, TokenRecord]:
    """A new token, and what is kept of it; `scopes` None for all that the person's role may."""
    token = new_secret(MARK)
    listed = None if scopes is None else sorted(scopes)
    values = {"hash": digest(token), "person": person, "label": label, "scopes": listed, "days": days}
    with engine.begin() as connection:
        return token, _record(*connection.execute(statement("add_token"), values).one())


def tokens_of(engine: Engine, person: int) -> list[TokenRecord]:
    """A person's tokens, also those that no longer count, the oldest first."""
    with engine.connect() as connection:
        return [_record(*row) for row in connection.execute(statement("tokens"), {"person": person})]


def revoke(engine: Engine, person: int, number: int) -> None:
    """End a person's token at once; one that has ended stays so. Raises NotFound."""
    with engine.begin() as connection:
        if connection.scalar(statement("revoke_token"), {"number": number, "person": person}) is None:
            raise NotFound(f"您没有第 {number} 号令牌", f"you have no token {number}")


def touch(engine: Engine, hash: bytes) -> None:
    """Note that a token is in use."""
    with engine.begin() as connection:
        connection.execute(statement("touch_token"), {"hash": hash})


def _record(
    number: int,
    label: str,
    scopes: list[str] | None,
    created: datetime,
    expires: datetime,
    used: datetime | None,
    revoked: datetime | None,
) -> TokenRecord:
    allowed = None if scopes is None else tuple(map(Ability, scopes))
    return TokenRecord(number, label, allowed, created, expires, used, revoked)
