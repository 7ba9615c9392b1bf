"""KMZ, in and out: KML in a zip archive."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.exchange.archive import unpack
from geo.exchange.kml_in import document
from geo.exchange.kml_out import text_of
from geo.exchange.source import Source
from geo.model import Layout

_MAIN: Final = "doc"


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us.

    Raises:
        InputError: not a zip archive, no KML in it, or as `kml.source` says.
    """
    return document(unpacked(path), path, encoding)


def unpacked(path: Path) -> bytes:
    """The archive's main document: `doc.kml`, else the first of all.

    Raises:
        InputError: not a zip archive, or no KML in it.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = unpack(path, Path(folder), frozenset({".kml"}))
        if not found:
            raise InputError("压缩包里没有 KML（.kml）", "there is no KML (.kml) in the archive", where=path.name)
        return min(found, key=lambda file: file.stem.lower() != _MAIN).read_bytes()


def write(layout: Layout, path: Path) -> None:
    """Write a layout.

    Raises:
        InputError: a text has a letter in it that XML cannot hold.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{_MAIN}.kml", text_of(layout))
