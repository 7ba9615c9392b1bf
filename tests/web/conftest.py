"""The real application on a free port, the real Chromium, and a visit to the page that tolerates no complaint."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from api.settings import web_dir
from tests.homes import copy_home, open_home
from tests.web.helpers import ROOT
from tests.web.seats import Seat, Seats, Visitor

HERE = Path(__file__).parent
SERVE = "from api.command import main; main()"
DRAWN = "() => performance.getEntriesByName('yuantu:drawn').length > 0"

Visit = Callable[..., Page]

# A busy machine is slow, not wrong.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # Once more where a busy machine came between; the summary tells how many were.
            item.add_marker(pytest.mark.flaky(reruns=1))


def environment(home: Path) -> dict[str, str]:
    """The environment of a server and of commands that share its database, which lies under `home`."""
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "HOST", "PORT")}
    return env | {"YUANTU_HOME": str(home), "YUANTU_LANG": "en", "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(home: Path, port: int = 0) -> Iterator[str]:
    """The address of a `yuantu serve` with a database of its own under `home`; port 0 is any that is free."""
    if not (web_dir() / "index.html").is_file():
        pytest.fail("the web page is not built: run `npm ci && npm run build` in web/")
    env = environment(home)
    log = home / "serve.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
            cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    try:
        assert process.stdout is not None
        address = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        if address is None:
            process.wait(30)
            pytest.fail(f"the server did not start: {log.read_text()}")
        # A cold service checks every layout before its first answer, longer than Chromium lets a preload wait.
        httpx.get(f"{address.group()}/api/layouts", timeout=60).raise_for_status()
        yield address.group()
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def draft(server: str, request: pytest.FixtureRequest) -> str:
    """A copy of the practice draft that a test may change."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[:60].strip("-")
    title = {"zh": name, "en": name}
    body = {"from": {"layout": "practice-draft", "revision": 1}, "id": name, "title": title, "author": "李工"}
    httpx.post(f"{server}/api/layouts", json=body, timeout=60).raise_for_status()
    return name


@pytest.fixture(scope="session")
def seeded_home(made_home: Path) -> Iterator[Path]:
    """A home whose database holds the layouts that ship, checked; stopped, to be copied."""
    with open_home() as home:
        copy_home(made_home, home)
        with serving(home):
            pass
        yield home


@pytest.fixture
def home(seeded_home: Path) -> Iterator[Path]:
    """A copy of it for one test."""
    with open_home() as home:
        copy_home(seeded_home, home)
        yield home


@pytest.fixture(scope="session")
def server(seeded_home: Path) -> Iterator[str]:
    """The address of `yuantu serve`, for stories that store nothing but in a `draft` of their own."""
    with open_home() as home:
        copy_home(seeded_home, home)
        with serving(home) as address:
            yield address


@pytest.fixture(scope="module")
def own_server(seeded_home: Path) -> Iterator[str]:
    """The address of a `yuantu serve` that one module has to itself, for stories that store something."""
    with open_home() as home:
        copy_home(seeded_home, home)
        with serving(home) as address:
            yield address


@pytest.fixture
def office(home: Path) -> Iterator[tuple[str, str]]:
    """A server that nobody has claimed, and the link that makes its first administrator."""
    with serving(home) as address:
        told = subprocess.run(
            [sys.executable, "-c", SERVE, "db", "claim"],
            cwd=ROOT, env=os.environ | environment(home), capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        yield address, "claim#" + told.stdout.split("claim#")[1].split()[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is not installed: apt-get install chromium")
    quiet = ["--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update"]
    # One process for all pages of a seat: starting one and reading its fonts costs more than drawing the page.
    quiet.append("--process-per-site")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*quiet, *root])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def seats(browser: Browser) -> Iterator[Seats]:
    """Where pages are opened, kept for the whole run."""
    seats = Seats(browser)
    yield seats
    seats.close()


@pytest.fixture
def visit(server: str, seats: Seats, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens the page; when the test ends, anything the browser complained about fails it."""
    taken: list[Seat] = []
    complaints: list[str] = []
    measured = request.node.get_closest_marker("alone") is not None

    def open_page(
        view: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        motion: bool = False,
        drawn: bool = True,
        expect_errors: bool = False,
        first: bool = False,
        routes: dict[str, Any] | None = None,
        at: str = server,
    ) -> Page:
        seat = seats.take(Visitor(at, has_touch=width < 1024, motion=motion, first=first), new=measured)
        taken.append(seat)
        page = seat.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        if not expect_errors:
            page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        own = (at, f"blob:{at}", "data:")
        page.on("request", lambda r: None if r.url.startswith(own) else complaints.append(r.url))
        for pattern, handler in (routes or {}).items():
            page.route(pattern, handler)
        page.goto(f"{at}/{view}")
        if drawn:
            page.wait_for_function(DRAWN)
            if width >= 1024:
                page.wait_for_selector(".tiles, .details, .failed")
        return page

    yield open_page
    for seat in taken:
        seats.leave(seat)
    assert complaints == []


@pytest.fixture(scope="session")
def api(server: str) -> Callable[[str], Any]:
    """What the service answers, to hold the page against."""
    cache: dict[str, Any] = {}

    def get(path: str) -> Any:
        if path not in cache:
            answer = httpx.get(f"{server}/api/{path}", timeout=60)
            answer.raise_for_status()
            cache[path] = answer.json()
        return cache[path]

    return get
