"""Features as arrays: kept in order, joined, looked up, named."""

from typing import Any

import numpy as np
import pytest
import shapely

from geo.model import Feature, Layout, Status
from geo.rulebook import Rulebook
from geo.rules import Subjects
from tests.geo.rules.shapes import shape


@pytest.fixture
def three(book: Rulebook) -> Subjects:
    def feature(id: str, kind: str, x: int, **rest: Any) -> Feature:
        return Feature(id, kind, shape(f"rect 100 100 at {x} 0", book.frame), rest)

    features = [
        feature("b", "group", 200, name="乙", industries=("人工智能", "大数据")),
        feature("a", "park", 0, name="甲"),
        feature("c", "site", 400, industries=("大数据",)),
    ]
    return Subjects.of_layout(Layout.of(features, id="three"), book.frame)


def test_features_alone_are_read_as_those_of_a_layout(book: Rulebook) -> None:
    features = [Feature(id, "group", shape("rect 100 100 at 0 0", book.frame), {"name": "甲"}) for id in ("b", "a")]
    alone = Subjects.of_features(features, book.frame)
    layout = Subjects.of_layout(Layout.of(features, id="two"), book.frame)
    assert {name: str(list(values)) for name, values in alone.columns.items()} == {
        name: str(list(values)) for name, values in layout.columns.items()
    }
    assert shapely.equals_exact(alone.geometry, layout.geometry).all()


def test_rows_are_sorted_and_stay_so_when_tables_are_joined(three: Subjects) -> None:
    assert list(three.ids) == ["a", "b", "c"]
    joined = Subjects.concat([three[np.array([2])], three[np.array([0, 1])]])
    assert list(joined.ids) == ["a", "b", "c"]
    assert list(joined.columns) == list(three.columns)
    assert all(list(joined.columns[name]) == list(three.columns[name]) for name in three.columns)
    assert shapely.equals_exact(joined.geometry, three.geometry).all()


def test_joining_leaves_rows_of_one_id_in_their_order(three: Subjects) -> None:
    moved = Subjects(three.columns, shapely.transform(three.geometry, lambda xy: xy + 1000.0))
    many = [three, moved] * 20
    joined = Subjects.concat(many)
    expected = [table.geometry[0] for table in many]
    assert shapely.equals_exact(joined.geometry[:40], np.array(expected, dtype=object)).all()


def test_numbering_is_by_id_as_text(book: Rulebook) -> None:
    features = [Feature(id, "site", shape("rect 10 10 at 0 0", book.frame), {}) for id in ("10", "9")]
    tables = [Subjects.of_layout(Layout.of([f], id="one"), book.frame) for f in features]
    assert list(Subjects.concat(tables[::-1]).ids) == ["10", "9"]


def test_shapes_are_found_by_id(three: Subjects) -> None:
    found = three.shapes(["c", "a", "nowhere"])
    assert shapely.equals_exact(found, three.geometry[[0, 2]]).all()
    assert len(three.shapes([])) == 0


def test_what_is_known_of_every_row_is_kept_for_some(three: Subjects) -> None:
    before = three[np.array([1, 2])]
    assert "area_m2" not in before.__dict__ and "sound" not in before.__dict__
    areas, _ = three.area_m2, three.sound
    some = three[np.array([True, False, True])]
    assert list(some.__dict__["area_m2"]) == [areas[0], areas[2]]
    assert list(some.__dict__["sound"]) == [True, True]


def test_only_valid_polygons_are_sound() -> None:
    shapes = [
        shapely.box(0, 0, 1, 1),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1)]),
        shapely.Polygon(),
        shapely.Point(0, 0),
        shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
        None,
    ]
    kinds = np.array(["parcel"] * len(shapes), dtype=object)
    subjects = Subjects({"kind": kinds}, np.array(shapes, dtype=object))
    assert list(subjects.sound) == [True, True, False, False, False, False]


def test_a_site_may_be_a_point_but_not_none_or_several() -> None:
    shapes = [shapely.Point(0, 0), shapely.Point(), shapely.MultiPoint([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1)]
    kinds = np.array(["site"] * len(shapes), dtype=object)
    assert list(Subjects({"kind": kinds}, np.array(shapes, dtype=object)).sound) == [True, False, False, True]


def test_lists_are_unrolled_with_the_row_of_each_entry(three: Subjects) -> None:
    rows, tags = three.flat("industries")
    assert list(rows) == [1, 1, 2] and list(tags) == ["人工智能", "大数据", "大数据"]
    none = three[np.array([], dtype=np.intp)]
    rows, tags = none.flat("industries")
    assert len(rows) == 0 and len(tags) == 0


def test_a_feature_is_called_by_its_name_or_its_id(three: Subjects) -> None:
    assert [three.label(row) for row in range(3)] == ["甲", "乙", "c"]
    assert list(three.text("name")) == ["甲", "乙", ""]


def test_features_are_chosen_by_kind_and_by_text(three: Subjects) -> None:
    assert list(three.of("park", "site").ids) == ["a", "c"]
    assert list(three.where("name", ("甲", "丙")).ids) == ["a"]
    assert list(three.where("name", ("",)).ids) == ["c"]


def test_findings_take_one_number_for_all_or_one_for_each(three: Subjects) -> None:
    plain = three.findings()
    assert [(d.subjects, d.measured, d.required, d.tolerance, d.status) for d in plain] == [
        ((id,), None, None, None, Status.OPEN) for id in "abc"
    ]
    assert all(draft.evidence is shape for draft, shape in zip(plain, three.geometry, strict=True))
    assert [d.owner for d in plain] == ["a", "b", "c"]
    told = three.findings(
        measured=np.array([1.0, 2.0, 3.0]), required=[4.0, 5.0, 6.0], tolerance=0.5, values=lambda row: {"row": row},
        evidence=three.geometry[::-1], status=Status.CANNOT_TELL,
    )  # fmt: skip
    assert [(d.measured, d.required, d.tolerance) for d in told] == [(1.0, 4.0, 0.5), (2.0, 5.0, 0.5), (3.0, 6.0, 0.5)]
    assert [d.values for d in told] == [{"name": n, "row": i} for i, n in enumerate(("甲", "乙", "c"))]
    assert [d.status for d in told] == [Status.CANNOT_TELL] * 3
    assert told[0].evidence is three.geometry[2]
    assert [d.required for d in three.findings(required=7.0)] == [7.0] * 3
