"""Uploads: files that came to be imported, each in a folder of its own for as long as it is kept.

Several processes share the place. Folders are named by random numbers, files by what they are for: nothing that a
user writes becomes part of a path but a known ending.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import orjson

from geo.errors import InputError, NotFound, Unavailable
from geo.exchange.formats import FORMATS

_ABOUT: Final = "about.json"
_INSPECTION: Final = "inspection.json"
_PROGRESS: Final = "progress.json"
_ARRIVING: Final = "arriving-"
_STALE_S: Final = 3600.0
_NAME_LIMIT: Final = 120


@dataclass(frozen=True)
class Upload:
    """A file that came: what its sender calls it, what it is to be read against, and where it lies.

    `encoding` and `layout` are those of its newest inspection.
    """

    id: UUID
    folder: Path
    name: str
    ending: str
    rulebook: str
    layout: str | None
    encoding: str | None
    size_bytes: int
    sha256: str
    created: float
    expires: float

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"file{self.ending}"

    @property
    def expiry(self) -> datetime:
        """When it goes."""
        return datetime.fromtimestamp(self.expires, UTC)


class Uploads:
    """The uploads of a server, in a folder.

    Args:
        folder: made when the first upload comes.
        keep_s: how long each is kept, in seconds.
        room_bytes: how much all of them may take together.
    """

    def __init__(self, folder: Path, keep_s: float, room_bytes: int) -> None:
        self.folder, self._keep_s, self._room_bytes = folder, keep_s, room_bytes

    @contextlib.contextmanager
    def arriving(self) -> Iterator[Path]:
        """A folder for what comes in; it is gone afterwards unless it was kept.

        Raises:
            Unavailable: there is no room, or the folder cannot be written to.
        """
        if self._taken_bytes() > self._room_bytes:
            raise Unavailable("上传区已满，请稍后再试", "there is no room for uploads; try again later")
        folder = self.folder / f"{_ARRIVING}{uuid4().hex}"
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            raise Unavailable("无法写入上传区", "the folder for uploads cannot be written to") from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, arrived: Path, name: str, *, rulebook: str, layout: str | None) -> Upload:
        """What came in as `arrived`/file and its ending, under a number of its own from now on."""
        self.sweep()
        id, now = uuid4(), time.time()
        ending = ending_of(name)
        path = arrived / f"file{ending}"
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        upload = Upload(
            id, self.folder / id.hex, shown(name), ending, rulebook, layout, None, path.stat().st_size, digest, now,
            now + self._keep_s,
        )  # fmt: skip
        _write(arrived / _ABOUT, _data(upload))
        arrived.rename(upload.folder)
        return upload

    def get(self, id: UUID) -> Upload:
        """An upload that is still kept. Raises NotFound."""
        folder = self.folder / id.hex
        try:
            said = orjson.loads((folder / _ABOUT).read_bytes())
        except OSError as error:
            raise gone(id) from error
        upload = Upload(id=id, folder=folder, **said)
        if upload.expires <= time.time() or not upload.path.is_file():
            raise gone(id)
        return upload

    def inspected(self, upload: Upload, inspection: bytes, *, encoding: str | None, layout: str | None) -> Upload:
        """Keep what was seen of an upload, in place of what was seen before."""
        seen = replace(upload, encoding=encoding, layout=layout)
        try:
            _write(upload.folder / _INSPECTION, inspection)
            _write(upload.folder / _ABOUT, _data(seen))
        except OSError as error:
            raise gone(upload.id) from error
        return seen

    def inspection(self, upload: Upload) -> bytes:
        """What was seen of an upload, as JSON. Raises NotFound."""
        try:
            return (upload.folder / _INSPECTION).read_bytes()
        except OSError as error:
            raise gone(upload.id) from error

    def tell(self, upload: Upload, step: str, done: int = 0, total: int | None = None) -> None:
        """Keep how far the work on an upload is, for whichever process is asked."""
        with contextlib.suppress(OSError):
            _write(upload.folder / _PROGRESS, orjson.dumps({"step": step, "done": done, "total": total}))

    def progress(self, upload: Upload) -> bytes:
        """How far the work on an upload is, as JSON."""
        try:
            return (upload.folder / _PROGRESS).read_bytes()
        except OSError:
            return orjson.dumps({"step": "waiting", "done": 0, "total": None})

    def remove(self, id: UUID) -> None:
        """Let an upload go before its time. Raises NotFound."""
        self.discard(self.get(id))

    def discard(self, upload: Upload) -> None:
        """Let an upload go, if it is still there."""
        shutil.rmtree(upload.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what is past its time, and what never arrived."""
        now = time.time()
        for folder in self._folders():
            with contextlib.suppress(OSError):
                if _over(folder, now):
                    shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        return []

    def _taken_bytes(self) -> int:
        taken = 0
        for folder in self._folders():
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                taken += sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
        return taken


def ending_of(name: str) -> str:
    """The ending of a file's name, which tells its format. Raises InputError where we read none of that ending."""
    ending = re.search(r"\.[A-Za-z0-9]+$", name.strip())
    endings = [known for format in FORMATS if format.reads for known in format.endings]
    if ending is None or ending[0].lower() not in endings:
        known = ", ".join(endings)
        raise InputError(f"不支持的文件格式（支持 {known}）", f"unknown format (known: {known})", where="name")
    return ending[0].lower()


def shown(name: str) -> str:
    """A file's name to be shown: the last part of a path, without control characters, of a bearable length."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).encode("utf-8", "ignore").decode().strip()
    return plain[-_NAME_LIMIT:] or "file"


def _over(folder: Path, now: float) -> bool:
    """Whether a folder's time is over; one that tells no time has not arrived within an hour."""
    try:
        expires = orjson.loads((folder / _ABOUT).read_bytes())["expires"]
    except (OSError, orjson.JSONDecodeError):
        return now - folder.stat().st_mtime > _STALE_S
    return bool(expires <= now)


def _data(upload: Upload) -> bytes:
    return orjson.dumps({name: value for name, value in vars(upload).items() if name not in ("id", "folder")})


def _write(path: Path, body: bytes) -> None:
    """Into a file of its own first: a reader sees all of it or what was there before."""
    part = path.with_name(f"{path.name}.{uuid4().hex}")
    part.write_bytes(body)
    part.replace(path)


def gone(id: UUID) -> NotFound:
    """There is no such upload any more."""
    return NotFound(f"没有上传 {id}，或已过期", f"there is no upload {id}, or its time is over")
