"""Areas and sums."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import measure


def test_missing_geometry_has_no_area() -> None:
    assert measure.area_m2(np.array([None, shapely.box(0, 0, 2, 3)], dtype=object)).tolist() == [0.0, 6.0]
    assert measure.length_m(np.array([None, shapely.LineString([(0, 0), (3, 4)])], dtype=object)).tolist() == [0.0, 5.0]


@given(st.lists(st.floats(0, 5e8), max_size=30), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_order(areas: list[float], random) -> None:
    shuffled = areas[:]
    random.shuffle(shuffled)
    assert measure.whole_mm2(np.array(areas)).sum() == measure.whole_mm2(np.array(shuffled)).sum()


def test_whole_square_millimetres_hold_the_zone_a_thousand_times_over() -> None:
    assert measure.whole_mm2(np.full(1000, 488e6)).sum() == 488_000_000_000_000_000
    assert measure.km2(1_889_999.6) == 1.89
