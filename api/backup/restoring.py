"""Restoring a backup: all of it or nothing, into an empty database, and proved equal."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import IO, Final

import psycopg
from psycopg import sql

from api.backup.archive import CHUNK_BYTES, DUMP, Manifest, opened
from api.backup.contents import Told, contents, tables
from api.backup.place import Place, program
from geo.errors import Conflict, Unavailable

_LOADED: Final = 0.7
_FUNCTIONS: Final = (
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
)
_EVERY_TABLE: Final = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')"
)
_ROLE: Final = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app')
       AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        CREATE ROLE yuantu_app NOLOGIN;
    END IF;
END $$
"""


def restore(place: Place, path: Path, told: Told, *, replace: bool = False) -> Manifest:
    """Make a database what a backup says it was.

    `replace` removes what the database holds, in the same transaction.

    Raises:
        InputError: the file is not a whole backup; nothing was changed.
        Conflict: the database is not empty, or what came back is not what the manifest says.
        Unavailable: the database or its programs are not there, or refused a statement; nothing was changed.
    """
    with opened(path) as (archive, manifest):
        with place.connect(owner=True) as connection:
            if (held := tables(connection)) and not replace:
                raise Conflict(
                    f"数据库不是空的（有 {len(held)} 张表）；要用备份取代现有全部内容，请加 --replace",
                    f"the database is not empty ({len(held)} tables); --replace puts the backup in place of all of it",
                )
            major = connection.info.server_version // 10000
            before = _clearing(connection) if held else b""
            connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
            connection.execute(_ROLE)
            app = bool(connection.execute("SELECT FROM pg_roles WHERE rolname = 'yuantu_app'").rowcount)
        size = manifest.dump_bytes
        _load(place, major, archive, before, app, lambda done: told(_LOADED * min(1.0, done / size)))
        with place.connect() as connection:
            found = contents(connection, lambda share: told(_LOADED + (1 - _LOADED) * share))
    if differ := sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name)):
        listed = ", ".join(differ)
        raise Conflict(f"恢复的内容与备份不一致：{listed}", f"what was restored differs from the backup: {listed}")
    return manifest


def _clearing(connection: psycopg.Connection) -> bytes:
    """Statements that remove what is ours; what belongs to an extension stays."""
    drops = [
        sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(row[0])) for row in connection.execute(_EVERY_TABLE)
    ]
    lines = [drop.as_string(connection) for drop in drops]
    lines += [f"DROP FUNCTION IF EXISTS {row[0]} CASCADE" for row in connection.execute(_FUNCTIONS)]
    return "".join(f"{line};\n" for line in lines).encode()


def _load(place: Place, major: int, archive: zipfile.ZipFile, before: bytes, app: bool, told: Told) -> None:
    """Run the dump's statements in one transaction."""
    psql, pg_restore = program("psql", major), program("pg_restore", major)
    listed = subprocess.run(  # noqa: S603
        [pg_restore, "-l"], input=_head(archive), capture_output=True, check=False, cwd="/"
    ).stdout.decode()
    wanted = [line for line in listed.splitlines() if " EXTENSION " not in line and "spatial_ref_sys" not in line]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as order, tempfile.TemporaryFile() as said:
        order.write("\n".join(wanted) + "\n")
        order.flush()
        command = [pg_restore, "--no-owner", "-L", order.name, "-f", "-", *(() if app else ("--no-acl",))]
        reading = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, cwd="/"
        )
        running = subprocess.Popen(  # noqa: S603
            [psql, "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"],
            env=place.environment(owner=True), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, cwd="/",
        )  # fmt: skip
        feeding = threading.Thread(target=_feed, args=(archive, reading.stdin, told))
        feeding.start()
        try:
            _statements(before, reading.stdout, running.stdin)
            whole = reading.wait() == 0 and running.wait() == 0
        finally:
            for process in (reading, running):
                process.kill()
                process.wait()
            feeding.join()
        said.seek(0)
        if not whole:
            reason = next((line for line in said.read().decode(errors="replace").splitlines() if "rror" in line), "?")
            raise Unavailable(f"没有恢复任何内容：{reason}", f"nothing was restored: {reason}")


def _head(archive: zipfile.ZipFile) -> bytes:
    """The dump's beginning with its table of contents, which comes before all data."""
    with archive.open(DUMP) as dump:
        return dump.read(8 * CHUNK_BYTES)


def _feed(archive: zipfile.ZipFile, into: IO[bytes] | None, told: Told) -> None:
    assert into
    done = 0
    with contextlib.suppress(BrokenPipeError), into, archive.open(DUMP) as dump:
        while piece := dump.read(CHUNK_BYTES):
            into.write(piece)
            done += len(piece)
            told(done)


def _statements(before: bytes, dumped: IO[bytes] | None, into: IO[bytes] | None) -> None:
    assert dumped and into
    with contextlib.suppress(BrokenPipeError), into, dumped:
        into.write(before)
        while piece := dumped.read(CHUNK_BYTES):
            into.write(piece)
