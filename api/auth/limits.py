"""How often somebody may do something: counted in the database, so that all processes of a server share it."""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from api.auth.errors import TooMany
from api.store.statements import statement


@dataclass(frozen=True)
class Pace:
    """So many times at once, and then one after each so many seconds that pass."""

    sort: str
    burst: int
    every_s: float

    def key(self, who: str) -> str:
        """Where it is counted; of what is typed only a hash is kept."""
        return f"{self.sort}:{hashlib.sha256(who.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"

    def values(self, who: str) -> dict[str, Any]:
        """What the statements ask for."""
        return {"key": self.key(who), "every_s": self.every_s, "span_s": self.burst * self.every_s}


def take(engine: Engine, pace: Pace, who: str) -> None:
    """Count one more.

    Raises:
        TooMany: it is too soon; the error says when it is not.
    """
    values = pace.values(who)
    with engine.begin() as connection:
        if connection.execute(statement("pace"), values).first() is not None:
            return
        after_s = connection.scalar(statement("pace_wait"), values) or 1
    raise TooMany(
        f"请求过于频繁，请在 {after_s} 秒后再试", f"too many requests: try again in {after_s} s", after_s=after_s
    )


def give_back(engine: Engine, pace: Pace, who: str) -> None:
    """Count one less: it was none of those that are limited."""
    values = pace.values(who)
    with engine.begin() as connection:
        connection.execute(statement("pace_back"), values)


def forget(engine: Engine, pace: Pace, who: str) -> None:
    """Count from nothing again; counts of whoever has been quiet are swept away."""
    with engine.begin() as connection:
        connection.execute(statement("pace_forget"), {"key": pace.key(who)})


def neighbourhood(address: str) -> str:
    """An address as it is counted: of IPv6 the part that one household has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False).network_address)
