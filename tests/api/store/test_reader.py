"""The reader: answers as bytes, nothing written, slow questions stopped, and stopped also when the asker leaves."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
import pytest
from sqlalchemy import make_url, text

from api.store import Store
from api.store.reader import Reader
from geo.errors import Unavailable
from geo.model import Edit, Layout
from tests import aside
from tests.api.shapes import square

T = TypeVar("T")


def read(store: Store, ask: Callable[[Reader], Awaitable[T]], **options: float) -> T:
    async def asked() -> T:
        async with Reader(store.engine.url, **options) as reader:  # type: ignore[arg-type]
            return await ask(reader)

    return aside.run(asked())


def sleepers(store: Store) -> int:
    with store.engine.connect() as connection:
        asked = text("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'")
        return int(connection.scalar(asked) or 0)


def test_text_comes_as_the_bytes_that_the_database_wrote(store: Store) -> None:
    query = "SELECT convert_to(%(text)s, 'UTF8'), %(number)s + 1"
    assert read(store, lambda r: r.row(query, {"text": "园图", "number": 1})) == ("园图".encode(), 2)
    assert read(store, lambda r: r.rows("SELECT generate_series(1, %(n)s::int)", {"n": 3})) == [(1,), (2,), (3,)]
    assert read(store, lambda r: r.row("SELECT 1 WHERE false", {})) is None


def test_it_cannot_write(store: Store) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        read(store, lambda r: r.row("DELETE FROM report_cache", {}))


def test_a_slow_question_is_stopped_with_a_sentence(store: Store) -> None:
    with pytest.raises(Unavailable, match="took too long"):
        read(store, lambda r: r.row("SELECT pg_sleep(30)", {}), timeout_s=0.2)


def test_a_question_ends_when_the_asker_leaves(store: Store) -> None:
    async def leave(reader: Reader) -> None:
        asking = asyncio.create_task(reader.row("SELECT pg_sleep(30)", {}))
        while not await asyncio.to_thread(sleepers, store):
            await asyncio.sleep(0.02)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert await reader.row("SELECT 1", {}) == (1,)

    started = time.monotonic()
    read(store, leave)
    assert sleepers(store) == 0 and time.monotonic() - started < 15


def test_a_snapshot_sees_nothing_that_is_written_after_it(store: Store) -> None:
    store.import_layout(Layout.of([square("A")], id="snap"), author="me", message="")

    async def look(reader: Reader) -> list[int]:
        count = "SELECT count(*)::int FROM feature_head WHERE layout = 'snap'"
        async with reader.snapshot() as connection:
            before = await (await connection.execute(count)).fetchone()
            await asyncio.to_thread(store.save, "snap", 1, Edit(delete=("A",)), author="me", message="")
            after = await (await connection.execute(count)).fetchone()
        later = await reader.row(count, {})
        assert before and after and later
        return [before[0], after[0], later[0]]

    assert read(store, look) == [1, 1, 0]


def test_a_dead_server_is_a_sentence_without_the_password() -> None:
    async def ask() -> None:
        async with Reader(make_url("postgresql+psycopg://a:secret@127.0.0.1:1/x"), patience_s=0.5) as reader:
            await reader.row("SELECT 1", {})

    with pytest.raises(Unavailable) as caught:
        aside.run(ask())
    assert "secret" not in caught.value.en
