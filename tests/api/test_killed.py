"""Killed (-9) during imports and edits, or told to stop: all that was acknowledged is there, nothing is half."""

import contextlib
import itertools
import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import orjson
import pytest

from api import embedded
from api.store import Store, audit
from api.store.engine import open_engine
from geo.exchange import geojson
from geo.model import Layout
from tests.api.procs import Served, alive, keeper, postmaster, wait_until
from tests.api.shapes import square
from tests.conftest import PROFILE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
KILLS = 50 if PROFILE == "soak" else 2
STOPS = 20 if PROFILE == "soak" else 1
LAYOUT = "/api/layouts/zgc-2020"
HELD = 150
FILE = geojson.dumps(Layout.of([square(f"P{n}", 116 + n / 500, size=0.001) for n in range(HELD)], id="plan"))


def edit(client: httpx.Client, name: str) -> str | None:
    """Put one feature; its id where that was acknowledged."""
    base = client.get(LAYOUT).json()["revision"]
    body = {"put": [geojson.feature(square(name, 100.0))], "author": "t", "message": name}
    answer = client.post(f"{LAYOUT}/edits", headers={"If-Match": f'"{base}"'}, content=orjson.dumps(body))
    assert answer.status_code in (200, 503), answer.text
    return name if answer.status_code == 200 else None


def bring(client: httpx.Client, name: str) -> str | None:
    """Import a file as a layout of its own; its name where that was acknowledged."""
    told = client.post("/api/imports", params={"name": "plan.geojson"}, content=FILE)
    if told.status_code != 201:
        assert told.status_code == 503, told.text
        return None
    body = {"layout": name, "decisions": told.json()["inspection"]["decisions"], "mode": "update", "revision": None}
    body |= {"author": "t", "message": name}
    answer = client.post(f"/api/imports/{told.json()['id']}/land", json=body)
    assert answer.status_code in (201, 503), answer.text
    return name if answer.status_code == 201 else None


def go_on(url: str, do: Callable[[httpx.Client, str], str | None], prefix: str, acknowledged: set[str]) -> None:
    """Write until the server is gone."""
    with contextlib.suppress(httpx.TransportError), httpx.Client(base_url=url, timeout=60) as client:
        for n in itertools.count():
            if done := do(client, f"{prefix}-{n}"):
                acknowledged.add(done)


@contextlib.contextmanager
def written_to(home: Path, turn: int, seconds: float, edits: set[str], imports: set[str]) -> Iterator[Served]:
    """One life of a server: written to from two sides, until it is ended in this context."""
    with Served(home) as served:
        with httpx.Client(base_url=served.url, timeout=60) as client:
            first = edit(client, f"e{turn}-first")
        edits |= {first} if first else set()
        writers = [
            threading.Thread(target=go_on, args=(served.url, edit, f"e{turn}", edits)),
            threading.Thread(target=go_on, args=(served.url, bring, f"i{turn}", imports)),
        ]
        for writer in writers:
            writer.start()
        threading.Event().wait(seconds)
        yield served
        for writer in writers:
            writer.join()
    wait_until(lambda: alive(home) == [])


def killed(home: Path, turn: int, chance: random.Random, edits: set[str], imports: set[str]) -> None:
    """Killed, now and then with all of its database."""
    with written_to(home, turn, chance.uniform(0.3, 2.0), edits, imports) as served:
        pids = [served.process.pid, *((keeper(home), postmaster(home)) if turn % 2 else ())]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        served.end(signal.SIGKILL)


def test_every_acknowledged_revision_is_there_and_no_half_import(home: Path) -> None:
    chance, edits, imports = random.Random(8), set[str](), set[str]()
    for turn in range(KILLS):
        killed(home, turn, chance, edits, imports)
    with embedded.start(home) as server:
        engine = open_engine(server.url())
        store = Store(engine)
        layouts = {record.id: record for record in store.layouts()}
        assert len(edits) >= KILLS and edits <= set(store.layout("zgc-2020").features["id"])
        brought = {id for id in layouts if id.startswith("i")}
        assert imports <= brought
        assert all(layouts[id].features == HELD and len(store.imports(id)) == 1 for id in brought)
        for id, record in layouts.items():
            numbers = [revision.number for revision in store.revisions(id)]
            assert numbers == list(range(record.revision, 0, -1))
        told = {entry.key for entry in audit.every(engine, audit.Asked()) if entry.table == "revision"}
        assert told == {f"{id}@{n}" for id, record in layouts.items() for n in range(1, record.revision + 1)}
        assert audit.verify(engine).broken is None
        engine.dispose()


def test_one_that_is_told_to_stop_finishes_or_refuses(home: Path) -> None:
    """Nothing is stored of which the writer was not told, and everything of which they were."""
    edits, imports = set[str](), set[str]()
    for turn in range(STOPS):
        with written_to(home, turn, 0.7 + turn / 10, edits, imports) as served:
            assert served.end(signal.SIGTERM) == 0, "".join(served.lines)
    with embedded.start(home) as server:
        engine = open_engine(server.url())
        store = Store(engine)
        stored = set(store.layout("zgc-2020").features["id"])
        assert {id for id in stored if id.startswith("e")} == edits
        assert {record.id for record in store.layouts() if record.id.startswith("i")} == imports
        engine.dispose()
