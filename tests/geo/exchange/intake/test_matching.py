"""A file that comes again: which feature is which, what stays, and what would change."""

from typing import Any

import numpy as np
import orjson
import pytest
import shapely
from hypothesis import given

from geo.errors import InputError
from geo.exchange.intake.areas import stated_areas
from geo.exchange.intake.changes import Mode, Preview, preview
from geo.exchange.intake.draft import Draft, Quarantined
from geo.exchange.intake.drafting import drafted
from geo.exchange.intake.matching import matched
from geo.exchange.intake.pairing import name_key
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook
from tests.geo.exchange.intake.drafts import decided, layer, source, square
from tests.geo.exchange.layouts import layouts


def stored(*features: Feature) -> Layout:
    return Layout.of(features, id="plan", revision=3)


def parcel(id: str, x: float, name: str | None = None, kind: str = "parcel", **more: Any) -> Feature:
    return Feature(id, kind, square(x), {"name": name, **more})


def came(book: Rulebook, rows: list[dict[str, Any]], shapes: list[Any], **more: Any) -> Draft:
    return drafted(source(layer(rows, shapes)), decided(**more), book)


def found(draft: Draft, existing: Layout, book: Rulebook, **more: Any) -> dict[str, tuple[str, str]]:
    return {match.id: (match.was, match.by) for match in matched(draft, existing, book.frame, **more).matches}


@given(layouts(min_size=1))
def test_a_layout_that_comes_again_changes_nothing(book: Rulebook, layout: Layout) -> None:
    for mode in ("update", "replace"):
        seen = preview(Draft(layout), layout, book, mode=mode)
        assert seen.counts == {"added": 0, "changed": 0, "removed": 0, "same": len(layout)}
        assert seen.whole.features.equals(layout.features)


def test_without_ids_features_are_found_again_by_name_and_overlap(book: Rulebook) -> None:
    existing = stored(parcel("A", 0, "甲"), parcel("B", 2, "乙"), parcel("C", 4), parcel("D", 6))
    moved = square(2, 3)
    draft = came(book, [{"name": "甲"}, {"name": "乙"}, {}, {}], [square(0.3), moved, square(4.2), square(6.8)])
    assert found(draft, existing, book) == {
        "甲": ("A", "name"), "乙": ("B", "name"), "l-3": ("C", "overlap"),
    }  # fmt: skip
    shares = {match.was: match.share for match in matched(draft, existing, book.frame).matches}
    assert shares["B"] == 0 and shares["C"] == pytest.approx(0.8 / 1.2, rel=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Ａ园", "a 园", True), ("甲（一）", "甲(一)", True), ("甲", "乙", False), ("", "", False), (None, None, False)],
)
def test_names_compare_without_width_case_and_spaces(one: str | None, other: str | None, same: bool) -> None:
    assert (name_key("group", one) == name_key("group", other) != "") == same
    assert name_key("group", "甲") != name_key("parcel", "甲")


def test_rows_that_only_have_numbers_are_not_matched_by_them(book: Rulebook) -> None:
    existing = stored(parcel("l-1", 0), parcel("l-2", 2))
    draft = came(book, [{}, {}, {}], [square(8), square(0), square(2)])
    matching = matched(draft, existing, book.frame)
    assert matching.ids == {"l-1": "l-1-2", "l-2": "l-1", "l-3": "l-2"}
    assert preview(draft, existing, book).counts == {"added": 1, "changed": 0, "removed": 0, "same": 2}


def test_one_name_in_several_parks_is_told_apart(book: Rulebook) -> None:
    existing = stored(parcel("A", 0, "一号", park="海淀园"), parcel("B", 2, "一号", park="昌平园"))
    rows = [{"name": "一号", "park": "昌平园"}, {"name": "一号", "park": "海淀园"}]
    draft = came(book, rows, [square(5), square(7)])
    assert sorted(found(draft, existing, book).values()) == [("A", "name"), ("B", "name")]
    alone = came(book, [{"name": "一号"}, {"name": "一号"}], [square(0.7), square(9)])
    assert found(alone, existing, book) == {"l-1": ("A", "overlap")}


def test_outlines_of_another_kind_are_not_matched(book: Rulebook) -> None:
    existing = stored(parcel("G", 0, "甲", kind="group"))
    assert found(came(book, [{"name": "甲"}], [square(0)]), existing, book) == {}


def test_equal_outlines_are_each_matched_once(book: Rulebook) -> None:
    existing = stored(*(parcel(f"{n}", 0) for n in range(4)))
    draft = came(book, [{}] * 5, [square(0)] * 5)
    assert sorted(was for was, _ in found(draft, existing, book).values()) == ["0", "1", "2", "3"]


def test_sites_are_matched_when_they_are_near(book: Rulebook) -> None:
    existing = stored(Feature("S", "site", shapely.Point(116.3, 40)), Feature("T", "site", shapely.Point(116.4, 40)))
    near, far = shapely.Point(116.30005, 40), shapely.Point(116.401, 40)
    assert found(came(book, [{}, {}], [near, far], kind="site"), existing, book) == {"l-1": ("S", "overlap")}


