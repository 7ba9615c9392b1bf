"""KML 2.2, in and out: folders and colours by kind, and every property as typed data of its placemark.

What the file is stands in the extended data of its document. Nothing that it links to is ever fetched.
Source: OGC 07-147r2 (KML 2.2), 9.1 Document, 9.11 Placemark, 9.3 SchemaData, 10 Geometry.
"""

from __future__ import annotations

from pathlib import Path

from geo.exchange.kml_in import MAGIC_ZIP, document
from geo.exchange.kml_out import text_of
from geo.exchange.kmz import unpacked
from geo.exchange.source import Source
from geo.model import Layout


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us: all placemarks as one layer, the folders of a foreign one as a column.

    Raises:
        InputError: not KML, or it declares entities or links to other files.
    """
    body = path.read_bytes()
    if body.startswith(MAGIC_ZIP):
        body = unpacked(path)
    return document(body, path, encoding)


def write(layout: Layout, path: Path) -> None:
    """Write a layout.

    Raises:
        InputError: a text has a letter in it that XML cannot hold.
    """
    path.write_text(text_of(layout), encoding="utf-8", newline="")
