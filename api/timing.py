"""How much of a request's time the database takes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar

_spent_s: ContextVar[list[float] | None] = ContextVar("spent_s", default=None)


@contextlib.contextmanager
def counted(spent_s: list[float]) -> Iterator[None]:
    """Gather in `spent_s` what the database takes inside the block, and in the tasks that it starts."""
    token = _spent_s.set(spent_s)
    try:
        yield
    finally:
        _spent_s.reset(token)


@contextlib.contextmanager
def in_database() -> Iterator[None]:
    """The time of the block is the database's, waiting for a connection included."""
    spent_s, begun = _spent_s.get(), time.perf_counter()
    try:
        yield
    finally:
        if spent_s is not None:
            spent_s.append(time.perf_counter() - begun)
