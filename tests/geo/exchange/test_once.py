"""What is worked out from a rulebook is worked out once, and goes with it."""

import gc
import weakref
from dataclasses import replace

from geo.exchange.once import once
from geo.rulebook import Rulebook


def test_it_is_worked_out_once_for_each_rulebook(book: Rulebook) -> None:
    asked: list[str] = []
    kept = once(lambda one: asked.append(one.id) or [one.id])  # type: ignore[func-returns-value]
    other = replace(book)
    assert kept(book) is kept(book)
    assert kept(other) is not kept(book)
    assert asked == [book.id, book.id]


def test_it_goes_with_its_rulebook(book: Rulebook) -> None:
    asked: list[str] = []
    kept = once(lambda one: asked.append(one.id))
    other = replace(book)
    kept(other)
    gone = weakref.ref(other)
    del other
    gc.collect()
    assert gone() is None
    assert asked == [book.id]
