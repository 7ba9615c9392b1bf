"""Outlines that no file format of ours can hold, but a layout made by a program can."""

from typing import Any

import numpy as np
import pytest
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules import Draft, Subjects, invalid_geometry


def found(shape: Any, book: Rulebook) -> Draft:
    columns = {name: np.array(["a"], dtype=object) for name in ("id", "name", "kind")}
    subjects = Subjects(columns, np.array([shape], dtype=object))
    [draft] = invalid_geometry.check(subjects, invalid_geometry.RULE.bind(book), book)
    return draft


@pytest.mark.parametrize("bad", [(np.nan, 1.0), (1.0, np.nan), (np.inf, 1.0), (1.0, -np.inf)])
def test_a_coordinate_that_is_no_number_is_named_and_has_no_place(bad: tuple[float, float], book: Rulebook) -> None:
    with np.errstate(invalid="ignore"):
        draft = found(shapely.Polygon([(0, 0), bad, (2, 2), (0, 2)]), book)
    assert draft.values["reason_zh"] == "坐标无效" and draft.values["reason_en"] == "a coordinate is not a number"
    assert draft.evidence is None


def test_a_single_polygon_is_judged_as_one_of_several_parts_is(book: Rulebook) -> None:
    draft = found(shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]), book)
    assert draft.values["reason_en"] == "the outline crosses itself"
    assert shapely.equals(draft.evidence, shapely.Point(5, 5))


def test_a_reason_without_words_of_ours_is_told_as_it_is(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invalid_geometry, "_REASONS", {"Something else": Text("别的", "something else")})
    draft = found(shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]), book)
    assert draft.values == {"name": "a", "reason_zh": "Self-intersection", "reason_en": "Self-intersection"}
