"""What is in the columns of a layer: distinct values and how often they occur, seen once for all that ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from numbers import Real
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Geometries, name_of
from geo.errors import UnknownCRS
from geo.exchange.aliases import aliases, column_key
from geo.exchange.doctor.inspection import ColumnSeen, LayerSeen
from geo.exchange.source import Layer
from geo.exchange.typed import folded, quantity, text_of

_SAMPLES: Final = 4
_SAMPLE_LETTERS: Final = 24
_MOST_READ: Final = 2_000
_TYPE_NAMES: Final = {
    -1: "none", 0: "Point", 1: "LineString", 2: "LinearRing", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString",
    6: "MultiPolygon", 7: "GeometryCollection",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: `values` are its distinct values with the number of their rows, lists as tuples; empty ones apart."""

    name: str
    values: Mapping[Any, int]
    rows: int

    @cached_property
    def key(self) -> str:
        """Its name as names are compared."""
        return column_key(self.name)

    @cached_property
    def filled(self) -> int:
        """In how many rows it says something."""
        return sum(self.values.values())

    @cached_property
    def texts(self) -> Mapping[str, int]:
        """Its values as text, with the number of their rows, the most frequent first."""
        counts: Counter[str] = Counter()
        for value, times in self.values.items():
            if (text := text_of(value)) is not None:
                counts[text] += times
        return dict(counts.most_common())

    @cached_property
    def distinct_share(self) -> float:
        """How many of its filled rows say something of their own."""
        return len(self.values) / self.filled if self.filled else 0.0

    @cached_property
    def number_share(self) -> float:
        """How many of its filled rows are numbers, or texts that say one; of many texts, of the first ones."""
        known = {value: times for value, times in self.values.items() if isinstance(value, str)}
        read = [*islice(known.items(), _MOST_READ)]
        saying = sum(times for text, times in read if quantity(text) is not None)
        of_texts = saying / (sum(times for _, times in read) or 1) * sum(known.values())
        numeric = {kind for kind in self._types if _holds(kind) == "number"}
        numbers = sum(times for value, times in self.values.items() if type(value) in numeric)
        return (of_texts + numbers) / self.filled if self.filled else 0.0

    @cached_property
    def holds(self) -> str:
        """What it holds: "text", "number", "list", "mixed" or "empty"."""
        kinds = {_holds(kind) for kind in self._types}
        return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "empty"

    @cached_property
    def _types(self) -> set[type]:
        return {*map(type, self.values)}

    def seen(self) -> ColumnSeen:
        """As an inspection tells it."""
        frequent = self.texts if self.holds != "number" else dict.fromkeys(f"{value:.10g}" for value in self.values)
        return ColumnSeen(self.name, self.holds, self.filled, tuple(map(_short, islice(frequent, _SAMPLES))))


def _holds(kind: type) -> str:
    if kind is tuple:
        return "list"
    return "number" if kind.__name__ != "bool" and issubclass(kind, Real) else "text"


def _short(text: str) -> str:
    return text if len(text) <= _SAMPLE_LETTERS else text[: _SAMPLE_LETTERS - 1] + "…"


def columns_of(layer: Layer) -> list[Column]:
    """The columns of a layer, looked at."""
    return [Column(str(name), _counted(layer.table[name].tolist()), len(layer)) for name in layer.table.columns]


def _counted(values: list[Any]) -> Mapping[Any, int]:
    try:
        counts = Counter(values)
    except TypeError:
        counts = Counter(map(_hashable, values))
    nothing = aliases().empty
    return {value: times for value, times in counts.items() if not _is_empty(value, nothing)}


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, Hashable) else str(value)


def _is_empty(value: Any, nothing: frozenset[str]) -> bool:
    if isinstance(value, str):
        return not value.strip() or folded(value) in nothing
    return value is None or value != value or (isinstance(value, tuple) and not value)  # NaN is not itself


def layer_seen(layer: Layer, columns: list[Column]) -> LayerSeen:
    """A layer as an inspection tells it."""
    types, counts = np.unique(shapely.get_type_id(layer.geometry), return_counts=True)
    named = sorted(
        ((_TYPE_NAMES[int(t)], int(n)) for t, n in zip(types, counts, strict=True)), key=lambda pair: -pair[1]
    )
    return LayerSeen(
        name=layer.name,
        features=len(layer),
        types=tuple(named),
        columns=tuple(column.seen() for column in columns),
        extent=_extent(layer.geometry),
        crs=_crs_said(layer.crs),
    )


def _extent(geometry: Geometries) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what has coordinates; None where nothing has."""
    boxes = shapely.bounds(geometry)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return None
    (west, south), (east, north) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)


def _crs_said(crs: Any) -> str | None:
    """What a file says of its coordinate system, by its name where it has one."""
    if crs is None:
        return None
    try:
        return str(name_of(crs))
    except UnknownCRS:
        return str(crs)[:80]
