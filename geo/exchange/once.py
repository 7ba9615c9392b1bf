"""Things that are worked out from a rulebook once and kept as long as it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from geo.rulebook import Rulebook

T = TypeVar("T")


def once(make: Callable[[Rulebook], T]) -> Callable[[Rulebook], T]:
    """`make`, working its answer out once for each rulebook: the same one, not one that is equal."""
    made: dict[int, T] = {}

    @wraps(make)
    def kept(book: Rulebook) -> T:
        key = id(book)
        if key not in made:
            made[key] = make(book)
            weakref.finalize(book, made.pop, key, None)
        return made[key]

    return kept
