"""The laws of a three-way merge, and every kind of conflict."""

from typing import Any

import pytest
import shapely
from hypothesis import given, settings

from geo.compare import Choice, Merge, MergeConflict, Take, Why, merge
from geo.compare.alignment import PARTS
from geo.errors import InputError
from geo.model import Edit, Feature, Layout
from tests.conftest import PROFILE
from tests.geo.compare.layouts import FRAME, blocks, edit
from tests.geo.rules.shapes import shape

some = settings(max_examples=12 if PROFILE == "test" else 2000)


def layout(*features: Feature) -> Layout:
    return Layout.of(features, id="trial")


def rect(id: str, width: int = 1000, **properties: Any) -> Feature:
    return Feature(id, "group", shape(f"rect {width} 1000 at 0 0", FRAME), properties)


def told(of: Layout) -> dict[str, dict[str, Any]]:
    """Every part of every feature, outlines as bytes, to be held against each other."""
    table = of.features
    columns = {part: [None if v != v else v for v in table[part].tolist()] for part in PARTS if part != "geometry"}
    columns["geometry"] = shapely.to_wkb(table.geometry.to_numpy()).tolist()
    return {id: {part: values[n] for part, values in columns.items()} for n, id in enumerate(table["id"])}


def parts(conflicts: tuple[MergeConflict, ...]) -> set[tuple[str, str]]:
    return {(conflict.id, conflict.part) for conflict in conflicts}


@some
@given(blocks(), edit())
def test_what_one_side_alone_changed_is_what_comes_out(features: list[Feature], change: Edit) -> None:
    base = layout(*features)
    other = base.apply(change)
    assert merge(base, other, base) == Merge(Edit(), ())
    assert merge(base, other, other) == Merge(Edit(), ())
    brought = merge(base, base, other)
    assert brought.conflicts == () and told(base.apply(brought.edit)) == told(other)


@some
@given(blocks(), edit(), edit())
def test_no_change_is_lost_and_none_is_invented(features: list[Feature], one: Edit, two: Edit) -> None:
    base = layout(*features)
    mine, theirs = base.apply(one), base.apply(two)
    found = merge(base, mine, theirs)
    was, here, there, out = map(told, (base, mine, theirs, mine.apply(found.edit)))
    open_parts = parts(found.conflicts)
    for id in {*was, *here, *there}:
        if (id, "feature") in open_parts:
            assert here.get(id) != there.get(id) and out.get(id) == here.get(id)
            continue
        for part in PARTS:
            b, m, t, result = (side.get(id, {}).get(part, "nothing") for side in (was, here, there, out))
            clash = m != b and t != b and m != t
            assert ((id, part) in open_parts) == (clash and id in was and id in here and id in there)
            assert result == (m if t == b or clash else t)


@some
@given(blocks(), edit(), edit())
def test_both_ways_round_come_to_the_same(features: list[Feature], one: Edit, two: Edit) -> None:
    base = layout(*features)
    mine, theirs = base.apply(one), base.apply(two)
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    assert parts(here.conflicts) == parts(there.conflicts)
    assert [(c.mine, c.theirs) for c in here.conflicts] == [(c.theirs, c.mine) for c in there.conflicts]
    if not here.conflicts:
        assert told(mine.apply(here.edit)) == told(theirs.apply(there.edit))


@some
@given(blocks(), edit(), edit())
def test_every_conflict_can_be_chosen(features: list[Feature], one: Edit, two: Edit) -> None:
    base = layout(*features)
    mine, theirs = base.apply(one), base.apply(two)
    found = merge(base, mine, theirs)
    results = {}
    for take in (Take.MINE, Take.THEIRS, Take.BASE):
        choices = [Choice(c.id, c.part, take) for c in found.conflicts]
        settled = merge(base, mine, theirs, choices)
        assert settled.conflicts == ()
        results[take] = told(mine.apply(settled.edit))
    sides = {Take.MINE: told(mine), Take.THEIRS: told(theirs), Take.BASE: told(base)}
    for take, side in sides.items():
        for id, part in parts(found.conflicts):
            if part == "feature":
                assert results[take].get(id) == side.get(id)
            else:
                assert results[take][id][part] == side[id][part]


