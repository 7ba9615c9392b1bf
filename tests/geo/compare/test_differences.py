"""What differs between two layouts."""

import shapely

from geo.compare import Change, differences
from geo.model import Feature, Layout
from geo.rulebook import Rulebook
from tests.geo.sheet.sheets import group, layout


def test_a_layout_does_not_differ_from_itself(reference: Layout, practice: Layout, book: Rulebook) -> None:
    assert differences(reference, reference, book.frame) == ()
    assert differences(practice, practice, book.frame) == ()


def test_every_kind_of_change_is_told_apart(book: Rulebook) -> None:
    before = layout(
        group("G1", 116.3, 40.0), group("G2", 116.4, 40.0), group("G3", 116.5, 40.0), group("G4", 116.6, 40.0)
    )
    wider = group("G2", 116.4, 40.0, half_deg=0.02)
    after = layout(wider, group("G3", 116.5, 40.0, name="新名"), group("G4", 116.6, 40.0), group("G5", 116.7, 40.0))
    found = {d.id: d for d in differences(before, after, book.frame)}
    assert {id: d.change for id, d in found.items()} == {
        "G5": Change.ADDED, "G1": Change.REMOVED, "G2": Change.MOVED, "G3": Change.RETITLED,
    }  # fmt: skip
    assert found["G3"].columns == ("name",) and found["G3"].name == "新名"
    assert found["G5"].before is None and found["G1"].after is None
    assert found["G2"].after_m2 > 3.9 * found["G2"].before_m2


def test_moved_and_renamed_is_moved_with_the_columns_named(book: Rulebook) -> None:
    before, after = layout(group("G1", 116.3, 40.0)), layout(group("G1", 116.31, 40.0, park="朝阳园"))
    (one,) = differences(before, after, book.frame)
    assert one.change is Change.MOVED and one.columns == ("park",)


def test_outlines_may_be_missing_on_either_side(book: Rulebook) -> None:
    bare = Feature("G1", "group", None, {"name": "无界"})
    drawn = Feature("G1", "group", shapely.box(116, 40, 116.1, 40.1), {"name": "无界"})
    (one,) = differences(layout(bare), layout(drawn), book.frame)
    assert one.change is Change.MOVED and one.before is None and one.before_m2 == 0
    assert differences(layout(bare), layout(bare), book.frame) == ()
