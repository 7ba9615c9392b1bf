"""Rows on their way into a file: lines of JSON with the geometry in hexadecimal WKB, read as Arrow batches.

Whoever has rows writes lines, PostGIS as well as a layout; parsing them is left to a library, batch by batch, so that
memory holds a batch of them, however many there are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Final, cast

import numpy as np
import orjson
import shapely
from arro3.core import DataType, Field, RecordBatchReader, Schema
from arro3.io import read_json

from geo import crs
from geo.errors import InputError
from geo.exchange.columns import join
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Layout

GEOMETRY: Final = "geometry"
ALWAYS: Final = ("id", GEOMETRY)
_BATCH: Final = 256
"""The library keeps Python's lock while it works on a batch: a server's other answers wait no longer than that."""
_PART: Final = 4_096
_IN_MEMORY_BYTES: Final = 16 * 1024**2
_TYPES: Final = (
    "Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip


def _silent(_bytes: int) -> None:
    """Nobody wants to know how far the reading is."""


class _Watched:
    """Lines that tell how far they have been read."""

    def __init__(self, lines: IO[bytes], told: Callable[[int], None]) -> None:
        self._lines, self._told = lines, told

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._lines.read(size)
        self._told(self._lines.tell())
        return piece

    def seek(self, place: int, whence: int = 0) -> int:
        """Go elsewhere."""
        return self._lines.seek(place, whence)

    def tell(self) -> int:
        """Where the next bytes begin."""
        return self._lines.tell()


@dataclass(frozen=True)
class Rows:
    """Lines of JSON, each an object with `id`, the `names` and `geometry`; x is longitude or easting."""

    lines: IO[bytes]
    names: Sequence[str] = tuple(name for name in COLUMNS if name != "id")
    crs: str = f"EPSG:{crs.EPSG}"
    lists: bool = True
    """Lists are lists; else they are texts, joined with `;`."""
    numbers: frozenset[str] = frozenset(NUMBER_COLUMNS)
    """Which of the names are numbers; what is neither a number nor a list is text."""
    places: bool = True
    """Whether there is a geometry."""
    told: Callable[[int], None] = _silent
    """Is told how many bytes of the lines have been read."""

    def batches(self) -> RecordBatchReader:
        """All rows, read from the beginning, a batch at a time."""
        fields = [self._field(name) for name in ("id", *self.names)]
        return self._read(Schema([*fields, _GEOMETRY] if self.places else fields))

    def extent(self) -> tuple[list[str], list[float] | None]:
        """The types of the geometries there are, and west, south, east and north of them all."""
        kinds: set[int] = set()
        boxes = []
        for batch in self._read(Schema([_GEOMETRY])):
            shapes = shapely.from_wkb(batch[GEOMETRY].to_pylist())
            kinds |= {*np.unique(shapely.get_type_id(shapes)).tolist()}
            boxes.append(shapely.total_bounds(shapes))
        known = [box for box in boxes if np.isfinite(box).all()]
        types = sorted(_TYPES[kind] for kind in kinds if kind >= 0)
        if not known:
            return types, None
        low, high = np.min(known, axis=0), np.max(known, axis=0)
        return types, [*low[:2].tolist(), *high[2:].tolist()]

    def parts(self) -> Iterator[list[dict[str, Any]]]:
        """All rows as objects, their geometry as in the lines, a part of them at a time."""
        self.lines.seek(0)
        while part := [orjson.loads(line) for line in islice(self.lines, _BATCH)]:
            self.told(self.lines.tell())
            yield part

    def _field(self, name: str) -> Field:
        if name in LIST_COLUMNS and self.lists:
            return Field(name, DataType.list(Field("element", DataType.string())))
        return Field(name, DataType.float64() if name in self.numbers else DataType.string(), nullable=name != "id")

    def _read(self, schema: Schema) -> RecordBatchReader:
        self.lines.seek(0)
        # All that the library asks of a file is there.
        lines = cast(IO[bytes], _Watched(self.lines, self.told))
        return read_json(lines, schema, batch_size=_BATCH)


_GEOMETRY: Final = Field(GEOMETRY, DataType.binary())


def room() -> IO[bytes]:
    """A file for lines: in memory while they are few, then on disk; gone when it is closed."""
    return tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)


@contextmanager
def rows_of_layout(layout: Layout, *, lists: bool) -> Iterator[Rows]:
    """The rows of a layout, in EPSG:4490."""
    with room() as lines:
        table = layout.features
        for start in range(0, len(table), _PART):
            part = table.iloc[start : start + _PART]
            columns: dict[str, Any] = {name: _values(part[name].tolist(), name, lists) for name in COLUMNS}
            columns[GEOMETRY] = shapely.to_wkb(np.asarray(part.geometry.values, dtype=object), hex=True).tolist()
            for row in zip(*columns.values(), strict=True):
                lines.write(orjson.dumps(dict(zip(columns, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))
        yield Rows(lines, lists=lists)


def _values(values: list[Any], name: str, lists: bool) -> list[Any]:
    if name not in LIST_COLUMNS:
        return values  # What is not a number is null in JSON.
    return [list(entries) if lists else join(entries) for entries in values]


@contextmanager
def refusing(zh: str, en: str, where: str) -> Iterator[None]:
    """Say in a sentence what the library says of a broken file, which may be a panic: no `Exception` at all.

    Raises:
        InputError: the library could not go on.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, InputError) or not (isinstance(error, Exception) or _is_panic(error)):
            raise
        raise InputError(zh, en, where=where) from error


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"
