"""Where indicators stand: operators, progress, states, and what never may be said."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.indicators import State, Value, baselines, combined, measured, standings
from geo.indicators.standing import fulfils, standing
from geo.model import Layout
from geo.rulebook import Indicator, Rulebook, load
from tests.conftest import ON

BOOK = load("zgc")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def indicator(**changes: object) -> Indicator:
    """A target of 10 by 2025, changed."""
    row = {
        "id": "T-1", "document": "003", "locator": "1", "line": "1", "scope": "S", "scope_en": "S", "each": "",
        "name": "甲", "name_en": "A", "operator": ">=", "value": "10", "low": "10", "high": "", "unit": "个",
        "unit_en": "", "year": "2025", "first": "2025", "last": "2025", "each_year": "", "type": "target",
        "bound": "reach", "base_year": "", "base_value": "", "measure": "", "note": "", "note_en": "", "source": "",
        "confidence": "",
    }  # fmt: skip
    return Indicator.model_validate(row | changes)


def value(year: int, number: float, scope: str = "S", origin: str = "entered") -> Value:
    return Value("T-1", scope, year, number, "book", origin=origin)


@pytest.mark.parametrize(
    ("changes", "yes", "no"),
    [
        ({"operator": ">"}, [10.001, 99.0], [10.0, 9.0]),
        ({"operator": ">="}, [10.0, 99.0], [9.999]),
        ({"operator": "x"}, [10.0, 99.0], [9.999]),
        ({"operator": "<="}, [10.0, -5.0], [10.001]),
        ({"operator": "="}, [10.0, 99.0], [9.999]),
        ({"operator": "=", "bound": "keep"}, [10.0, 9.6, 10.4], [9.4, 10.6]),
        ({"operator": "=", "bound": "keep", "value": "10.0"}, [10.0, 9.96], [9.94, 10.06]),
        ({"operator": "~"}, [9.0, 10.0, 99.0], [8.9]),
        ({"operator": "~", "bound": "keep"}, [9.0, 11.0], [8.9, 11.1]),
        ({"operator": "range", "high": "12"}, [10.0, 12.0, 99.0], [9.9]),
        ({"operator": "range", "high": "12", "bound": "keep"}, [10.0, 12.0], [9.9, 12.1]),
    ],
)
def test_operators(changes: dict[str, object], yes: list[float], no: list[float]) -> None:
    item = indicator(**changes)
    assert all(fulfils(item, number, 0.1) for number in yes)
    assert not any(fulfils(item, number, 0.1) for number in no)


def state(item: Indicator, *values: Value, on: date = date(2024, 1, 1)) -> tuple[State, Any]:
    found = standing(item, values, on, about_share=0.1)
    return found.state, found.progress


def test_no_value_is_unknown() -> None:
    assert state(indicator()) == (State.UNKNOWN, None)
    assert state(indicator(), value(2023, 12, scope="elsewhere")) == (State.UNKNOWN, None)
    assert state(indicator(), value(2026, 12)) == (State.UNKNOWN, None)
    assert state(indicator(), value(2020, 12, origin="document")) == (State.UNKNOWN, None)
    assert state(indicator(low="", value="several", bound=""), value(2024, 5)) == (State.UNKNOWN, None)


@pytest.mark.parametrize(
    ("number", "expected", "progress"),
    [(10, State.MET, 1.0), (6, State.ON_TRACK, 0.6), (5.9, State.BEHIND, 0.59), (-4, State.BEHIND, 0.0)],
)
def test_a_line_from_baseline_to_target(number: float, expected: State, progress: float) -> None:
    # From the end of 2020 to the end of 2025, the value of 2023 should be three fifths of the way.
    found = state(indicator(), value(2020, 0), value(2023, number))
    assert found == (expected, pytest.approx(progress))


def test_a_falling_target() -> None:
    item = indicator(operator="<=")
    assert state(item, value(2020, 20), value(2023, 14)) == (State.ON_TRACK, pytest.approx(0.6))
    assert state(item, value(2020, 20), value(2023, 15)) == (State.BEHIND, pytest.approx(0.5))


def test_after_the_target_year() -> None:
    late = date(2026, 1, 1)
    assert state(indicator(), value(2025, 9), on=late) == (State.MISSED, pytest.approx(0.9))
    assert state(indicator(), value(2024, 9), on=late)[0] is State.UNKNOWN
    assert state(indicator(), value(2025, 10), on=late) == (State.MET, 1.0)
    assert state(indicator(), value(2025, 9), on=date(2025, 12, 31))[0] is State.BEHIND


def test_without_a_baseline_only_the_target_is_compared() -> None:
    found = standing(indicator(), [value(2023, 9)], date(2024, 1, 1), about_share=0.1)
    assert (found.state, found.progress) == (State.BEHIND, 0.9)
    assert found.reason is not None and "基期" in found.reason.zh


def test_a_yearly_target_starts_each_year_afresh() -> None:
    item = indicator(each_year="yes", first="2024", last="2026")
    assert state(item, value(2024, 10), value(2025, 4), on=date(2025, 4, 1)) == (State.ON_TRACK, pytest.approx(0.4))
    assert state(item, value(2024, 10), value(2025, 4), on=date(2025, 10, 1))[0] is State.BEHIND
    assert state(item, value(2024, 4), on=date(2025, 10, 1))[0] is State.MISSED
    assert state(item, value(2023, 10), on=date(2025, 10, 1))[0] is State.UNKNOWN


def test_a_bound_that_is_broken_is_missed_at_once() -> None:
    assert state(indicator(operator="=", bound="keep", type="constraint"), value(2024, 12))[0] is State.MISSED


def test_the_worst_member_of_a_scope_counts() -> None:
    item = indicator(each="yes", type="constraint", bound="keep")
    found = standing(item, [value(2024, 12, "a"), value(2024, 9, "b"), value(2024, 11, "c")], ON, about_share=0.1)
    assert found.state is State.MISSED and found.latest is not None and found.latest.scope == "b"


@given(st.sampled_from([">", ">=", "=", "~", "x"]), NUMBERS, st.floats(0, 1e6), st.integers(2021, 2025), NUMBERS)
def test_more_is_never_worse(operator: str, number: float, more: float, year: int, base: float) -> None:
    item = indicator(operator=operator)
    ranks = [State.UNKNOWN, State.MISSED, State.BEHIND, State.ON_TRACK, State.MET]
    if base >= 10:
        return
    before, after = (state(item, value(2020, base), value(year, n)) for n in (number, number + more))
    assert ranks.index(after[0]) >= ranks.index(before[0])
    assert before[1] is not None and after[1] is not None and 0 <= before[1] <= after[1] <= 1
    assert (after[0] is State.MET) == fulfils(item, number + more, 0.1)


@given(st.lists(st.tuples(st.integers(2019, 2027), NUMBERS), max_size=5), st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_every_indicator_can_be_judged(pairs: list[tuple[int, float]], on: date) -> None:
    for item in BOOK.indicators.values():
        values = [Value(item.id, item.scope, year, number, "book") for year, number in pairs]
        found = standing(item, values, on, about_share=0.1)
        assert found.progress is None or 0 <= found.progress <= 1
        if found.state is State.MET:
            assert found.latest is not None and fulfils(item, found.latest.value, 0.1)
        if not values:
            assert found.state in (State.UNKNOWN, State.BASELINE)


def test_the_documents_ninety_numbers(book: Rulebook) -> None:
    assert len(book.indicators) == 90
    per_document = [sum(i.document == d for i in book.indicators.values()) for d in ("000", "001", "002", "003", "004")]
    assert per_document == [6, 5, 10, 40, 29]
    assert all(i.name and i.name_en and i.scope_en for i in book.indicators.values())
    loaded = {v.indicator: v for v in baselines(book)}
    reported = [i for i in book.indicators.values() if i.type == "baseline"]
    assert len(reported) == 28
    assert {i.id for i in reported} - set(loaded) == {"I003-21"}  # two numbers in one, kept as printed
    assert all(v.source and v.origin == "document" for v in loaded.values())
    assert (loaded["I003-09"].year, loaded["I003-09"].value) == (2020, 7.2)


def test_what_the_reference_layout_shows(book: Rulebook, reference: Layout) -> None:
    shown = measured(reference, book, 2026)
    found = {s.indicator.id: s for s in standings(book, combined(baselines(book), shown), ON)}
    met = {id for id, s in found.items() if s.state is State.MET}
    assert met == {"I002-01", "I002-02", "I002-04", "I002-05", "I002-06"}
    smallest = found["I002-03"]
    assert smallest.state is State.MISSED and smallest.latest is not None
    assert smallest.latest.scope == "门头沟园组团" and smallest.latest.value == pytest.approx(1.89, abs=0.001)
    # The layout draws no 特色园: that is no count of nought.
    assert found["I001-01"].state is State.UNKNOWN


def test_an_entered_value_counts_before_a_measured_one(book: Rulebook, reference: Layout) -> None:
    entered = Value("I002-02", book.indicators["I002-02"].scope, 2026, 30.0, "book")
    (found,) = [v for v in combined(measured(reference, book, 2026), [entered]) if v.indicator == "I002-02"]
    assert found is entered
