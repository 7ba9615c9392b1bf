"""Numbers, units and lists as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.exchange.intake.decisions import Unit
from geo.exchange.typed import M2_PER, Quantity, entries, folded, quantity, text_of, unit_in


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("12.5公顷", 12.5, "ha"),
        ("1,234.5", 1234.5, None),
        ("约 3 万亩", 30_000, "mu"),
        (" １２．５　㎡", 12.5, "m2"),
        ("2.06 km²", 2.06, "km2"),
        ("-.5", -0.5, None),
        (7, 7.0, None),
        ("3万平方米", 30_000, "m2"),
    ],
)
def test_a_quantity_is_read(typed: object, number: float, unit: Unit | None) -> None:
    assert quantity(typed) == Quantity(number, unit)


@pytest.mark.parametrize("typed", ["甲", "", "12,5", "1.2.3", "公顷", None, True, float("nan"), "1e999", "3 个"])
def test_what_is_no_quantity_is_none(typed: object) -> None:
    assert quantity(typed) is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [("面积（公顷）", "ha"), ("area_km2", "km2"), ("MJ_M2", "m2"), ("面积亩", "mu"), ("Area ha", "ha"),
     ("Shape_Area", None), ("mujia", None), ("面积", None)],
)  # fmt: skip
def test_the_unit_in_the_name_of_a_column(name: str, unit: str | None) -> None:
    assert unit_in(name) == unit


@given(st.floats(-1e9, 1e9), st.sampled_from(["公顷", "亩", "平方米", "km²"]))
def test_any_number_with_a_unit_is_read_back(number: float, unit: str) -> None:
    found = quantity(f"{number!r} {unit}")
    assert found is not None
    assert found.number == number
    assert found.unit in M2_PER


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("人工智能、大数据；云计算", ("人工智能", "大数据", "云计算")),
        ("创新药物(研发、制造)，机器人", ("创新药物(研发、制造)", "机器人")),
        ("甲/乙|丙\n丁;", ("甲/乙", "丙", "丁")),
        (["甲", None, " 乙 "], ("甲", "乙")),
        (None, ()),
        (3.0, ("3",)),
    ],
)
def test_the_words_of_a_cell(cell: object, words: tuple[str, ...]) -> None:
    assert entries(cell) == words


@given(st.text("ABc １　Ａ\tß", max_size=8))
def test_folding_is_done_after_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert not any(letter.isspace() for letter in folded(text))


def test_a_value_as_text() -> None:
    assert [text_of(value) for value in (2025.0, 2.5, " 甲 ", "", None, ["甲", "乙"], float("nan"))] == [
        "2025", "2.5", "甲", None, None, "甲;乙", None,
    ]  # fmt: skip
