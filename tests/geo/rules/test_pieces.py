"""Parts of features: which belong together, how large they are, how far one must step from one to the next."""

from typing import Any

import numpy as np
import pytest
import shapely

from geo.rules.pieces import Pieces


def pieces(*features: list[Any]) -> Pieces:
    shapes = [part for parts in features for part in parts]
    rows = [row for row, parts in enumerate(features) for _ in parts]
    return Pieces(np.array(shapes, dtype=object), np.array(rows, dtype=np.intp), len(features))


def box(x: float, y: float = 0.0) -> Any:
    return shapely.box(x, y, x + 10, y + 10)


def test_the_widest_gap_is_the_longest_step_of_the_shortest_walk() -> None:
    walk = pieces([box(0)], [box(0), box(100), box(13), box(43)])
    gap_m, line = walk.widest_gap(1)
    assert gap_m == 47
    assert shapely.bounds(line).tolist() == [53, 0, 100, 0] or shapely.length(line) == 47


def test_a_step_may_start_from_any_part_that_is_joined() -> None:
    gap_m, line = pieces([box(0), box(0, 30), box(25, 30)]).widest_gap(0)
    assert gap_m == 20
    assert shapely.length(line) == 20 and shapely.bounds(line)[[1, 3]].tolist() == [10, 30]


def test_of_equal_gaps_the_first_is_shown() -> None:
    gap_m, line = pieces([box(0), box(30), box(15)]).widest_gap(0)
    assert gap_m == 5
    assert shapely.bounds(line)[[0, 2]].tolist() == [10, 15]


def test_parts_that_touch_leave_no_gap() -> None:
    assert pieces([box(0), box(10)]).widest_gap(0)[0] == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_walk_does_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    parts = [box(0), box(17), box(60)]
    assert pieces([parts[i] for i in order]).widest_gap(0)[0] == 33


def test_sizes_and_areas_are_kept_apart_by_feature() -> None:
    some = pieces([box(0)], [box(0), shapely.box(20, 0, 40, 10)])
    assert some.sizes.tolist() == [1, 2]
    assert some.total_m2 == pytest.approx(some.largest_m2 + np.array([0, some.largest_m2[0]]), rel=1e-6)
    assert some.largest_m2[1] == pytest.approx(2 * some.largest_m2[0], rel=1e-6)
