"""`yuantu serve --workers`: several processes, one address, one truth, and nothing left behind."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from api.workers import share
from tests.api.procs import Served, alive, wait_until
from tests.api.test_process import LAYOUT, put
from tests.homes import copy_home, open_home

pytestmark = pytest.mark.slow
WORKERS = 2


def workers(served: Served) -> list[int]:
    """The numbers of the worker processes."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            words = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == served.process.pid and b"api.worker" in words:
            found.append(int(entry.name))
    return found


def living(pids: list[int]) -> list[int]:
    """Those that have not ended."""
    return [pid for pid in pids if _state(pid) not in "ZX"]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


@pytest.fixture
def served(made_home: Path) -> Iterator[Served]:
    with open_home() as folder:
        copy_home(made_home, folder)
        with Served(folder, words=["--workers", str(WORKERS)]) as running:
            yield running


def only(pids: list[int], chosen: int) -> None:
    """Let one worker go on and halt the others."""
    for pid in pids:
        os.kill(pid, signal.SIGCONT if pid == chosen else signal.SIGSTOP)


def test_what_one_writes_all_read(served: Served) -> None:
    pids = workers(served)
    assert len(pids) == WORKERS and "".join(served.lines).count("Yuantu serves at") == 1
    for base, (writer, reader) in enumerate([pids, pids[::-1]], start=1):
        for pid in (reader, writer):  # whatever a worker keeps, it keeps from now on
            only(pids, pid)
            assert httpx.get(f"{served.url}{LAYOUT}", timeout=20).json()["revision"] == base
            assert httpx.get(f"{served.url}{LAYOUT}/features", timeout=20).status_code == 200
        assert put(served.url, f"w{base}", base).status_code == 200
        only(pids, reader)
        assert httpx.get(f"{served.url}{LAYOUT}", timeout=20).json()["revision"] == base + 1
        features = httpx.get(f"{served.url}{LAYOUT}/features", timeout=20).json()["features"]
        assert f"w{base}" in {feature["id"] for feature in features}
        report = httpx.get(f"{served.url}{LAYOUT}/report", timeout=20).json()
        assert report["revision"] == base + 1
        assert put(served.url, "stale", base).status_code == 409
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


def test_a_worker_that_dies_is_replaced_and_the_address_answers(served: Served) -> None:
    first = workers(served)
    os.kill(first[0], signal.SIGKILL)
    assert httpx.get(f"{served.url}/healthz", timeout=20).status_code == 200
    wait_until(lambda: len(workers(served)) == WORKERS and first[0] not in workers(served))
    os.kill(first[1], signal.SIGKILL)
    assert httpx.get(f"{served.url}/healthz", timeout=30).status_code == 200
    assert served.end(signal.SIGTERM) == 0
    told = "".join(served.lines)
    assert f"worker 1 (process {first[0]}) was ended by signal 9; restarting" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_without_a_trace(served: Served, number: int) -> None:
    pids, home = workers(served), served.home
    assert alive(home)
    assert served.end(number) == 0
    assert living(pids) == [] and alive(home) == []
    assert "Traceback" not in "".join(served.lines)


def test_workers_end_with_the_one_who_started_them(served: Served) -> None:
    pids, home = workers(served), served.home
    served.end(signal.SIGKILL)
    wait_until(lambda: living(pids) == [])
    wait_until(lambda: alive(home) == [])


def test_connections_are_shared_among_the_workers(served: Served) -> None:
    clients = [httpx.Client(base_url=served.url) for _ in range(20)]
    for client in clients:
        assert client.get("/healthz").status_code == 200
    held = [sum("socket:" in str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()) for pid in workers(served)]
    for client in clients:
        client.close()
    assert max(held) - min(held) < len(clients)


def test_workers_share_what_one_process_may_use() -> None:
    settings = Settings(pool_size=8, checks_at_once=2, workers=4)
    assert (share(settings).pool_size, share(settings).checks_at_once) == (2, 1)
    assert share(Settings(pool_size=8, checks_at_once=4, workers=1)).checks_at_once == 4
