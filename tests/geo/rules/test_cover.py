"""What is left of an intersection when points and lines are taken out."""

import numpy as np
import shapely

from geo.rules.cover import polygons_only

LEFT, RIGHT = shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 2)
LINE, POINT = shapely.LineString([(5, 0), (6, 0)]), shapely.Point(7, 7)


def only(*shapes: object) -> np.ndarray:
    return polygons_only(np.array([*shapes, None], dtype=object)[:-1])


def test_of_a_mixed_intersection_all_polygons_stay_and_nothing_else() -> None:
    (mixed,) = only(shapely.GeometryCollection([LEFT, LINE, POINT, RIGHT]))
    assert shapely.equals(mixed, shapely.MultiPolygon([LEFT, RIGHT]))


def test_a_collection_without_polygons_is_empty() -> None:
    (mixed,) = only(shapely.GeometryCollection([LINE, POINT]))
    assert mixed.is_empty


def test_what_is_not_mixed_stays_as_it_is() -> None:
    several = shapely.MultiPolygon([LEFT, RIGHT])
    assert list(only(LEFT, several)) == [LEFT, several]
