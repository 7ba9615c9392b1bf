"""Values that a layout itself shows: areas, counts, words in use. Nothing is read from a map that does not say it.

A measure is written in the rulebook as `name:kind:…`:

area:park                     total ellipsoidal area of the kind in km²
count:group                   number of features of the kind
kinds:group;reserve;small     how many of these kinds occur
distinct:group:modes          how many different entries the list property has over the kind
each-area:group               area in km², feature by feature
each-size:park:leading        entries of the list property, feature by feature, where it is filled in
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any, Final

import numpy as np

from geo import measure
from geo.errors import RulebookError
from geo.indicators.values import Value
from geo.model import Layout
from geo.rulebook import Indicator, Rulebook

Found = list[tuple[str, float]]


def measured(layout: Layout, book: Rulebook, year: int) -> list[Value]:
    """What a layout shows of a rulebook's indicators, as values of a year.

    Raises:
        RulebookError: an indicator's measure is not one of those above.
    """
    revision = "" if layout.revision is None else f" r{layout.revision}"
    source = f"{layout.id}{revision}"
    found = []
    for item in book.indicators.values():
        if item.measure:
            found += [
                Value(item.id, scope, year, value, source, origin="layout")
                for scope, value in _measure(item, layout, book)
            ]
    return found


def _measure(item: Indicator, layout: Layout, book: Rulebook) -> Found:
    name, _, rest = item.measure.partition(":")
    if name not in _MEASURES:
        raise RulebookError(f"未知的量算方式 {item.measure}", f"unknown measure {item.measure}", where=item.id)
    kinds, _, column = rest.partition(":")
    rows = layout.features[layout.features["kind"].isin(kinds.split(";"))]
    # A kind that the layout does not draw is not known to be nought.
    return _MEASURES[name](rows, column, item, book) if len(rows) else []


def _areas_km2(rows: Any, book: Rulebook) -> list[float]:
    shapes = book.frame.project(np.asarray(rows.geometry.values, dtype=object))
    return [measure.km2(area) for area in measure.area_m2(shapes)]


def _area(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    return [(item.scope, round(sum(_areas_km2(rows, book)), 6))]


def _count(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    return [(item.scope, float(len(rows)))]


def _kinds(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    return [(item.scope, float(rows["kind"].nunique()))]


def _distinct(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    words = set(chain.from_iterable(rows[column]))
    return [(item.scope, float(len(words)))] if words else []


def _each_area(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    return list(zip(_labels(rows), _areas_km2(rows, book), strict=True))


def _each_size(rows: Any, column: str, item: Indicator, book: Rulebook) -> Found:
    return [(label, float(len(words))) for label, words in zip(_labels(rows), rows[column], strict=True) if words]


def _labels(rows: Any) -> list[str]:
    return [str(name or id) for id, name in zip(rows["id"], rows["name"], strict=True)]


_MEASURES: Final[dict[str, Callable[[Any, str, Indicator, Rulebook], Found]]] = {
    "area": _area,
    "count": _count,
    "kinds": _kinds,
    "distinct": _distinct,
    "each-area": _each_area,
    "each-size": _each_size,
}
