"""Welding: near-duplicate vertices become one, detail stays, and nothing moves further than the tolerance."""

import numpy as np
import pytest
import shapely

from geo.fix import choose, effects_of
from geo.fix.weld import weld
from geo.model import Text
from geo.rulebook import Rulebook
from tests.geo.fix.helpers import drawn, found, judged, offered, only_touches, shares_vertices

TOLERANCE_M = 0.5


def box(x: float, y: float, width: float = 100, height: float = 100) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(x, y, x + width, y + height)])


def valid(shapes: dict[str, shapely.MultiPolygon]) -> bool:
    return bool(shapely.coverage_is_valid(np.array(list(shapes.values()), dtype=object)))


def test_near_corners_become_one_and_edges_meet() -> None:
    shapes = {"a": box(0, 0), "b": box(100.3, -0.2), "c": box(50, 100.2)}
    welded = weld(shapes, TOLERANCE_M)
    assert valid(welded) and all(shape.is_valid for shape in welded.values())
    assert shapely.length(shapely.intersection(welded["a"].boundary, welded["b"].boundary)) == pytest.approx(
        99.8, abs=0.5
    )
    assert shapely.length(shapely.intersection(welded["a"].boundary, welded["c"].boundary)) == pytest.approx(
        50, abs=0.5
    )
    for id in shapes:
        assert shapely.hausdorff_distance(shapes[id], welded[id]) <= TOLERANCE_M


def test_what_most_use_wins_and_ties_go_to_the_first() -> None:
    many = weld({"a": box(-100.2, -100), "b": box(0, 0), "c": box(0, -100)}, TOLERANCE_M)
    assert [0.0, 0.0] in shapely.get_coordinates(many["a"]).tolist()
    pair = weld({"b": box(100.3, 0), "a": box(0, 0)}, TOLERANCE_M)
    assert [100.0, 100.0] in shapely.get_coordinates(pair["b"]).tolist()
    assert pair["a"].equals(box(0, 0))


def test_detail_within_one_feature_stays() -> None:
    notch = shapely.MultiPolygon([shapely.Polygon([(0, 0), (100, 0), (100, 50), (100.3, 50.1), (100, 100), (0, 100)])])
    welded = weld({"a": notch, "b": box(300, 0)}, TOLERANCE_M)
    assert welded["a"] is notch and len(welded) == 2


def test_what_is_further_away_stays() -> None:
    shapes = {"a": box(0, 0), "b": box(101, 0)}
    welded = weld(shapes, TOLERANCE_M)
    assert all(welded[id] is shapes[id] for id in shapes)


def test_a_thin_overlap_is_welded_without_asking(book: Rulebook) -> None:
    layout = drawn(book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 999.8 0")
    proposals = offered(layout, book, "GEO002")
    chosen = choose(list(proposals.values()))
    assert not isinstance(chosen, Text) and chosen.id == "weld-borders"
    judge = judged(layout, book)
    effects = effects_of(chosen, judge)
    assert effects and [f.rule for f in effects.resolved] == ["GEO002"] and effects.added == ()
    after = layout.apply(chosen.edit)
    only_touches(layout, after, chosen)
    assert shares_vertices(after, "a", "b")


def test_a_thin_strip_is_welded(book: Rulebook) -> None:
    layout = drawn(book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 1000.3 0")
    judge = judged(layout, book)
    chosen = choose(list(offered(layout, book, "GEO003").values()))
    assert not isinstance(chosen, Text) and chosen.id == "weld-borders"
    effects = effects_of(chosen, judge)
    assert effects and found(judge, "GEO003").id in {f.id for f in effects.resolved} and effects.added == ()


def test_a_wide_overlap_cannot_be_welded(book: Rulebook) -> None:
    proposals = offered(drawn(book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0.2"), book, "GEO002")
    assert proposals["weld-borders"].disabled_reason is not None