def test_what_a_person_says_counts_first(book: Rulebook) -> None:
    existing = stored(parcel("A", 0, "甲"), parcel("B", 2, "乙"))
    draft = came(book, [{"id": "A"}, {"id": "x"}], [square(0), square(8)])
    assert found(draft, existing, book, pairs={"x": "A"}) == {"x": ("A", "pair")}
    parted = matched(draft, existing, book.frame, pairs={"A": None})
    assert parted.matches == () and parted.ids == {"A": "A-2", "x": "x"}
    wrong: list[dict[str, str | None]] = [{"nope": "A"}, {"x": "nope"}, {"x": "A", "A": "A"}]
    for pairs in wrong:
        with pytest.raises(InputError):
            matched(draft, existing, book.frame, pairs=pairs)


def test_what_the_file_has_no_column_for_stays_in_an_update(book: Rulebook) -> None:
    existing = stored(parcel("A", 0, "甲", kind="group", industries=("人工智能",), note="旧", stated_area_km2=1.0))
    draft = came(book, [{"id": "A", "note": None}], [square(0)], columns={"id": "id", "note": "note"})
    update, replacing = (preview(draft, existing, book, mode=mode) for mode in ("update", "replace"))
    row = update.layout.features.iloc[0]
    kept = (row["kind"], row["name"], row["industries"], row["note"], row["stated_area_km2"])
    assert kept == ("group", "甲", ("人工智能",), None, 1.0)
    row = replacing.layout.features.iloc[0]
    assert (row["kind"], row["name"], row["industries"]) == ("parcel", None, ())
    assert update.counts["changed"] == replacing.counts["changed"] == 1


def test_rounding_and_another_first_vertex_change_nothing(book: Rulebook) -> None:
    existing = stored(parcel("A", 0, "甲"))
    ring = shapely.get_coordinates(square(0))[:-1] + 4e-10
    turned = shapely.Polygon(np.roll(ring, 1, axis=0)[::-1])
    draft = came(book, [{"id": "A", "name": "甲"}], [turned])
    seen = preview(draft, existing, book)
    assert seen.counts["same"] == 1
    assert seen.whole.features.equals(existing.features)


@pytest.mark.parametrize(
    ("mode", "removed", "left"), [("update", [], ["A", "B", "C", "D"]), ("replace", ["B"], ["A", "C", "D"])]
)
def test_only_a_replacement_removes_and_never_what_is_in_quarantine(
    book: Rulebook, mode: Mode, removed: list[str], left: list[str]
) -> None:
    existing = stored(parcel("A", 0, "甲"), parcel("B", 2), parcel("C", 4, "丙"), parcel("D", 6))
    draft = came(book, [{"id": "A"}, {"name": "丙"}, {"id": "D"}], [square(0), None, None])
    seen = preview(draft, existing, book, mode=mode)
    assert [item.id for item in seen.matching.quarantine] == ["C", "D"]
    assert seen.removed["id"].tolist() == removed
    assert seen.whole.features["id"].tolist() == left


def test_a_preview_is_json(book: Rulebook) -> None:
    bow_tie = shapely.Polygon([(116.2, 40), (116.21, 40.01), (116.21, 40), (116.2, 40.01)])
    draft = came(book, [{"id": "x"}, {"id": "y"}, {"id": "z"}], [square(0), bow_tie, None])
    said: Any = orjson.loads(orjson.dumps(preview(draft, stored(parcel("x", 0)), book, mode="replace").data()))
    assert [feature["change"] for feature in said["features"]["features"]] == ["same", "added"]
    assert said["features"]["features"][0]["geometry"]["type"] == "MultiPolygon"
    assert said["matches"] == [{"id": "x", "was": "x", "by": "id", "share": 1.0}]
    (kept,) = said["quarantine"]["features"]
    assert (kept["id"], kept["code"], kept["layer"], kept["row"]) == ("z", "no-geometry", "l", 2)
    assert said["mended"] == ["y"] and said["changes"]["added"] == 1 and said["removed"]["features"] == []


def test_a_new_layout_is_all_added(book: Rulebook) -> None:
    kept = Quarantined("l", 0, None, "no-geometry", Text("无", "none"), {})
    draft = Draft(stored(parcel("A", 0)), quarantine=(kept,))
    seen: Preview = preview(draft, None, book)
    assert seen.counts["added"] == 1 and seen.whole.features.equals(draft.layout.features)
    assert seen.matching.quarantine == (kept,)


def test_stated_areas_are_compared_and_units_suspected(book: Rulebook) -> None:
    layout = stored(parcel("A", 0), parcel("B", 2, stated_area_km2=1.0), parcel("C", 4, stated_area_km2=94.5),
                    parcel("D", 6, stated_area_km2=0.0), parcel("E", 8, stated_area_km2=0.9468))  # fmt: skip
    areas = {stated.id: stated for stated in stated_areas(layout, book.frame)}
    assert set(areas) == {"B", "C", "D", "E"} and next(iter(areas)) == "D"
    assert areas["E"].hint is None and areas["E"].measured_km2 == pytest.approx(0.9468, rel=5e-3)
    assert areas["C"].hint is not None and "100 times" in areas["C"].hint.en
    assert areas["B"].hint is not None and "outline" in areas["B"].hint.en
    assert areas["B"].difference_share == pytest.approx(-0.0532, abs=5e-3)
    assert areas["D"].difference_share is None
