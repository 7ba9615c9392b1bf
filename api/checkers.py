"""Checkers that are kept ready, so that trying a change costs the change and not a check of the whole layout."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from geo.check import Checker

KEPT: Final = 4


@dataclass
class _Desk:
    """One checker, or none yet, and the lock of whoever works with it."""

    lock: Lock = field(default_factory=Lock)
    checker: Checker | None = None


class Checkers:
    """The checkers used last, each lent to one thread at a time, at most `size` of them."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._desks: OrderedDict[Hashable, _Desk] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._desks)

    @contextmanager
    def lend(self, key: Hashable, make: Callable[[], Checker]) -> Iterator[Checker]:
        """The checker of that key; whoever borrows it gives it back in the state it was in.

        One whose borrower failed is thrown away, because nobody knows its state.
        """
        with self._lock:
            desk = self._desks.setdefault(key, _Desk())
            self._desks.move_to_end(key)
            while len(self._desks) > self._size:
                self._desks.popitem(last=False)
        with desk.lock:
            checker, desk.checker = desk.checker or make(), None
            yield checker
            desk.checker = checker
