"""The application: `create_app(settings)` builds one; nothing is kept at module level."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import date

import anyio
from fastapi import Depends, FastAPI

from api import __version__, guards, openapi, pages, problems, routes
from api.auth.door import Door, authorise
from api.context import Context
from api.database import open_store
from api.metrics import Metrics
from api.printing import press
from api.printing.jobs import Printer
from api.routes.ogc.again import Again
from api.routes.ogc.roots import Roots
from api.seed import seed
from api.settings import Settings
from api.stopping import Refusal, Writes
from api.store import Store
from api.store.engine import require_postgis
from api.store.reader import Reader
from api.watching import Watch, name_route

DESCRIPTION = """
园图：产业园区布局的检查、版本与服务。坐标为 CGCS2000 经纬度（EPSG:4490），面积为椭球面积。

Yuantu checks, versions and serves layouts of industrial parks. Coordinates are CGCS2000 longitude and
latitude (EPSG:4490), areas are ellipsoidal. Errors are `application/problem+json` with a sentence in
Chinese and in English.
"""


def create_app(
    settings: Settings | None = None,
    *,
    opener: Callable[[Settings], AbstractContextManager[Store]] = open_store,
    today: Callable[[], date] = date.today,
) -> FastAPI:
    """An application that opens its store when it starts and closes it when it stops."""
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = opener(chosen)
        store = await anyio.to_thread.run_sync(opened.__enter__)
        try:
            app.state.seeded = await anyio.to_thread.run_sync(lambda: list(seed(store)))
            postgis = await anyio.to_thread.run_sync(require_postgis, store.engine)
            reader = Reader(store.engine.url, size=chosen.pool_size, timeout_s=chosen.read_seconds)
            shared = app.state.context = Context(chosen, store, reader, postgis, today)
            shared.checked = metrics.checks.observe
            await anyio.to_thread.run_sync(shared.uploads.sweep)
            printer = app.state.printer = Printer(
                shared.prints, lambda claim, told: press.print_atlas(shared, claim, told)
            )
            async with reader, shared.newest.reader, shared.hub:
                await anyio.to_thread.run_sync(printer.__enter__)
                try:
                    yield
                finally:
                    await anyio.to_thread.run_sync(printer.__exit__)
        finally:
            await anyio.to_thread.run_sync(lambda: opened.__exit__(None, None, None))

    app = FastAPI(
        title="园图 Yuantu",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(name_route), Depends(authorise)],
    )
    metrics = app.state.metrics = Metrics()
    app.state.writes = Writes()
    problems.install(app)
    routes.install(app)
    guards.install(app, chosen)
    pages.install(app, chosen.web)
    app.add_middleware(Roots)
    app.add_middleware(Again)
    app.add_middleware(Refusal)
    app.add_middleware(Watch, metrics=metrics)
    app.add_middleware(Door)
    openapi.install(app)
    return app
