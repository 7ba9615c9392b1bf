"""Reading for many clients at once: bytes that PostGIS wrote, on pooled connections that wait without a thread.

A question ends when its answer is there, when it takes too long, or when the one who asked has left.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg import AsyncConnection, IsolationLevel
from psycopg.sql import Composed
from psycopg.types.string import ByteaBinaryLoader
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout
from sqlalchemy import URL

from api.store.engine import APP_ROLE, unreachable
from api.timing import in_database
from geo.errors import Unavailable

Query: TypeAlias = LiteralString | bytes | Composed
Params: TypeAlias = Mapping[str, Any]


class Reader:
    """A pool of read-only connections to the store.

    Args:
        url: the database, as SQLAlchemy names it.
        size: how many connections at most.
        timeout_s: how long a question may take.
        patience_s: how long a question waits for a connection.
    """

    def __init__(self, url: URL, *, size: int = 8, timeout_s: float = 30.0, patience_s: float = 10.0) -> None:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._timeout_ms = int(timeout_s * 1000)
        self._pool = AsyncConnectionPool(
            address,
            min_size=1,
            max_size=size,
            timeout=patience_s,
            open=False,
            configure=self._configure,
            kwargs={"autocommit": True},
        )

    async def __aenter__(self) -> Reader:
        """Open the pool on the running event loop; connections follow as they are needed."""
        await self._pool.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        await self._pool.close()

    async def row(self, query: Query, params: Params) -> tuple[Any, ...] | None:
        """The first row of the answer.

        Raises:
            Unavailable: the database does not answer, or not in time.
        """
        async with self._connection() as connection:
            return await (await connection.execute(query, params, binary=True)).fetchone()

    async def rows(self, query: Query, params: Params) -> list[tuple[Any, ...]]:
        """All rows of the answer. Raises as `row`."""
        async with self._connection() as connection:
            return await (await connection.execute(query, params, binary=True)).fetchall()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees the store as it is now, whatever is written meanwhile. Raises as `row`."""
        async with self._connection() as connection:
            await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            try:
                async with connection.transaction():
                    yield connection
            finally:
                if not connection.closed:
                    await connection.set_isolation_level(None)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        try:
            with in_database():
                async with self._pool.connection() as connection:
                    yield connection
        except psycopg.errors.QueryCanceled as error:
            raise Unavailable(
                "查询用时过长，已停止：请缩小范围或减少每页数量",
                "the query took too long and was stopped: ask for a smaller area or a smaller page",
            ) from error
        except (PoolTimeout, PoolClosed) as error:
            raise Unavailable(
                "数据库连接都在使用中，请稍后再试", "all database connections are busy; try again soon"
            ) from error
        except psycopg.OperationalError as error:
            raise unreachable(error) from error

    async def _configure(self, connection: AsyncConnection) -> None:
        """Give up every right that reading does not need, and wait no longer than allowed."""
        # Text that is only passed on is asked for as varchar: it needs no reading, nor a conversion in the database.
        connection.adapters.register_loader("varchar", ByteaBinaryLoader)
        member = "SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER')"
        try:
            if (await connection.execute(member, [APP_ROLE])).rowcount:
                await connection.execute(f"SET ROLE {APP_ROLE}")
        except psycopg.Error:
            # A member that may not act as the role keeps its own rights; what follows still forbids writing.
            pass
        await connection.execute("SET default_transaction_read_only = on")
        # What PostGIS notes about every geometry that is not valid is of no use here.
        await connection.execute("SET client_min_messages = warning")
        await connection.execute("SELECT set_config('statement_timeout', %s, false)", [str(self._timeout_ms)])
