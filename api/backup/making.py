"""Making a backup: one snapshot, dumped and hashed."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import orjson
import psycopg

from api import __version__
from api.backup.archive import CHUNK_BYTES, DUMP, MANIFEST, Manifest, writing
from api.backup.contents import Told, contents
from api.backup.place import Place, program
from geo.errors import Unavailable

_HASHED: Final = 0.3
"""The share of the work that hashing the tables is."""


def back_up(place: Place, path: Path, told: Told) -> Manifest:
    """Write the whole database to a file, as it is at one moment; others go on working meanwhile.

    Raises:
        Unavailable: the database or its programs are not there.
        InputError: the file cannot be written.
    """
    with writing(path) as file, place.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = _value(connection, "SELECT pg_export_snapshot()")
        schema = _value(connection, "SELECT version_num FROM alembic_version")
        expected = int(_value(connection, "SELECT pg_database_size(current_database())")) / 4
        major = connection.info.server_version // 10000
        found = contents(connection, lambda share: told(share * _HASHED))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            with archive.open(DUMP, "w", force_zip64=True) as into:
                size, digest = _dump(
                    place, major, snapshot, into, lambda n: told(min(0.99, _HASHED + (1 - _HASHED) * n / expected))
                )
            created = datetime.now(UTC).isoformat(timespec="seconds")
            manifest = Manifest(schema, created, __version__, major, size, digest, found)
            archive.writestr(MANIFEST, orjson.dumps(manifest.data(), option=orjson.OPT_INDENT_2))
    told(1.0)
    return manifest


def _value(connection: psycopg.Connection, query: str) -> str:
    try:
        row = connection.execute(query.encode()).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise Unavailable("数据库是空的，没有可备份的内容", "the database is empty: nothing to back up") from error
    assert row
    return str(row[0])


def _dump(place: Place, major: int, snapshot: str, into: IO[bytes], told: Told) -> tuple[int, str]:
    """Copy what pg_dump writes: how much, and its hash."""
    command = [program("pg_dump", major), "-Fc", f"--snapshot={snapshot}", "--no-owner", "--no-unlogged-table-data"]
    size, digest = 0, hashlib.sha256()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603
            command, env=place.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, cwd="/"
        )
        assert process.stdout
        try:
            while piece := process.stdout.read(CHUNK_BYTES):
                into.write(piece)
                digest.update(piece)
                size += len(piece)
                told(size)
            status = process.wait()
        finally:
            process.stdout.close()
            process.kill()
            process.wait()
        said.seek(0)
        if status != 0:
            reason = (said.read().decode(errors="replace").strip().splitlines() or ["?"])[-1]
            raise Unavailable(f"备份没有完成：{reason}", f"the backup was not finished: {reason}")
    return size, digest.hexdigest()
