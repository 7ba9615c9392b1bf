"""A real private PostGIS for all API tests, a fresh database for each module, a real HTTP server on it."""

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from psycopg import sql

from api import embedded
from api.main import create_app
from api.settings import Settings
from api.store import Store
from api.store.engine import open_engine
from geo import cli
from tests.conftest import ON
from tests.homes import copy_home, open_home

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _commands_as_before() -> Iterator[None]:
    """What a run of `yuantu` in this process adds to the domain's commands goes with its test."""
    places: tuple[list[Any], ...] = (
        cli.layout_sources, cli.revision_sources, cli.waiver_sources, cli.edit_sinks, cli.presses,
    )  # fmt: skip
    before = [list(place) for place in places]
    yield
    for place, was in zip(places, before, strict=True):
        place[:] = was


@pytest.fixture
def empty_home() -> Iterator[Path]:
    with open_home() as folder:
        yield folder


@pytest.fixture
def home(made_home: Path, empty_home: Path) -> Path:
    """A home of one's own with a migrated, empty database."""
    copy_home(made_home, empty_home)
    return empty_home


@pytest.fixture(scope="session")
def server(made_home: Path) -> Iterator[embedded.Server]:
    """A running server with a migrated database to make others from."""
    with open_home() as folder:
        copy_home(made_home, folder)
        with embedded.start(folder) as running:
            yield running


@pytest.fixture(scope="module")
def database(server: embedded.Server) -> str:
    """A fresh, migrated database."""
    name = f"test_{next(_numbers)}"
    with server.connect(embedded.ADMIN, "postgres") as admin:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        names = (name, embedded.DATABASE, embedded.OWNER)
        admin.execute(make.format(*map(sql.Identifier, names)))
    return name


@pytest.fixture(scope="module")
def store(server: embedded.Server, database: str) -> Iterator[Store]:
    """A store on it, with the rights that serving has."""
    engine = open_engine(server.url(embedded.APP, database))
    yield Store(engine)
    engine.dispose()


@contextlib.contextmanager
def serving(store: Store, settings: Settings) -> Iterator[httpx.Client]:
    """An HTTP client of a real server in a thread."""
    app = create_app(settings, opener=lambda _: contextlib.nullcontext(store), today=lambda: ON)
    http = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=http.run)
    thread.start()
    try:
        while not http.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = http.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        http.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    web = tmp_path_factory.mktemp("web")
    (web / "assets").mkdir()
    (web / "index.html").write_text("<!doctype html><title>园图</title>" + " " * 2000)
    (web / "rules.html").write_text("<!doctype html><html><head><title>规则</title>" + " " * 2000)
    (web / "ogc.html").write_text("<!doctype html><html><head><title>接口</title></head><body></body></html>")
    (web / "icon.svg").write_text("<svg/>")
    (web / "assets" / "main-0a1b2c.js").write_text("//" + " " * 2000)
    return Settings(database_url=None, web=web, home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def client(store: Store, settings: Settings) -> Iterator[httpx.Client]:
    with serving(store, settings) as http:
        yield http


@pytest.fixture
def fresh_id() -> Callable[[], str]:
    """Names that no layout has yet."""
    return lambda: f"layout-{next(_numbers)}"
