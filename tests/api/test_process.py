"""The real process: starting, stopping, being killed, large bodies. Nothing acknowledged is ever lost."""

import itertools
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import orjson
import pytest

from api import embedded
from api.store import Store
from api.store.engine import open_engine
from geo.exchange import geojson
from tests.api.procs import Served, alive, keeper, postmaster, wait_until, yuantu
from tests.api.shapes import square
from tests.homes import copy_home, open_home

pytestmark = pytest.mark.slow
SECOND_START_LIMIT_S = 5.0
LAYOUT = "/api/layouts/zgc-2020"
MEGABYTE = 1024**2


def put(url: str, name: str, base: int) -> httpx.Response:
    body = {"put": [geojson.feature(square(name, 100.0))], "author": "t", "message": name}
    headers = {"If-Match": f'"{base}"'}
    return httpx.post(f"{url}{LAYOUT}/edits", headers=headers, content=orjson.dumps(body), timeout=20)


def stored(home: Path) -> set[str]:
    """The feature ids of every revision, read from a fresh start."""
    with embedded.start(home) as server:
        engine = open_engine(server.url())
        store = Store(engine)
        record = store.record("zgc-2020")
        numbers = [revision.number for revision in store.revisions("zgc-2020")]
        assert numbers == list(range(record.revision, 0, -1))
        ids = set(store.layout("zgc-2020").features["id"])
        engine.dispose()
    return ids


@pytest.mark.alone
def test_it_says_where_it_serves_and_stops_without_a_trace(home: Path) -> None:
    with Served(home) as first:
        text = "".join(first.lines)
        assert "zgc-2020" in text and "practice-draft" in text and "waived" in text and "kept out" in text
        assert httpx.get(f"{first.url}/healthz").json()["layouts"] == 2
        assert first.end(signal.SIGINT) == 0
    assert alive(home) == []
    with Served(home) as second:
        assert httpx.get(f"{second.url}{LAYOUT}").status_code == 200
        assert "kept out" not in "".join(second.lines)
        # While it serves, the port is taken, and the command reads the same store.
        port = second.url.rpartition(":")[2]
        taken = yuantu(home, "serve", "--port", port)
        assert taken.returncode == 2 and f"port {port} is taken" in taken.stderr
        checked = yuantu(home, "check", "zgc-2020", "--format", "json")
        assert checked.returncode == 0 and orjson.loads(checked.stdout)["revision"] == 1
        assert second.end(signal.SIGTERM) == 0
    assert alive(home) == []
    assert "Traceback" not in "".join([*first.lines, *second.lines])
    assert second.ready_s < SECOND_START_LIMIT_S * _slowness()


def _slowness() -> float:
    """How much longer things take now than on a machine that has nothing else to do."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.mark.parametrize("victim", ["server", "postmaster", "everything"])
def test_kill_9_at_any_moment_loses_nothing_acknowledged(home: Path, victim: str) -> None:
    chance = random.Random(victim)
    with Served(home) as served:
        pids = {"server": [served.process.pid], "postmaster": [postmaster(home)]}
        pids["everything"] = [*pids["server"], keeper(home), *pids["postmaster"]]
        acknowledged = _write(served.url, limit_s=0.0)
        killer = threading.Timer(chance.uniform(0.2, 1.0), _kill, [pids[victim]])
        killer.start()
        acknowledged |= _write(served.url, limit_s=2.5)
        killer.join()
        served.end(signal.SIGKILL)
    wait_until(lambda: alive(home) == [])
    assert acknowledged and acknowledged <= stored(home)
    assert alive(home) == []


def _kill(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def _write(url: str, limit_s: float) -> set[str]:
    """Write one feature, then others until the server is gone or time is up; those that it acknowledged."""
    acknowledged, base, until = set(), 1, time.monotonic() + limit_s
    for n in itertools.count():
        if n and time.monotonic() > until:
            break
        try:
            answer = put(url, f"k{n}", base)
        except httpx.TransportError:
            break
        assert answer.status_code in (200, 409, 503), answer.text
        if answer.status_code == 200:
            acknowledged.add(f"k{n}")
        base = answer.json().get("revision", base)
    return acknowledged


@pytest.fixture(scope="module")
def served(made_home: Path) -> Iterator[Served]:
    """One server for the tests that only talk to it."""
    with open_home() as folder:
        copy_home(made_home, folder)
        with Served(folder) as running:
            yield running


def peak_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "chunked"])
def test_200_megabytes_are_refused_with_flat_memory(served: Served, announced: bool) -> None:
    piece = b" " * MEGABYTE
    headers = {"Content-Length": str(200 * MEGABYTE)} if announced else {}
    before = peak_kb(served.process.pid)
    begun = time.monotonic()
    answer = httpx.post(f"{served.url}/api/check", content=(piece for _ in range(200)), headers=headers, timeout=60)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert "100 MB" in answer.json()["detail"]
    assert time.monotonic() - begun < 10 * _slowness()
    grown_mb = (peak_kb(served.process.pid) - before) / 1024
    assert grown_mb < (20 if announced else 130)


def test_a_client_that_asks_first_never_sends_the_body(served: Served) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as client:
        head = f"POST /api/check HTTP/1.1\r\nHost: {host}\r\nContent-Length: {200 * MEGABYTE}\r\n"
        client.sendall((head + "Expect: 100-continue\r\n\r\n").encode())
        assert client.recv(100).startswith(b"HTTP/1.1 413")


def test_it_answers_others_while_it_checks(served: Served) -> None:
    body = httpx.get(f"{served.url}/api/layouts/practice-draft/features").content
    threads = [
        threading.Thread(target=httpx.post, args=(f"{served.url}/api/check",),
                         kwargs={"content": body, "timeout": 60}) for _ in range(6)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    waits = []
    while any(thread.is_alive() for thread in threads):
        begun = time.monotonic()
        assert httpx.get(f"{served.url}/healthz").status_code == 200
        waits.append(time.monotonic() - begun)
    for thread in threads:
        thread.join()
    assert max(waits) < 1.0 * _slowness()
