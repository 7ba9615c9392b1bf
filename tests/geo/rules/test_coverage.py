"""The shortcuts that spare the rules most pairs must never hide one."""

from typing import Any

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.rules.coverage import off_coverage, unshared_border

_AT, _SIZE = st.sampled_from(range(0, 9)), st.sampled_from([1, 2, 3, 5])
_NUDGE = st.sampled_from([0.0, 0.0, 0.0, 0.25, -0.001, 0.5])


@st.composite
def box(draw: st.DrawFn) -> Any:
    x, y = draw(_AT) + draw(_NUDGE), draw(_AT) + draw(_NUDGE)
    return shapely.box(x, y, x + draw(_SIZE), y + draw(_SIZE))


@st.composite
def shape(draw: st.DrawFn) -> Any:
    first = draw(box())
    match draw(st.integers(0, 4)):
        case 0:
            return shapely.MultiPolygon([first, shapely.box(20, 20, 21, 21)])
        case 1:
            return shapely.difference(first, shapely.buffer(shapely.centroid(first), 0.3, cap_style="square"))
        case 2:
            return shapely.simplify(shapely.convex_hull(shapely.union(first, draw(box()))), 0)
        case _:
            return first


@given(st.lists(shape(), min_size=2, max_size=7))
def test_of_two_that_share_more_than_a_border_one_is_off(shapes: list[Any]) -> None:
    geometry = np.array([*shapes, None], dtype=object)[:-1]
    off = off_coverage(geometry)
    for a in range(len(shapes)):
        for b in range(a):
            if shapely.area(shapely.intersection(geometry[a], geometry[b])) > 1e-9:
                assert off[a] or off[b]


def test_a_fitting_coverage_has_none_off_and_only_its_outside_is_unshared() -> None:
    cells = np.array([shapely.box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)], dtype=object)
    assert not off_coverage(cells).any()
    outside = shapely.union_all(unshared_border(cells))
    assert shapely.length(outside) == 16
    assert shapely.equals(outside, shapely.boundary(shapely.box(0, 0, 4, 4)))


@given(st.lists(shape(), min_size=1, max_size=7))
def test_what_no_other_border_touches_is_unshared(shapes: list[Any]) -> None:
    geometry = np.array([*shapes, None], dtype=object)[:-1]
    free = unshared_border(geometry)
    for i, own in enumerate(geometry):
        others = [shapely.boundary(g) for k, g in enumerate(geometry) if k != i]
        alone = shapely.difference(shapely.boundary(own), shapely.buffer(shapely.union_all(others), 1e-6))
        assert shapely.length(shapely.difference(alone, shapely.buffer(free[i], 1e-6))) < 1e-6
        assert shapely.length(shapely.difference(free[i], shapely.buffer(shapely.boundary(own), 1e-6))) < 1e-6


def test_nothing_gives_nothing() -> None:
    none = np.array([], dtype=object)
    assert len(off_coverage(none)) == 0 and len(unshared_border(none)) == 0
