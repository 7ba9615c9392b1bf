"""What becomes of a file: everything in it enters the layout or the quarantine, as decided, with the reason."""

from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
import shapely
from hypothesis import given

from geo import exchange
from geo.errors import InputError
from geo.exchange.formats import opened
from geo.exchange.intake.decisions import Decisions, LayerDecisions, Placement
from geo.exchange.intake.drafting import drafted
from geo.exchange.source import Layer
from geo.model import COLUMNS, Layout, Text
from geo.rulebook import Rulebook
from tests.geo.exchange.intake.drafts import DEGREES, IDENTITY, decided, layer, source, square
from tests.geo.exchange.layouts import layouts

OURS = {name: name for name in COLUMNS}


def frames_equal(one: Layout, other: Layout) -> bool:
    return bool(one.features.equals(other.features))


def test_what_this_program_wrote_comes_back_identical(book: Rulebook, reference: Layout, tmp_path: Path) -> None:
    for ending in ("geojson", "gpkg"):
        path = tmp_path / f"zgc-2020.{ending}"
        exchange.write(reference, path)
        lying = opened(path)
        draft = drafted(lying, Decisions({lying.layers[0].name: LayerDecisions(DEGREES, OURS)}), book)
        assert frames_equal(draft.layout, reference)
        assert (draft.layout.id, draft.layout.title, draft.quarantine) == (reference.id, reference.title, ())


@given(layouts(min_size=1))
def test_every_row_is_a_feature_or_in_quarantine(book: Rulebook, layout: Layout) -> None:
    table = layout.features
    rows = table[list(COLUMNS)].to_dict("records")
    lying = source(layer(rows, table.geometry.tolist()), said={"layout": "t"})
    decisions = decided(columns=OURS, kind=None)
    draft = drafted(lying, decisions, book)
    assert len(draft.layout) + len(draft.quarantine) == len(layout)
    assert {*draft.layout.features["id"]} | {kept.id for kept in draft.quarantine} == {*table["id"]}
    entered = table[table["id"].isin(draft.layout.features["id"])].reset_index(drop=True)
    assert draft.layout.features.equals(entered)
    again = drafted(lying, decisions, book)
    assert again.quarantine == draft.quarantine and frames_equal(again.layout, draft.layout)


@given(st.lists(st.sampled_from(["a", "b", "", None, 7, 7.0]), min_size=1, max_size=6), st.booleans())
def test_ids_are_unique_and_nothing_is_lost(book: Rulebook, ids: list[Any], number: bool) -> None:
    rows = [{"id": id, "name": "同名"} for id in ids]
    decisions = decided(repeated_ids="number" if number else "quarantine")
    draft = drafted(source(layer(rows, [square(i) for i in range(len(ids))])), decisions, book)
    assert len(draft.layout) + len(draft.quarantine) == len(ids)
    assert draft.layout.features["id"].is_unique
    assert not draft.quarantine if number else {kept.code for kept in draft.quarantine} <= {"repeated-id"}


BOW_TIE = shapely.Polygon([(116.2, 40), (116.21, 40.01), (116.21, 40), (116.2, 40.01)])
TWICE = shapely.Polygon([(116.2, 40), (116.24, 40), (116.24, 40.04), (116.2, 40.04), (116.2, 40), (116.23, 40),
                         (116.23, 40.03), (116.2, 40.03)])  # fmt: skip
with np.errstate(invalid="ignore"):
    NAN = shapely.LineString([(116.2, 40), (np.nan, 40)])
CLOSED = shapely.LineString(square(0).exterior.coords)