def test_different_parts_of_one_feature_merge() -> None:
    base = layout(rect("G1", name="甲", note="一"))
    mine, theirs = layout(rect("G1", name="乙", note="一")), layout(rect("G1", 1200, name="甲", note="二"))
    found = merge(base, mine, theirs)
    (put,) = found.edit.put
    assert found.conflicts == () and put.properties["name"] == "乙" and put.properties["note"] == "二"
    assert put.geometry is not None and put.geometry.equals(theirs.features.geometry[0])


def test_a_property_and_an_outline_that_both_changed_are_two_conflicts() -> None:
    base, mine, theirs = (
        layout(rect("G1", width, name=name)) for width, name in ((1000, "甲"), (1100, "乙"), (1200, "丙"))
    )
    name, outline = merge(base, mine, theirs).conflicts
    assert (name.part, name.why, name.base, name.mine, name.theirs) == ("name", Why.BOTH_CHANGED, "甲", "乙", "丙")
    assert outline.part == "geometry" and outline.name == "乙"
    given_value = [Choice("G1", "name", Take.VALUE, "丁"), Choice("G1", "geometry", Take.THEIRS)]
    (put,) = merge(base, mine, theirs, given_value).edit.put
    assert put.properties["name"] == "丁" and put.geometry == theirs.features.geometry[0]


def test_a_number_can_be_chosen_away() -> None:
    base, mine, theirs = (layout(rect("G1", stated_area_km2=area)) for area in (1.0, 2.0, None))
    (one,) = merge(base, mine, theirs).conflicts
    assert (one.part, one.mine, one.theirs) == ("stated_area_km2", 2.0, None)
    (put,) = merge(base, mine, theirs, [Choice("G1", "stated_area_km2", Take.THEIRS)]).edit.put
    assert put.properties["stated_area_km2"] is None


@pytest.mark.parametrize(("kept", "why"), [("mine", Why.DELETED_THERE), ("theirs", Why.DELETED_HERE)])
def test_deleting_what_the_other_changed_is_a_conflict(kept: str, why: Why) -> None:
    base, changed, gone = layout(rect("G1")), layout(rect("G1", name="乙")), layout()
    sides = (changed, gone) if kept == "mine" else (gone, changed)
    (one,) = merge(base, *sides).conflicts
    assert (one.part, one.why, one.name) == ("feature", why, "乙")
    assert [side is None for side in (one.base, one.mine, one.theirs)] == [False, kept != "mine", kept == "mine"]
    back = sides[0].apply(merge(base, *sides, [Choice("G1", "feature", Take.BASE)]).edit)
    assert told(back) == told(base)


def test_features_of_one_id_that_both_added_are_one_conflict() -> None:
    (one,) = merge(layout(), layout(rect("G1")), layout(rect("G1", 1200))).conflicts
    assert (one.part, one.why, one.base) == ("feature", Why.BOTH_ADDED, None)
    assert merge(layout(), layout(rect("G1")), layout(rect("G1"))) == Merge(Edit(), ())


@pytest.mark.parametrize(
    "choices",
    [
        [Choice("G1", "note", Take.MINE)],
        [Choice("G2", "name", Take.MINE)],
        [Choice("G1", "name", Take.MINE), Choice("G1", "name", Take.THEIRS)],
    ],
)
def test_a_choice_is_about_one_conflict_that_there_is(choices: list[Choice]) -> None:
    base, mine, theirs = (layout(rect("G1", name=name)) for name in "甲乙丙")
    with pytest.raises(InputError, match=r"choices\[\d\]"):
        merge(base, mine, theirs, choices)
