"""Unpacking archives that nobody vouches for: no paths of their own, no links, no more than so many bytes."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, Final

from geo.errors import InputError

MAX_MEMBERS: Final = 2_000
MAX_BYTES: Final = 512 * 1024**2
_CHUNK_BYTES: Final = 1024**2


def unpack(archive: Path, folder: Path, endings: frozenset[str]) -> list[Path]:
    """Put the members with these endings into the folder, whatever path they name, and give their new paths.

    Parts of one thing (`a/x.shp`, `a/x.dbf`) keep a common stem; things of one name in two folders stay apart.

    Raises:
        InputError: not a zip archive, encrypted, damaged, or larger than `MAX_BYTES` when unpacked.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            return _unpack(opened, folder, endings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise InputError("不是可读的 zip 压缩包", "not a readable zip archive", where=archive.name) from error
    except RuntimeError as error:
        raise InputError("压缩包有密码", "the archive is encrypted", where=archive.name) from error


def _unpack(opened: zipfile.ZipFile, folder: Path, endings: frozenset[str]) -> list[Path]:
    members = opened.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(f"压缩包里超过 {MAX_MEMBERS} 个文件", f"the archive holds more than {MAX_MEMBERS} files")
    wanted = [member for member in members if PurePosixPath(member.filename).suffix.lower() in endings]
    if sum(member.file_size for member in wanted) > MAX_BYTES:
        raise _large()
    stems: dict[str, str] = {}
    left = MAX_BYTES
    found: list[Path] = []
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if member.is_dir() or name.suffix.lower() not in endings or _is_link(member) or "__MACOSX" in name.parts:
            continue
        whole = str(name.with_suffix("")).lower()
        stem = stems.setdefault(whole, _free(plain(name.stem), stems))
        target = folder / f"{stem}{name.suffix.lower()}"
        with opened.open(member) as source:
            left -= _copy(source, target, left)
        found.append(target)
    return found


def _free(stem: str, taken: dict[str, str]) -> str:
    return stem if stem not in taken.values() else f"{stem}-{len(taken) + 1}"


def plain(stem: str) -> str:
    """A name without anything that a path could be made of."""
    kept = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in stem)
    return kept[:60] or "layer"


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _copy(source: IO[bytes], target: Path, limit_bytes: int) -> int:
    """Copy and count: what an archive says of its own sizes proves nothing."""
    size = 0
    with target.open("wb") as file:
        while chunk := source.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > limit_bytes:
                raise _large()
            file.write(chunk)
    return size


def _large() -> InputError:
    megabytes = MAX_BYTES // 1024**2
    return InputError(f"解压后超过 {megabytes} MB", f"it unpacks to more than {megabytes} MB")
