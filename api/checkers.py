"""Checkers that are kept ready, so that trying a change costs the change and not a check of the whole layout.

A checker of an earlier revision goes on to a later one by what was edited between them, whoever stored it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple

from geo.check import Checker

KEPT: Final = 4
_PATIENCE_S: Final = 1.0
"""So long one waits for whoever tries an edit on an earlier revision."""


class Place(NamedTuple):
    """Where a checker stands: a revision of a layout, and a mark of all else that its findings follow from."""

    layout: str
    revision: int
    mark: str


class Make(NamedTuple):
    """How to get a checker for a place: from nothing, or from one that stands at an earlier revision.

    `go_on` gives False, and has changed nothing, where the way is too long.
    """

    anew: Callable[[], Checker]
    go_on: Callable[[Checker, int], bool] = lambda _checker, _since: False


@dataclass
class _Desk:
    """One checker, or none yet, and the lock of whoever works with it."""

    lock: Lock = field(default_factory=Lock)
    checker: Checker | None = None


class Checkers:
    """The checkers used last, each lent to one thread at a time, at most `size` of them."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._desks: OrderedDict[Place, _Desk] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._desks)

    @contextmanager
    def lend(self, place: Place, make: Make) -> Iterator[Checker]:
        """The checker of that place; whoever borrows it gives it back in the state it was in.

        One whose borrower failed is thrown away, because nobody knows its state.
        """
        with self._lock:
            desk = self._desks.setdefault(place, _Desk())
            self._desks.move_to_end(place)
            while len(self._desks) > self._size:
                self._desks.popitem(last=False)
        with desk.lock:
            checker, desk.checker = desk.checker or self._moved_on(place, make) or make.anew(), None
            yield checker
            desk.checker = checker

    def _moved_on(self, place: Place, make: Make) -> Checker | None:
        """The checker of the latest earlier revision, moved on; nothing of it stays where it stood."""
        with self._lock:
            earlier = [p for p in self._desks if p._replace(revision=0) == place._replace(revision=0)]
            since = max((p.revision for p in earlier if p.revision < place.revision), default=None)
            desk = None if since is None else self._desks.pop(place._replace(revision=since))
        if desk is None or since is None or not desk.lock.acquire(timeout=_PATIENCE_S):
            return None
        try:
            checker, desk.checker = desk.checker, None
        finally:
            desk.lock.release()
        return checker if checker and make.go_on(checker, since) else None
