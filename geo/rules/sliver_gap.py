"""A narrow strip between two neighbours belongs to neither.

What it checks: along the border of every feature, the stretches that run beside a neighbour of the same
coverage, nearer than the width given, without touching it and with nothing else in between; together they
must be shorter than the length given.
Why: the space classes make up the industry space between them, so a strip left over by careless drawing is
lost land.
Example that fails: two reserve areas that run side by side for 800 m, 20 m apart.
How to fix: snap one border to the other, or give the strip to one of the two.
"""

from itertools import chain
from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.crs import Geometries
from geo.model import Text
from geo.parallel import shares, side_by_side
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import polygons_only
from geo.rules.pairs import near_pairs, rows_of
from geo.rules.subjects import Draft, Ints, Subjects

_TOUCH_M = 0.01
_WORTH_SHARING = 64


class Params(RuleParams):
    """Which kinds lie side by side, from what width a strip is a real space, from what length it counts."""

    coverages: tuple[tuple[str, ...], ...]
    max_width_m: float
    min_length_m: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Pairs with a strip between them, owned by the one whose id sorts first."""
    drafts = []
    for kinds in params.coverages:
        drafts += _between(owned.of(*kinds), around.of(*kinds), params)
    return drafts


def _between(owned: Subjects, around: Subjects, params: Params) -> list[Draft]:
    if len(around) < 2:
        return []
    # Along a strip that belongs to neither, neither border is shared: the others need no look.
    free = around.border.free
    own = rows_of(owned, around)
    own = own[measure.length_m(free[own]) >= params.min_length_m]
    first, second = near_pairs(free[own], own, free, params.max_width_m)
    some = shares(len(first), worth=_WORTH_SHARING)
    found = side_by_side(lambda rows: _strips(first[rows], second[rows], around, params), some)
    return list(chain.from_iterable(found))


def _strips(first: Ints, second: Ints, around: Subjects, params: Params) -> list[Draft]:
    """The strips between the features of each pair of rows."""
    free = around.border.free
    beside = _within(free[first], free, second, params.max_width_m)
    long = measure.length_m(beside) >= params.min_length_m
    first, second = first[long], second[long]
    beside = _apart(beside[long], free[second], around.geometry[second])
    void = _unfilled(beside, first, second, around)
    wide = np.flatnonzero(measure.length_m(void) >= params.min_length_m)
    return [_strip_draft(void[i], first[i], second[i], around, params) for i in wide]


def _strip_draft(void: Any, a: int, b: int, around: Subjects, params: Params) -> Draft:
    width_m = _width_m(void, around.geometry[b], params.max_width_m)
    return Draft(
        subjects=(around.ids[a], around.ids[b]),
        evidence=_strip(void, around.geometry[b], min(2 * width_m, params.max_width_m), around),
        measured=round(width_m, 2),
        required=0.0,
        tolerance=_TOUCH_M,
        values={"name": around.label(a), "other": around.label(b), "length_m": float(shapely.length(void))},
    )


def _within(lines: Geometries, free: Geometries, second: Ints, width_m: float) -> Geometries:
    """The stretches of lines that run within `width_m` of the free border of the feature `second`."""
    rows, at = np.unique(second, return_inverse=True)
    zones = shapely.buffer(free[rows], width_m, quad_segs=2)
    return np.asarray(shapely.intersection(lines, zones[at]), dtype=object)


def _apart(lines: Geometries, borders: Geometries, neighbours: Geometries) -> Geometries:
    """The stretches of lines that neither touch a neighbour's border nor lie inside the neighbour."""
    outside = shapely.difference(lines, neighbours)
    return np.asarray(shapely.difference(outside, shapely.buffer(borders, _TOUCH_M, quad_segs=2)), dtype=object)


def _unfilled(lines: Geometries, first: Ints, second: Ints, around: Subjects) -> Geometries:
    """The lines without the stretches that a third feature fills or touches."""
    rows, near = around.tree.query(lines, predicate="intersects")
    third = (near != first[rows]) & (near != second[rows])
    rows, near = rows[third], near[third]
    void = lines.copy()
    for row in np.unique(rows):
        fillers = around.geometry[np.sort(near[rows == row])]
        filled = shapely.union_all(shapely.buffer(fillers, _TOUCH_M, quad_segs=2))
        void[row] = shapely.difference(lines[row], filled)
    return void


def _width_m(line: Any, neighbour: Any, max_width_m: float) -> float:
    """The typical width of the void: the median distance to the neighbour along the line."""
    steps = max(2, int(shapely.length(line) / max_width_m * 10))
    points = shapely.line_interpolate_point(shapely.line_merge(line), np.linspace(0, 1, steps), normalized=True)
    return float(np.median(shapely.distance(points, neighbour)))


def _strip(line: Any, neighbour: Any, width_m: float, around: Subjects) -> Any:
    """The void along `line` between its own feature and the neighbour."""
    near = shapely.intersection(shapely.buffer(line, width_m, cap_style="flat"), shapely.buffer(neighbour, width_m))
    taken = shapely.union_all(around.geometry[np.sort(around.tree.query(near, predicate="intersects"))])
    void = np.array([shapely.difference(near, taken)], dtype=object)
    return polygons_only(void)[0]


def _reach_m(params: Params) -> float:
    """Twice the width: as far as the strip that is drawn along a void can reach."""
    return 2 * params.max_width_m


RULE = Rule(
    code="GEO003",
    name="sliver-gap",
    title=Text("相邻地块之间不得留狭缝", "No slivers may be left between neighbours"),
    message=Text(
        "“{name}”与“{other}”之间有宽约 {measured:.1f} 米、长 {length_m:.0f} 米的狭缝",
        "{name} and {other} leave a strip of about {measured:.1f} m by {length_m:.0f} m between them",
    ),
    scope=Scope.NEAR,
    reads=frozenset({"park", "group", "reserve", "small", "zone", "parcel"}),
    check=check,
    params=Params,
    reach=_reach_m,
    unit="m",
    fixes=("close-gap:{subject}", "weld-borders"),
)
