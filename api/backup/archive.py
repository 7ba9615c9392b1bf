"""A backup's file: a ZIP with what pg_dump wrote, and a manifest of what is in it; whole, or not there at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import orjson

from api.backup.contents import Contents
from api.store import migrate
from geo.errors import InputError

DUMP: Final = "database.dump"
MANIFEST: Final = "manifest.json"
FORMAT: Final = "yuantu-backup-1"
CHUNK_BYTES: Final = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: its schema, when it was made, the dump's size and hash, and each table's contents."""

    schema: str
    created: str
    program: str
    postgres: int
    dump_bytes: int
    dump_sha256: str
    tables: dict[str, Contents]

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        tables = {name: found.data() for name, found in self.tables.items()}
        return {"format": FORMAT} | self.__dict__ | {"tables": tables}


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when the block ends well, and leaves nothing when it does not, or is killed.

    Raises:
        InputError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _nameless(path.parent, part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not part.exists():
                # Only with a folder's number is the name followed to the file that it stands for.
                os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno(), follow_symlinks=True)
            part.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"无法写入备份：{why}", f"cannot write the backup: {why}", where=str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _nameless(folder: Path, part: Path) -> IO[bytes]:
    """A file without a name, where the system has such; its rights are the owner's alone, for it holds secrets."""
    try:
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    except (OSError, AttributeError):
        return os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b")


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup and its manifest, after its checksums were found right. Raises InputError."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            digest = hashlib.sha256()
            with archive.open(DUMP) as dump:
                while piece := dump.read(CHUNK_BYTES):
                    digest.update(piece)
            if digest.hexdigest() != manifest.dump_sha256:
                raise _altered(path)
            if manifest.schema > migrate.newest():
                raise InputError(
                    f"备份来自更新的版本（数据表 {manifest.schema}），请先更新园图",
                    f"the backup is of a newer version (schema {manifest.schema}): update Yuantu first",
                    where=str(path),
                )
            yield archive, manifest
    except FileNotFoundError as error:
        raise InputError("没有这个文件", "there is no such file", where=str(path)) from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise _altered(path) from error


def _altered(path: Path) -> InputError:
    return InputError(
        "不是完整的园图备份：文件被截断或改动过，没有恢复任何内容",
        "not a whole backup of Yuantu: the file was cut off or altered; nothing was restored",
        where=str(path),
    )


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    said = orjson.loads(archive.read(MANIFEST))
    if said.pop("format") != FORMAT:
        raise ValueError
    said["tables"] = {name: Contents(**found) for name, found in said["tables"].items()}
    return Manifest(**said)
