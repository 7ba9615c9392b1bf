"""Files that came in a zip archive: the one file that it holds stands for the archive."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from geo.errors import InputError
from geo.exchange.archive import unpack

_ARCHIVE: Final = ".zip"
_SHAPEFILE: Final = ".shp"
_NOTE: Final = ".txt"
"""Holds coordinates at times, and mostly a word or two about the files beside it."""


@contextmanager
def whole(path: Path, endings: frozenset[str]) -> Iterator[Path]:
    """The file to read: the one with such an ending that an archive holds, where it is no Shapefile; else `path`.

    Raises:
        InputError: there is no such file, or its archive holds several of them.
    """
    if not path.is_file():
        raise InputError("文件不存在", "there is no such file", where=str(path))
    ending = _held(path, endings) if path.suffix.lower() == _ARCHIVE else None
    if ending is None:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        (file,) = unpack(path, Path(folder), frozenset({ending}))
        yield file


def _held(archive: Path, endings: frozenset[str]) -> str | None:
    """The ending of the one file that an archive holds; None for a Shapefile, and for what is no archive."""
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [PurePosixPath(name) for name in opened.namelist() if "__MACOSX" not in name]
    except (zipfile.BadZipFile, NotImplementedError):
        return None
    found = [name.suffix.lower() for name in names]
    held = [ending for ending in found if ending in endings and ending != _ARCHIVE]
    held = [ending for ending in held if ending != _NOTE] or held
    if _SHAPEFILE in found or not held:
        return None
    if len(held) > 1:
        raise InputError(
            "压缩包里有多个可读取的文件，请分别导入",
            "the archive holds several files that could be read: take them one by one",
            where=archive.name,
        )
    return held[0]
