"""Checkers that are kept: bounded in number, lent to one at a time, thrown away when a borrower fails."""

from threading import Thread

import pytest

from api.checkers import Checkers
from geo.check import Checker
from geo.model import Layout
from geo.rulebook import Rulebook
from tests.conftest import ON


@pytest.fixture
def checker(book: Rulebook) -> Checker:
    return Checker(Layout.of([], id="empty"), book, ON, select=["GEO002"])


def test_it_is_made_once_and_the_least_used_goes(checker: Checker) -> None:
    kept, made = Checkers(2), list[str]()

    def look(key: str) -> None:
        def make() -> Checker:
            made.append(key)
            return checker

        with kept.lend(key, make):
            pass

    for key in ("a", "b", "a", "c", "a", "b"):
        look(key)
    assert made == ["a", "b", "c", "b"] and len(kept) == 2


def test_one_whose_borrower_failed_is_made_afresh(checker: Checker) -> None:
    kept, made = Checkers(), list[int]()

    def make() -> Checker:
        made.append(1)
        return checker

    with pytest.raises(ZeroDivisionError), kept.lend("a", make):
        raise ZeroDivisionError
    with kept.lend("a", make):
        pass
    assert len(made) == 2


def test_two_threads_never_hold_the_same_one(checker: Checker) -> None:
    kept, order = Checkers(), list[str]()

    def work() -> None:
        with kept.lend("a", lambda: checker):
            order.append("second")

    with kept.lend("a", lambda: checker):
        other = Thread(target=work)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]
