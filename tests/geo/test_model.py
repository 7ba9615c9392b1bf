"""Layouts, edits, findings, waivers."""

from datetime import date

import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.model import Edit, Feature, Layout, Text, Waiver, features_of, finding_id

BOX = shapely.box(116.3, 40.0, 116.31, 40.01)


def layout(*ids: str) -> Layout:
    return Layout.of([Feature(i, "small", BOX, {"name": i}) for i in ids], id="t", revision=3, title=Text("甲", "A"))


def test_features_are_sorted_by_id() -> None:
    assert layout("b", "c", "a").features["id"].tolist() == ["a", "b", "c"]


def test_an_id_occurs_once() -> None:
    with pytest.raises(InputError, match="more than once: a"):
        layout("a", "b", "a")


def test_missing_values_have_one_form() -> None:
    table = Layout.of([Feature("a", "small", None, {"name": None, "stated_area_km2": None})], id="t").features
    assert table["name"][0] is None and table["modes"][0] == () and np.isnan(table["stated_area_km2"][0])
    assert features_of(table)[0].properties["stated_area_km2"] is None


def test_an_edit_puts_and_deletes() -> None:
    before = layout("a", "b", "c")
    after = before.apply(Edit(put=(Feature("b", "reserve", BOX), Feature("d", "small", BOX)), delete=("a", "nope")))
    assert list(zip(after.features["id"], after.features["kind"], strict=True)) == [
        ("b", "reserve"), ("c", "small"), ("d", "small"),
    ]  # fmt: skip
    assert after.revision is None and after.title == before.title and len(before) == 3


def test_deleting_everything_leaves_a_layout() -> None:
    empty = layout("a").apply(Edit(delete=("a",)))
    assert len(empty) == 0 and not empty.schematic
    assert len(empty.apply(Edit(put=(Feature("x", "small", BOX),)))) == 1


def test_put_wins_over_delete_in_one_edit() -> None:
    after = layout("a").apply(Edit(put=(Feature("a", "zone", BOX),), delete=("a",)))
    assert after.feature("a") is not None and after.feature("nope") is None


def test_a_finding_keeps_its_id_whatever_the_order_of_subjects() -> None:
    assert finding_id("GEO002", ["b", "a"]) == finding_id("GEO002", ["a", "b"])
    assert finding_id("GEO002", ["a", "b"]) != finding_id("GEO003", ["a", "b"])
    assert finding_id("GEO002", ["ab"]) != finding_id("GEO002", ["a", "b"])


@pytest.mark.parametrize(
    ("measured", "grows", "now", "day", "holds"),
    [
        (1.89, "down", 1.89, date(2026, 1, 1), True),
        (1.89, "down", 1.88, date(2026, 1, 1), False),
        (1.89, "down", 1.95, date(2026, 1, 1), True),
        (50.0, "up", 51.0, date(2026, 1, 1), False),
        (50.0, "up", 50.0, date(2026, 1, 1), True),
        (None, None, None, date(2026, 12, 31), True),
        (None, None, None, date(2027, 1, 1), False),
    ],
)
def test_a_waiver_holds_until_it_lapses(measured, grows, now, day, holds) -> None:
    waiver = Waiver("x", Text("因", "why"), "c", "who", date(2026, 12, 31), measured, grows)
    assert waiver.holds(now, day) is holds


def test_the_inverse_of_an_edit_takes_a_layout_back() -> None:
    before = layout("a", "b", "c")
    edit = Edit(put=(Feature("a", "group", BOX), Feature("d", "small", BOX)), delete=("b", "nobody"))
    undo = before.inverse(edit)
    assert undo.delete == ("d", "nobody")
    assert features_of(before.apply(edit).apply(undo).features) == features_of(before.features)
