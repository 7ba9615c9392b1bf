"""Personal tokens for programs: shown once, kept as a hash, narrowed to some abilities, expiring and revocable."""

from __future__ import annotations

from sqlalchemy import Engine

from api.store.statements import statement


def touch(engine: Engine, hash: bytes) -> None:
    """Note that a token is in use."""
    with engine.begin() as connection:
        connection.execute(statement("touch_token"), {"hash": hash})
