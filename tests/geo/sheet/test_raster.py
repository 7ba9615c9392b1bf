"""The raster under the labels counts what shapely would measure."""

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.crs import Geometries
from geo.sheet.raster import Raster

CELL_MM = 0.25
BOUNDS = (0.0, 0.0, 40.0, 30.0)
coordinates = st.floats(1, 29).map(lambda v: round(v, 2))


def shapes(*found: shapely.Geometry) -> Geometries:
    return np.array(found, dtype=object)


@given(st.lists(st.tuples(coordinates, coordinates, st.floats(0.5, 8)), min_size=1, max_size=6))
def test_covered_area_is_the_areas_own(circles: list[tuple[float, float, float]]) -> None:
    found = shapes(*(shapely.Point(x, y).buffer(r) for x, y, r in circles))
    union = shapely.intersection(shapely.union_all(found), shapely.box(*BOUNDS))
    raster = Raster.of(found, BOUNDS, CELL_MM)
    measured = raster.under(np.array([BOUNDS]))[0]
    assert measured == pytest.approx(union.area, abs=CELL_MM * union.length)


def test_holes_stay_open_and_overlaps_do_not_cancel_out() -> None:
    ring = shapely.box(5, 5, 25, 25).difference(shapely.box(10, 10, 20, 20))
    raster = Raster.of(shapes(ring, shapely.box(5, 5, 8, 25)), BOUNDS, CELL_MM)
    assert raster.at(np.array([[6.0, 15.0], [15.0, 15.0], [22.0, 15.0], [35.0, 15.0], [-1.0, 99.0]])).tolist() == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert raster.under(np.array([[11.0, 11.0, 19.0, 19.0]]))[0] == 0


@given(coordinates, coordinates, st.floats(0.3, 9), st.floats(0.3, 9))
def test_a_box_over_nothing_covers_nothing_and_a_box_inside_is_all_covered(
    x: float, y: float, width: float, height: float
) -> None:
    raster = Raster.of(shapes(shapely.box(0, 0, 40, 30)), BOUNDS, CELL_MM)
    box = np.array([[x, y, min(x + width, 40), min(y + height, 30)]])
    assert raster.share(box)[0] == pytest.approx(1.0)
    assert Raster.of(shapes(), BOUNDS, CELL_MM).under(box)[0] == 0


@given(coordinates, coordinates, coordinates, coordinates)
def test_no_box_on_a_line_goes_unnoticed(x0: float, y0: float, x1: float, y1: float) -> None:
    assume((x0, y0) != (x1, y1))
    line = shapely.LineString([(x0, y0), (x1, y1)])
    raster = Raster.of(shapes(line), BOUNDS, CELL_MM)
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    box = np.concatenate([middle - 0.6, middle + 0.6])[None]
    assert raster.under(box)[0] > 0


def test_a_line_without_length_hides_nothing() -> None:
    raster = Raster.of(shapes(shapely.LineString([(5, 5), (5, 5)])), BOUNDS, CELL_MM)
    assert raster.under(np.array([BOUNDS]))[0] == 0
