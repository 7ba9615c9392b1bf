"""The shortcuts that spare the rules most pairs must never hide one."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.rules import coverage
from geo.rules.coverage import Border
from geo.rules.overlapping import overlapping

_AT, _SIZE = st.sampled_from(range(0, 9)), st.sampled_from([1, 2, 3, 5])
_NUDGE = st.sampled_from([0.0, 0.0, 0.0, 0.25, -0.001, 0.5])


@st.composite
def box(draw: st.DrawFn) -> Any:
    x, y = draw(_AT) + draw(_NUDGE), draw(_AT) + draw(_NUDGE)
    return shapely.box(x, y, x + draw(_SIZE), y + draw(_SIZE))


@st.composite
def shape(draw: st.DrawFn) -> Any:
    first = draw(box())
    match draw(st.integers(0, 5)):
        case 0:
            return shapely.MultiPolygon([first, shapely.box(20, 20, 21, 21)])
        case 1:
            return shapely.difference(first, shapely.buffer(shapely.centroid(first), 0.3, cap_style="square"))
        case 2:
            return shapely.simplify(shapely.convex_hull(shapely.union(first, draw(box()))), 0)
        case 3:
            return shapely.reverse(first)
        case _:
            return first


def array(shapes: list[Any]) -> Any:
    return np.array([*shapes, None], dtype=object)[:-1]


def pairs_of(geometry: Any) -> set[tuple[int, int]]:
    first, second = overlapping(geometry, shapely.STRtree(geometry), Border.of(geometry))
    assert (first < second).all()
    return set(zip(first.tolist(), second.tolist(), strict=True))


def all_pairs_of(geometry: Any) -> set[tuple[int, int]]:
    n = len(geometry)
    return {(a, b) for b in range(n) for a in range(b) if shapely.relate_pattern(geometry[a], geometry[b], "T********")}


def grid(steps: int, side: float, at: float = 0.0) -> list[Any]:
    x = at + np.linspace(0, side, steps + 1)
    return [shapely.box(x[i], x[j], x[i + 1], x[j + 1]) for i in range(steps) for j in range(steps)]


@given(st.lists(shape(), min_size=2, max_size=9))
def test_every_pair_that_overlaps_is_found_and_no_other(shapes: list[Any]) -> None:
    geometry = array(shapes)
    assert pairs_of(geometry) == all_pairs_of(geometry)


@given(st.integers(1, 5), st.integers(1, 6), st.sampled_from([0.0, 0.3, 1.0, -2.0]), st.randoms())
def test_two_coverages_laid_over_each_other_hide_no_pair(one: int, two: int, at: float, order: Any) -> None:
    cells = grid(one, 12) + grid(two, 12, at)
    order.shuffle(cells)
    cells[::3] = shapely.reverse(cells[::3])
    geometry = array(cells)
    assert pairs_of(geometry) == all_pairs_of(geometry)


@pytest.mark.parametrize("worth", [1, 10**9])
def test_sharing_the_work_changes_nothing(worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "_WORTH_SHARING", worth)
    cells = array([*grid(4, 4), shapely.box(2, 2, 3.5, 3), shapely.box(-1, 0, 0, 1)])
    border = Border.of(cells)
    assert pairs_of(cells) == all_pairs_of(cells)
    assert shapely.length(shapely.union_all(border.free)) == 22.0


@pytest.mark.slow
def test_the_shares_of_a_long_table_hide_no_pair() -> None:
    geometry = array(grid(220, 1000) + grid(1, 3, 0.5) + grid(3, 30, 500))
    tree = shapely.STRtree(geometry)
    one, two = tree.query(geometry, predicate="intersects")
    meet = (one < two) & shapely.relate_pattern(geometry[one], geometry[two], "T********")
    assert pairs_of(geometry) == set(zip(one[meet].tolist(), two[meet].tolist(), strict=True))


@pytest.mark.parametrize("steps", [1, 2, 3, 100])
@pytest.mark.parametrize(("one", "two", "at"), [(3, 6, 0.0), (6, 7, 0.5), (4, 8, 0.0), (5, 5, 2.4), (1, 7, 0.0)])
def test_walking_and_comparing_all_find_the_same(
    one: int, two: int, at: float, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.rules.overlapping._STEPS", steps)
    cells = grid(one, 12) + grid(two, 12, at)
    geometry = array([*cells[::2], *cells[1::2]])
    assert pairs_of(geometry) == all_pairs_of(geometry)


def test_features_are_joined_along_every_segment_that_they_share() -> None:
    left, middle, right = shapely.box(0, 0, 1, 1), shapely.reverse(shapely.box(1, 0, 2, 1)), shapely.box(2, 0, 3, 1)
    assert joined(left, middle, right) == [(0, 1), (1, 2)]
    assert joined(left, right) == [] and joined(left, middle, left) == []


def test_a_hole_joins_what_fills_it() -> None:
    court = shapely.box(2, 2, 3, 3)
    ring: Any = shapely.difference(shapely.box(0, 0, 5, 5), court)
    ring_and_more = shapely.MultiPolygon([shapely.box(7, 7, 8, 8), ring])
    for around in (ring, shapely.reverse(ring), ring_and_more):
        assert joined(around, court) == [(0, 1)] * 4
        assert joined(court, around) == [(0, 1)] * 4
        assert not Border.of(array([around, court])).crowded.any()


def joined(*shapes: Any) -> list[tuple[int, int]]:
    return sorted((min(a, b), max(a, b)) for a, b in Border.of(array(list(shapes))).joined.T.tolist())


def test_a_fitting_coverage_has_no_pair_and_only_its_outside_is_free() -> None:
    cells = array(grid(4, 4))
    border = Border.of(cells)
    assert not border.crowded.any() and not pairs_of(cells)
    outside = shapely.union_all(border.free)
    assert shapely.length(outside) == 16
    assert shapely.equals(outside, shapely.boundary(shapely.box(0, 0, 4, 4)))


def test_a_border_that_three_share_or_two_on_one_side_is_crowded() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    assert Border.of(array([left, right])).crowded.tolist() == [False, False]
    assert Border.of(array([left, right, left])).crowded.tolist() == [True, True, True]
    assert Border.of(array([left, right, right])).crowded.tolist() == [True, True, True]
    assert Border.of(array([left, left])).crowded.tolist() == [True, True]


def test_a_repeated_vertex_and_a_negative_zero_change_nothing() -> None:
    left = shapely.Polygon([(-1, 0), (-0.0, 0), (-0.0, 1), (-0.0, 1), (-1, 1)])
    free = Border.of(array([left, shapely.box(0, 0, 1, 1)])).free
    assert shapely.length(free).tolist() == [3, 3]


@given(st.lists(shape(), min_size=1, max_size=7))
def test_what_no_other_border_touches_is_unshared(shapes: list[Any]) -> None:
    geometry = array(shapes)
    free = Border.of(geometry).free
    for i, own in enumerate(geometry):
        others = [shapely.boundary(g) for k, g in enumerate(geometry) if k != i]
        alone = shapely.difference(shapely.boundary(own), shapely.buffer(shapely.union_all(others), 1e-6))
        assert shapely.length(shapely.difference(alone, shapely.buffer(free[i], 1e-6))) < 1e-6
        assert shapely.length(shapely.difference(free[i], shapely.buffer(shapely.boundary(own), 1e-6))) < 1e-6


def test_nothing_gives_nothing() -> None:
    none = np.array([], dtype=object)
    assert not pairs_of(none) and len(Border.of(none).free) == 0
