"""A map that stays the same is drawn once; one that differs in anything is drawn anew."""

from typing import Any

import pytest

from geo.model import Layout
from geo.rulebook import Rulebook
from geo.sheet import render
from geo.sheet.mapped import _mapped, forget
from tests.geo.sheet.sheets import group, layout, order

PLAIN = layout(group("G01", 116.3, 40.0))


@pytest.fixture(autouse=True)
def empty() -> None:
    forget()


def drawn(trial: Layout, book: Rulebook, **asked: Any) -> tuple[bytes, int]:
    """The sheet, and how many maps were drawn for it."""
    before = _mapped.cache_info().misses
    return render(trial, None, book, order(sheet="a4", scale=1_000_000, **asked)), _mapped.cache_info().misses - before


def test_words_beside_the_map_leave_it_as_it_is(book: Rulebook) -> None:
    _, first = drawn(PLAIN, book)
    other, again = drawn(PLAIN, book, maker="规划院")
    assert (first, again) == (1, 0)
    forget()
    assert drawn(PLAIN, book, maker="规划院") == (other, 1)


@pytest.mark.parametrize(
    "other",
    [
        layout(group("G01", 116.3000001, 40.0)),
        layout(group("G01", 116.3, 40.0, name="别的名字")),
        layout(group("G02", 116.3, 40.0)),
        layout(group("G01", 116.3, 40.0, location_class="生态涵养区")),
        layout(group("G01", 116.3, 40.0), group("G02", 116.9, 40.3)),
    ],
    ids=["moved", "renamed", "renumbered", "another class", "one more"],
)
def test_a_map_that_differs_is_drawn_anew(other: Layout, book: Rulebook) -> None:
    drawn(PLAIN, book)
    sheet, count = drawn(other, book)
    assert count == 1
    forget()
    assert drawn(other, book)[0] == sheet


@pytest.mark.parametrize("asked", [{"lang": "en"}, {"landscape": False}])
def test_another_language_or_paper_is_another_map(asked: dict[str, Any], book: Rulebook) -> None:
    drawn(PLAIN, book)
    assert drawn(PLAIN, book, **asked)[1] == 1
