"""The newest revision: one question for a crowd, never the answer to one that left before the request came."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from api.store.reader import Reader
from api.tiles.editions import Edition, Newest
from geo.errors import Unavailable
from tests import aside

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Slow:
    """A reader whose answers wait until they are let go; they say what was so when the question came."""

    def __init__(self) -> None:
        self.head = 1
        self.asked: list[list[str]] = []
        self.let_go = asyncio.Event()
        self.error: Exception | None = None

    async def rows(self, _query: object, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        self.asked.append(params["layouts"])
        found = [(layout, self.head, NOW) for layout in params["layouts"] if layout != "none"]
        await self.let_go.wait()
        if self.error is not None:
            raise self.error
        return found


def at(number: int, layout: str = "a") -> Edition:
    return Edition(layout, number, NOW, newest=True)


async def soon() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def test_a_crowd_shares_a_question_and_who_comes_later_joins_the_next() -> None:
    async def run() -> None:
        reader = Slow()
        newest = Newest(cast(Reader, reader))
        first = [asyncio.create_task(newest.of("a"))]
        await soon()
        reader.head = 2  # written and acknowledged while the first question is on its way
        later = [asyncio.create_task(newest.of(layout)) for layout in ("a", "a", "b", "none")]
        await soon()
        assert reader.asked == [["a"]]
        reader.let_go.set()
        assert await asyncio.gather(*first) == [at(1)]
        assert await asyncio.gather(*later) == [at(2), at(2), at(2, "b"), None]
        assert reader.asked == [["a"], ["a", "b", "none"]]

    aside.run(run())


def test_who_leaves_takes_nobody_along() -> None:
    async def run() -> None:
        reader = Slow()
        newest = Newest(cast(Reader, reader))
        leaver, stayer = (asyncio.create_task(newest.of("a")) for _ in range(2))
        await soon()
        leaver.cancel()
        await soon()
        reader.let_go.set()
        assert await stayer == at(1)
        assert leaver.cancelled()

    aside.run(run())


@pytest.mark.parametrize("error", [Unavailable("断了", "gone"), UnicodeError("odd")])
def test_all_who_wait_learn_of_an_error_and_the_next_ask_anew(error: Exception) -> None:
    async def run() -> None:
        reader = Slow()
        reader.error = error
        reader.let_go.set()
        newest = Newest(cast(Reader, reader))
        found: list[object] = list(await asyncio.gather(newest.of("a"), newest.of("b"), return_exceptions=True))
        assert found == [error, error]
        reader.error = None
        assert await newest.of("a") == at(1)

    aside.run(run())


def test_a_database_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.tiles.editions.PATIENCE_S", 0.05)

    async def run() -> None:
        with pytest.raises(Unavailable, match="did not answer in time"):
            await Newest(cast(Reader, Slow())).of("a")

    aside.run(run())
