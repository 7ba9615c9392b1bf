"""Two layouts side by side: values, ground, and areas that add up."""

from collections import defaultdict

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from geo.compare import Cell, Change, Comparison, compare
from geo.measure import area_m2
from geo.model import Feature, Layout
from tests.conftest import PROFILE
from tests.geo.compare.layouts import FRAME, blocks, union_m2
from tests.geo.rules.shapes import shape

some = settings(max_examples=25 if PROFILE == "test" else 1000)


def layout(*features: Feature) -> Layout:
    return Layout.of(features, id="trial")


def rect(id: str, at: str, kind: str = "group", **properties: str) -> Feature:
    return Feature(id, kind, shape(f"rect {at}", FRAME), dict(properties))


def found(before: list[Feature], after: list[Feature]) -> Comparison:
    return compare(layout(*before), layout(*after), FRAME)


def test_old_and_new_values_stand_side_by_side() -> None:
    before = Feature("G1", "group", None, {"name": "甲", "modes": ("研发创新",), "stated_area_km2": 2.0})
    after = Feature("G1", "group", None, {"name": "乙", "modes": ("研发创新",), "note": "示意"})
    (one,) = found([before], [after]).differences
    assert one.change is Change.RETITLED
    assert [(v.column, v.before, v.after) for v in one.values] == [
        ("name", "甲", "乙"),
        ("stated_area_km2", 2.0, None),
        ("note", None, "示意"),
    ]
    assert one.columns == ("name", "stated_area_km2", "note")


def test_a_new_feature_tells_all_that_it_says() -> None:
    (one,) = found([], [Feature("G1", "group", None, {"name": "甲", "modes": ("研发创新",)})]).differences
    assert [(v.column, v.before, v.after) for v in one.values] == [
        ("kind", None, "group"),
        ("name", None, "甲"),
        ("modes", (), ("研发创新",)),
    ]
    assert one.columns == ()


def test_ground_is_gained_on_one_side_and_lost_on_the_other() -> None:
    (ground,) = found([rect("G1", "1000 1000 at 0 0")], [rect("G1", "1000 1000 at 250 0")]).ground
    assert ground.gained_m2 == pytest.approx(250_000, rel=1e-6) == ground.lost_m2
    (west,), (east,) = (shapely.get_x(shapely.centroid([shape])) for shape in (ground.lost, ground.gained))
    assert east - west == pytest.approx(1000, abs=1)


def test_a_broken_outline_is_compared_as_it_can_be_mended() -> None:
    bow = Feature("G1", "group", shape("POLYGON((0 0,400 400,400 0,0 400,0 0))", FRAME), {})
    (ground,) = found([bow], [rect("G1", "400 400 at 0 0")]).ground
    assert ground.gained_m2 == pytest.approx(80_000, rel=1e-3)


def test_land_moves_between_parks_and_classes() -> None:
    before = [rect("G1", "1000 1000 at 0 0", park="海淀园"), rect("G2", "1000 1000 at 1000 0", park="昌平园")]
    after = [rect("G1", "1500 1000 at 0 0", park="海淀园"), rect("G2", "500 1000 at 1500 0", park="昌平园")]
    areas = found(before, after).areas
    flows = {(f.before and f.before.park, f.after and f.after.park): f.area_m2 for f in areas.flows}
    assert flows["昌平园", "海淀园"] == pytest.approx(500_000, rel=1e-6)
    assert flows["海淀园", "海淀园"] == pytest.approx(1_000_000, rel=1e-6)
    assert flows["昌平园", "昌平园"] == pytest.approx(500_000, rel=1e-6)
    assert set(flows) == {("昌平园", "海淀园"), ("海淀园", "海淀园"), ("昌平园", "昌平园")}


def test_a_park_lies_in_itself_and_kinds_do_not_mix() -> None:
    before = [rect("P1", "1000 1000 at 0 0", "park", name="海淀园"), rect("G1", "500 500 at 0 0", park="海淀园")]
    after = [before[0], rect("G1", "500 500 at 0 0", "reserve", park="海淀园")]
    totals = {t.cell: (t.before_m2, t.after_m2) for t in found(before, after).areas.totals}
    assert list(totals) == [
        Cell("park", "海淀园", None),
        Cell("group", "海淀园", None),
        Cell("reserve", "海淀园", None),
    ]
    assert [min(pair) for pair in totals.values()][1:] == [0, 0]


@some
@given(blocks(disjoint=True), blocks(disjoint=True))
def test_the_matrix_adds_up_to_the_areas_of_every_park_and_class(before: list[Feature], after: list[Feature]) -> None:
    totals = {t.cell: (t.before_m2, t.after_m2) for t in found(before, after).areas.totals}
    for side, features in enumerate((before, after)):
        measured: dict[Cell, float] = defaultdict(float)
        table = layout(*features).features
        m2 = area_m2(FRAME.project(np.asarray(table.geometry.values, dtype=object)))
        for kind, park, name, area in zip(table["kind"], table["park"], table["class"], m2, strict=True):
            measured[Cell(kind, park, name)] += area
        for cell in measured.keys() | totals.keys():
            assert totals.get(cell, (0, 0))[side] == pytest.approx(measured.get(cell, 0), abs=0.02)


@some
@given(blocks(), blocks())
def test_overlapping_ground_is_counted_once(before: list[Feature], after: list[Feature]) -> None:
    """What changed covers as much ground as its union, whichever of them has the overlaps."""
    shared = {f.id for f in before} & {f.id for f in after}
    after = [Feature(f.id, f.kind, f.geometry, dict(f.properties) | {"park": "亦庄园"}) for f in after]
    areas = found(before, after).areas
    for side, features in enumerate((before, after)):
        for kind in ("group", "reserve"):
            shapes = list(FRAME.project(np.array([f.geometry for f in features if f.kind == kind], dtype=object)))
            total = sum((t.before_m2, t.after_m2)[side] for t in areas.totals if t.cell.kind == kind)
            assert total == pytest.approx(union_m2(shapes), abs=0.02) or not shapes, shared


@some
@given(blocks(), blocks())
def test_gain_less_loss_is_the_change_of_area(before: list[Feature], after: list[Feature]) -> None:
    both = found(before, after)
    assert len(both.ground) == len(both.differences)
    for one, ground in zip(both.differences, both.ground, strict=True):
        if one.change is not Change.RETITLED:
            change = one.after_m2 - one.before_m2
            assert ground.gained_m2 - ground.lost_m2 == pytest.approx(change, abs=0.01)
            assert shapely.is_missing(ground.gained) == (ground.gained_m2 == 0)


@some
@given(blocks())
def test_a_layout_is_like_itself(features: list[Feature]) -> None:
    both = found(features, features)
    assert both.differences == () and both.ground == () and both.same == len(features)
    assert all(flow.before == flow.after for flow in both.areas.flows)
