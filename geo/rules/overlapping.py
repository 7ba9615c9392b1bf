"""Which polygons have more in common than a border, found without comparing all neighbours.

How many polygons cover a point changes only across borders that do not pair up. So each place that is covered twice
lies beside a free or crowded border, or is reached from there by walking inside the twice covered land: from one
overlapping pair to the next across a border of either, or across borders of both where they coincide.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Geometries
from geo.parallel import split
from geo.rules.coverage import Border

_Ints = npt.NDArray[np.intp]
_Bools = npt.NDArray[np.bool_]

_STEPS: Final = 4
"""So many steps reach all of a fault. Where not, whole layers lie over each other, and all that touch are compared."""


def overlapping(geometry: Geometries, tree: shapely.STRtree, border: Border) -> tuple[_Ints, _Ints]:
    """All pairs of rows of valid polygons whose interiors meet, the lesser row first, sorted.

    `tree` and `border` are those of `geometry`.
    """
    n = len(geometry)

    def touching(shapes: Geometries, rows: _Ints) -> _Ints:
        shape, other = tree.query(shapes, predicate="intersects")
        return _pairs(rows[shape], other, n)

    free, crowded = np.flatnonzero(~shapely.is_empty(border.free)), np.flatnonzero(border.crowded)
    fresh = _distinct(touching(border.free[free], free), touching(geometry[crowded], crowded))
    known = found = np.zeros(0, dtype=np.intp)
    seen = np.zeros(n, dtype=bool)
    for steps_left in range(_STEPS, -1, -1):
        some, others = np.divmod(fresh, n)
        meet = fresh[split(_interiors_meet, geometry[some], geometry[others])]
        known, found = _distinct(known, fresh), _distinct(found, meet)
        members = _distinct(*np.divmod(meet, n))
        members = members[~seen[members]]
        seen[members] = True
        if steps_left == 0 or not len(meet):
            break
        near = touching(geometry, np.arange(n)) if steps_left == 1 else touching(geometry[members], members)
        near = _distinct(known, near)
        beyond = near if steps_left == 1 else _distinct(near, _across_both(meet, border, near, n))
        fresh = _without(beyond, known)
    first, second = np.divmod(found, n)
    return first, second


def _interiors_meet(some: Geometries, others: Geometries) -> _Bools:
    return np.asarray(shapely.relate_pattern(some, others, "T********"))


def _across_both(meet: _Ints, border: Border, near: _Ints, n: int) -> _Ints:
    """Pairs one step beyond overlapping ones, over a border of the first that runs along a border of the second.

    The feature beyond the first touches the second, and the other way round; `near` has all pairs that touch.
    """
    first, second = np.divmod(meet, n)
    pair, over_first = _beyond(first, second, border, near, n)
    pair_too, over_second = _beyond(second, first, border, near, n)
    one, two = _matches(pair, pair_too)
    return _pairs(over_first[one], over_second[two], n)


def _beyond(rows: _Ints, others: _Ints, border: Border, near: _Ints, n: int) -> tuple[_Ints, _Ints]:
    """For each place in `rows`, in order, the features that join the row there and touch the other row."""
    wanted = np.zeros(n, dtype=bool)
    wanted[rows] = True
    left, right = border.joined[:, wanted[border.joined].any(axis=0)].astype(np.intp)
    step = _distinct(left * n + right, right * n + left)
    place, at = _matches(rows, step // n)
    row, other = step[at] % n, others[place]
    touch = ~_absent(np.minimum(row, other) * n + np.maximum(row, other), near)
    return place[touch], row[touch]


def _matches(values: _Ints, ranked: _Ints) -> tuple[_Ints, _Ints]:
    """Places in `values` and in `ranked`, which is sorted, that hold the same number: all combinations."""
    start, end = np.searchsorted(ranked, values), np.searchsorted(ranked, values, side="right")
    size = end - start
    place = np.repeat(np.arange(len(values)), size)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(size) - size - start, size)


def _pairs(some: _Ints, others: _Ints, n: int) -> _Ints:
    """Pairs of different rows, each once and as one number, the lesser row first."""
    apart = some != others
    return _distinct(np.minimum(some, others)[apart] * n + np.maximum(some, others)[apart])


def _distinct(*parts: _Ints) -> _Ints:
    """The numbers in any of the parts, each once, sorted; many times quicker than np.unique."""
    numbers = np.sort(np.concatenate(parts))
    first = np.ones(len(numbers), dtype=bool)
    first[1:] = numbers[1:] != numbers[:-1]
    return np.asarray(numbers[first])


def _absent(numbers: _Ints, among: _Ints) -> _Bools:
    """Which numbers are not in a sorted array."""
    if not len(among):
        return np.ones(len(numbers), dtype=bool)
    at = np.searchsorted(among, numbers)
    return np.asarray(among[np.minimum(at, len(among) - 1)] != numbers)


def _without(numbers: _Ints, others: _Ints) -> _Ints:
    return numbers[_absent(numbers, others)]