@pytest.mark.parametrize(
    ("shape", "row", "more", "code"),
    [
        (None, {}, {}, "no-geometry"),
        (shapely.Polygon(), {}, {}, "no-geometry"),
        (NAN, {}, {}, "broken-geometry"),
        (shapely.Point(116.2, 40), {}, {}, "wrong-type"),
        (shapely.LineString([(116.2, 40), (116.3, 40)]), {}, {}, "wrong-type"),
        (shapely.GeometryCollection([square(0), shapely.Point(116.2, 40)]), {}, {}, "wrong-type"),
        (TWICE, {}, {}, "invalid-ring"),
        (BOW_TIE, {}, {"repair": False}, "invalid-ring"),
        (CLOSED, {}, {"repair": False}, "wrong-type"),
        (shapely.box(0, 0, 1, 1), {}, {}, "outside"),
        (shapely.box(500000, 4400000, 500100, 4400100), {}, {}, "outside"),
        (square(0), {"kind": "园子"}, {}, "unknown-kind"),
        (square(0), {}, {"kind": None}, "unknown-kind"),
        (square(0), {"name": {"a": 1}}, {}, "wrong-value"),
        (square(0), {"name": "a\0b"}, {}, "wrong-value"),
        (square(0), {"id": "长" * 201}, {}, "wrong-value"),
    ],
)
def test_what_cannot_enter_is_kept_with_its_reason(
    book: Rulebook, shape: Any, row: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    rows: list[dict[str, Any]] = [{"id": "bad", "name": "甲", "乙": 3} | row, {"id": "good"}]
    draft = drafted(source(layer(rows, [shape, square(3)])), decided(**more), book)
    assert "bad" not in {*draft.layout.features["id"]}
    kept = draft.quarantine[0]
    assert (kept.code, kept.layer, kept.row) == (code, "l", 0)
    assert kept.reason.zh and kept.reason.en and kept.properties["乙"] == 3
    assert "\0" not in str(kept.properties)


@pytest.mark.parametrize(
    ("shape", "parts"), [(BOW_TIE, 2), (CLOSED, 1), (shapely.GeometryCollection([square(0), square(2)]), 2)]
)
def test_outlines_with_one_reading_are_mended(book: Rulebook, shape: Any, parts: int) -> None:
    draft = drafted(source(layer([{"id": "a"}], [shape])), decided(), book)
    (mended,) = draft.layout.features.geometry
    assert mended.is_valid and mended.geom_type == "MultiPolygon" and len(mended.geoms) == parts
    assert draft.mended == (("a",) if shape.geom_type != "GeometryCollection" else ())


def test_a_ring_that_could_not_be_built_keeps_its_reason(book: Rulebook) -> None:
    broken = {0: Text("只有两个点", "it has two points")}
    (kept,) = drafted(source(layer([{"id": "a"}], [None], broken=broken)), decided(), book).quarantine
    assert (kept.code, kept.reason) == ("broken-geometry", broken[0])


@pytest.mark.parametrize(
    ("said", "unit", "km2"),
    [
        (2.5, "km2", 2.5), ("2.5", "km2", 2.5), ("250", "ha", 2.5), ("1,500 亩", "mu", 1.0),
        ("２．５平方公里", "km2", 2.5),
        (2_500_000, "m2", 2.5), ("2 500 000 m²", "m2", 2.5), ("—", "km2", None), (None, "ha", None),
        ("", "ha", None),
    ],
)  # fmt: skip
def test_areas_are_converted(book: Rulebook, said: Any, unit: str, km2: float | None) -> None:
    decisions = decided(columns={"面积": "stated_area_km2"}, units={"面积": unit})
    draft = drafted(source(layer([{"面积": said}, {"面积": "x"}], [square(0), square(2)])), decisions, book)
    assert [kept.code for kept in draft.quarantine] == ["wrong-value"]
    assert draft.quarantine[0].properties["stated_area_km2"] == "x"
    found = draft.layout.features["stated_area_km2"][0]
    assert np.isnan(found) if km2 is None else found == pytest.approx(km2)


def test_a_unit_in_the_text_itself_counts_first(book: Rulebook) -> None:
    decisions = decided(columns={"面积": "stated_area_km2"}, units={"面积": "km2"})
    draft = drafted(source(layer([{"面积": "250公顷"}], [square(0)])), decisions, book)
    assert draft.layout.features["stated_area_km2"][0] == 2.5


def test_columns_words_and_kinds_are_mapped(book: Rulebook) -> None:
    rows = [
        {"类": "组团", "产业": "人工智能、AI 芯片", "产业2": "人工智能", "阶段": "中试", "地块号": 12.0, "备注": "x"}
    ]
    columns = {
        "类": "kind",
        "产业": "industries",
        "产业2": "industries",
        "阶段": "stage",
        "地块号": "lot",
        "没有": "note",
    }
    words = {"industries": {"AI 芯片": "集成电路"}, "stage": {"中试": "研发"}}
    decisions = decided(columns=columns, kinds={"组团": "group"}, words=words)
    draft = drafted(source(layer(rows, [square(0)])), decisions, book)
    row = draft.layout.features.iloc[0]
    assert (row["kind"], row["industries"], row["stage"], row["lot"]) == (
        "group",
        ("人工智能", "集成电路"),
        "研发",
        "12",
    )
    assert draft.given["l"] == {"kind", "industries", "stage", "lot"}
    said = " ".join(remark.en for remark in draft.remarks)
    assert "备注" in said and "没有" in said


def test_a_separator_inside_our_own_entries_stays(book: Rulebook) -> None:
    decisions = decided(columns={"industries": "industries"})
    row = {"industries": "甲、乙;丙"}
    ours = drafted(source(layer([row], [square(0)]), said={"layout": "t"}), decisions, book)
    theirs = drafted(source(layer([row], [square(0)])), decisions, book)
    assert ours.layout.features["industries"][0] == ("甲、乙", "丙")
    assert theirs.layout.features["industries"][0] == ("甲", "乙", "丙")


def test_projected_coordinates_are_placed_and_heights_told(book: Rulebook) -> None:
    box = shapely.force_3d(shapely.box(440000, 4428000, 440100, 4428100), 50.0)
    draft = drafted(source(layer([{"id": "a"}], [box])), decided(placement=Placement("EPSG:4548")), book)
    shape = draft.layout.features.geometry[0]
    assert not shape.has_z and 116.2 < shape.bounds[0] < 116.4 and 39.9 < shape.bounds[1] < 40.1
    said = " ".join(remark.en for remark in draft.remarks)
    assert "heights of 1" in said and "EPSG:4548" in said


def test_missing_ids_are_made_of_names_or_rows(book: Rulebook) -> None:
    rows = [{"name": "甲"}, {"name": "乙"}, {"name": "乙"}, {"id": "l-4"}, {}]
    draft = drafted(source(layer(rows, [square(2 * i) for i in range(5)])), decided(), book)
    assert sorted(draft.layout.features["id"]) == ["l-2", "l-3", "l-4", "l-5", "甲"]
    assert {id for id, origin in draft.origins.items() if origin.made} == {"l-2", "l-3", "l-5"}


def test_layers_without_a_decision_are_left_out(book: Rulebook) -> None:
    lying = source(layer([{"id": "a"}], [square(0)]), layer([{"id": "b"}], [square(1)], "m"))
    draft = drafted(lying, decided(), book)
    assert draft.layout.features["id"].tolist() == ["a"] and "m" in draft.remarks[0].en


@pytest.mark.parametrize("more", [{"columns": {"a": "colour"}}, {"kind": "park1"}, {"kinds": {"a": "b"}}])
def test_wrong_decisions_are_refused(book: Rulebook, more: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        drafted(source(layer([{"id": "a"}], [square(0)])), decided(**more), book)
    assert refused.value.where == "l"


def test_an_unknown_coordinate_system_is_refused(book: Rulebook) -> None:
    with pytest.raises(InputError):
        drafted(source(layer([{"id": "a"}], [square(0)])), decided(placement=Placement("moon")), book)


def test_an_empty_file_is_an_empty_draft(book: Rulebook) -> None:
    assert len(drafted(source(Layer("l", layer([], []).table, np.empty(0, dtype=object))), decided(), book).layout) == 0
    assert len(drafted(source(), Decisions({}), book).layout) == 0
    assert IDENTITY["id"] == "id"
