"""Checkers that are kept: bounded in number, lent to one at a time, thrown away when a borrower fails."""

from threading import Thread

import pytest

from api.checkers import Checkers, Make, Place
from geo.check import Checker
from geo.model import Layout
from geo.rulebook import Rulebook
from tests.conftest import ON

A = Place("a", 1, "")


@pytest.fixture
def checker(book: Rulebook) -> Checker:
    return Checker(Layout.of([], id="empty"), book, ON, select=["GEO002"])


def test_it_is_made_once_and_the_least_used_goes(checker: Checker) -> None:
    kept, made = Checkers(2), list[str]()

    def look(key: str) -> None:
        def make() -> Checker:
            made.append(key)
            return checker

        with kept.lend(Place(key, 1, ""), Make(make)):
            pass

    for key in ("a", "b", "a", "c", "a", "b"):
        look(key)
    assert made == ["a", "b", "c", "b"] and len(kept) == 2


def test_one_whose_borrower_failed_is_made_afresh(checker: Checker) -> None:
    kept, made = Checkers(), list[int]()

    def make() -> Checker:
        made.append(1)
        return checker

    with pytest.raises(ZeroDivisionError), kept.lend(A, Make(make)):
        raise ZeroDivisionError
    with kept.lend(A, Make(make)):
        pass
    assert len(made) == 2


def test_two_threads_never_hold_the_same_one(checker: Checker) -> None:
    kept, order = Checkers(), list[str]()

    def work() -> None:
        with kept.lend(A, Make(lambda: checker)):
            order.append("second")

    with kept.lend(A, Make(lambda: checker)):
        other = Thread(target=work)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_one_of_an_earlier_revision_goes_on_unless_the_way_is_too_long(checker: Checker, book: Rulebook) -> None:
    kept, made, gone_on = Checkers(), list[int](), list[int]()

    def lent(revision: int, mark: str = "", *, far: bool = False) -> Checker:
        def anew() -> Checker:
            made.append(revision)
            return Checker(Layout.of([], id="empty"), book, ON, select=["GEO002"])

        def go_on(_: Checker, since: int) -> bool:
            gone_on.append(since)
            return not far

        with kept.lend(Place("a", revision, mark), Make(anew, go_on)) as one:
            return one

    with kept.lend(A, Make(lambda: checker)):
        pass
    assert lent(3) is checker and lent(3) is checker and gone_on == [1] and len(kept) == 1
    assert lent(1) is not checker and made == [1]
    assert lent(4) is checker and gone_on == [1, 3]
    assert lent(5, "another") is not checker and lent(9, far=True) is not checker
    assert made == [1, 5, 9] and gone_on == [1, 3, 4]
