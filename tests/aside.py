"""An event loop of one's own, also in a process where Playwright keeps one running."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T]) -> T:
    """The result of `work`, done in a thread that no event loop runs in."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine."""
    return aside(lambda: asyncio.run(work))
