"""Print jobs of the real command: any worker answers about any job, and one that was killed leaves none running."""

import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.api.procs import Served, alive, wait_until
from tests.api.test_workers import only, workers

pytestmark = pytest.mark.slow
LOST_S = 2.0


def ask(url: str, path: str) -> dict[str, object]:
    answer = httpx.get(url + path, timeout=20)
    answer.raise_for_status()
    return dict(answer.json())


def test_every_worker_knows_a_job_and_a_killed_server_leaves_none_running(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUANTU_PRINT_LOST_SECONDS", str(LOST_S))
    with Served(home, words=["--workers", "2"]) as served:
        pids = workers(served)
        wish = {"by": "groups", "sheet": "a0", "lang": "both"}
        for pid in pids:
            only(pids, pid)
            ordered = httpx.post(f"{served.url}/api/layouts/zgc-2020/prints", json=wish, timeout=20)
            job = ordered.headers["location"]
            for other in pids:
                only(pids, other)
                # One that is halted gives no sign of life: its job may be told as failed.
                assert ask(served.url, job)["state"] in ("queued", "running", "failed")
            assert httpx.delete(served.url + job, timeout=20).status_code == 204
            only(pids, pid)
            assert ask(served.url, job)["state"] in ("cancelled", "failed")
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        fresh = httpx.post(f"{served.url}/api/layouts/zgc-2020/prints", json=wish, timeout=20).headers["location"]
        wait_until(lambda: ask(served.url, fresh)["state"] == "running", 60)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        served.end(signal.SIGKILL)
    wait_until(lambda: alive(home) == [])
    with Served(home) as again:
        wait_until(lambda: ask(again.url, fresh)["state"] == "failed")
        message = ask(again.url, fresh)["message"]
        assert isinstance(message, dict) and "cut off" in message["en"]
        assert httpx.get(f"{again.url}{fresh}/file", timeout=20).status_code == 409
