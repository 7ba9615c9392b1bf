"""Which database is backed up, and PostgreSQL's own programs for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import URL

from api.settings import Settings
from api.store.engine import open_engine, unreachable
from geo.errors import Unavailable

_VARIABLES: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}


@dataclass(frozen=True)
class Place:
    """A database: `reads` sees all rows, `owns` makes the tables."""

    reads: URL
    owns: URL

    def connect(self, *, owner: bool = False) -> psycopg.Connection:
        """A plain connection. Raises Unavailable."""
        url = (self.owns if owner else self.reads).set(drivername="postgresql")
        try:
            return psycopg.connect(url.render_as_string(hide_password=False))
        except psycopg.Error as error:
            raise unreachable(error) from error

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """What tells PostgreSQL's programs where to go: no password on a command line."""
        url = self.owns if owner else self.reads
        found = {"PGUSER": url.username, "PGPASSWORD": url.password, "PGDATABASE": url.database, "PGHOST": url.host}
        found |= {"PGPORT": str(url.port) if url.port else None}
        found |= {_VARIABLES[name]: str(value) for name, value in url.query.items() if name in _VARIABLES}
        return {**os.environ, **{name: value for name, value in found.items() if value}, "PGCLIENTENCODING": "UTF8"}


@contextmanager
def place(settings: Settings) -> Iterator[Place]:
    """The named database, or the private one for as long as the block runs. Raises Unavailable."""
    if settings.database_url:
        engine = open_engine(settings.database_url, serving=False)
        yield Place(engine.url, engine.url)
        return
    from api import embedded

    with embedded.start(settings.home) as server:
        yield Place(server.url(embedded.ADMIN), server.url(embedded.OWNER))


def program(name: str, major: int) -> str:
    """A program of PostgreSQL, of the server's own version or the next newer one. Raises Unavailable."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    found = {_major(folder): folder / name for folder in folders if (folder / name).is_file()}
    if fitting := min((number for number in found if number >= major), default=None):
        return str(found[fitting])
    if not found and (path := shutil.which(name)):
        return path
    raise Unavailable(
        f"未找到 PostgreSQL {major} 的 {name}：请安装 postgresql-client-{major}",
        f"{name} of PostgreSQL {major} not found: install postgresql-client-{major}",
    )


def _major(folder: Path) -> int:
    digits = folder.parent.name.removeprefix("pgsql-")
    return int(digits) if digits.isdigit() else 0
