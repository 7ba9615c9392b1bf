"""The formats in which layouts come and go: one module of this folder each, loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from geo.errors import InputError
from geo.exchange.mending import mended_source, parts
from geo.exchange.shapes import refuse_many
from geo.exchange.source import Source
from geo.exchange.whole import whole
from geo.model import Layout, Text

Open = Callable[..., Source]
Write = Callable[[Layout, Path], None]


@dataclass(frozen=True)
class Format:
    """A format: its module has `source(path, encoding=None) -> Source` if it `reads`, `write` if it `writes`."""

    name: str
    title: Text
    endings: tuple[str, ...]
    media_type: str
    reads: bool = True
    writes: bool = True
    lists: bool = False
    """Its lists are lists; else texts, joined with `;`."""
    within: str | None = None
    """The format as which its files are taken by their ending, until `tells(path)` of its module says otherwise."""

    @property
    def streams(self) -> bool:
        """Whether it writes rows as they come (`write_rows`), so that memory does not grow with their number."""
        return hasattr(self.module, "write_rows")

    @property
    def module(self) -> Any:
        """The module of the format."""
        return import_module(f"geo.exchange.{self.name}")


FORMATS: Final = (
    Format("geojson", Text("GeoJSON", "GeoJSON"), (".geojson", ".json"), "application/geo+json", lists=True),
    Format("jsonfg", Text("JSON-FG", "JSON-FG"), (".jsonfg",), "application/fg+json", lists=True, within="geojson"),
    Format("geopackage", Text("GeoPackage", "GeoPackage"), (".gpkg",), "application/geopackage+sqlite3"),
    Format("flatgeobuf", Text("FlatGeobuf", "FlatGeobuf"), (".fgb",), "application/flatgeobuf"),
    Format("geoparquet", Text("GeoParquet", "GeoParquet"), (".parquet", ".geoparquet"),
           "application/vnd.apache.parquet", lists=True),
    Format("shapefile", Text("Shapefile（zip）", "Shapefile (zip)"), (".zip",), "application/zip"),
    Format("xlsx", Text("XLSX（Excel）", "XLSX (Excel)"), (".xlsx",),
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lists=True),
    Format("csv", Text("CSV", "CSV"), (".csv",), "text/csv", lists=True),
    Format("survey", Text("界址点坐标（TXT）", "Boundary points (TXT)"), (".txt",), "text/plain", writes=False),
    Format("dxf", Text("DXF（CAD）", "DXF (CAD)"), (".dxf",), "image/vnd.dxf"),
    Format("kml", Text("KML", "KML"), (".kml",), "application/vnd.google-earth.kml+xml"),
    Format("kmz", Text("KMZ", "KMZ"), (".kmz",), "application/vnd.google-earth.kmz"),
)  # fmt: skip
"""In the order in which they are offered."""


def reading(path: Path) -> Format:
    """The format by which a file is read. Raises InputError where there is none."""
    return _found(path, [format for format in FORMATS if format.reads])


def writing(path: Path) -> Format:
    """The format in which a file of that name is written. Raises InputError where there is none."""
    return _found(path, [format for format in FORMATS if format.writes])


def _found(path: Path, formats: list[Format]) -> Format:
    for format in formats:
        if path.suffix.lower() in format.endings:
            return format
    endings = ", ".join(ending for format in formats for ending in format.endings)
    raise InputError(f"不支持的文件格式（支持 {endings}）", f"unknown format (known: {endings})", where=path.name)


@contextmanager
def found(path: Path) -> Iterator[tuple[Format, Path]]:
    """The format by which a file is read and the file to read: the one that an archive holds in its place.

    Raises:
        InputError: the file is missing, or of an unknown format.
    """
    endings = frozenset(ending for format in FORMATS if format.reads for ending in format.endings)
    with whole(path, endings) as file:
        yield _told(reading(file), file), file


def _told(format: Format, file: Path) -> Format:
    return next((other for other in FORMATS if other.within == format.name and other.module.tells(file)), format)


def opened(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us; `encoding` is that of its text, where a person has decided on one (`mending`).

    Raises:
        InputError: the file is missing, of an unknown format, or no file of its format.
    """
    codec, chain = parts(encoding)
    with found(path) as (format, file):
        open: Open = format.module.source
        source = replace(open(file, codec), name=path.name)
    for layer in source.layers:
        refuse_many(layer.geometry)
    return source if chain is None else mended_source(source, chain)
