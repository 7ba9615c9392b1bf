"""Open the store: the named database or the private one, brought to the newest schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from api.settings import Settings
from api.store import Store, migrate
from api.store.engine import open_engine, require_postgis, unreachable
from geo.errors import Unavailable


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store for as long as the block runs; a private database is stopped after it.

    Raises:
        Unavailable: no database can be had; the sentence says why and what to do.
    """
    if settings.database_url:
        with _store(settings.database_url, settings.database_url, settings) as store:
            yield store
        return
    from api import embedded

    with (
        embedded.start(settings.home) as server,
        _store(server.url(embedded.APP), server.url(embedded.OWNER), settings) as store,
    ):
        yield store


@contextmanager
def join_store(settings: Settings) -> Iterator[Store]:
    """The store of a database that another process has brought to the newest schema, and runs."""
    assert settings.database_url
    with _serving(settings.database_url, settings) as store:
        yield store


@contextmanager
def _store(serve: URL | str, own: URL | str, settings: Settings) -> Iterator[Store]:
    upgrade(own)
    with _serving(serve, settings) as store:
        yield store


@contextmanager
def _serving(url: URL | str, settings: Settings) -> Iterator[Store]:
    engine = open_engine(url, pool_size=settings.pool_size)
    try:
        yield Store(engine)
    finally:
        engine.dispose()


def upgrade(url: URL | str) -> tuple[str, bool]:
    """Check the server and bring its schema up to date: the PostGIS version, and whether anything changed.

    Raises:
        Unavailable: the server is not one that we can use, or the role may not make tables.
    """
    engine: Engine = open_engine(url, pool_size=1, serving=False)
    try:
        version = require_postgis(engine)
        return version, migrate.upgrade(engine)
    except DBAPIError as error:
        reason = unreachable(error)
        raise Unavailable(f"无法建立数据表：{reason.zh}", f"cannot make the tables: {reason.en}") from error
    finally:
        engine.dispose()
