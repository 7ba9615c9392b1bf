"""News from a real server: of all its processes to all its streams, and no stream in the way when it stops."""

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.api.live.listening import listening
from tests.api.procs import Served
from tests.api.test_process import put
from tests.homes import copy_home, open_home

pytestmark = pytest.mark.slow
STOP_LIMIT_S = 3.0
"""What a server would wait for answers that are not done; one second of it is the database's."""


@pytest.fixture(params=[1, 2], ids=["one-process", "two-processes"])
def served(made_home: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    with open_home() as folder:
        copy_home(made_home, folder)
        with Served(folder, words=["--workers", str(request.param)]) as running:
            yield running


def test_every_process_tells_and_a_stop_does_not_wait_for_streams(served: Served) -> None:
    at = "/api/layouts/zgc-2020"
    with ExitStack() as open_streams:
        listeners = [open_streams.enter_context(listening(served.url, at)) for _ in range(8)]
        assert put(served.url, "w1", 1).status_code == 200
        for listener in listeners:
            assert listener.next("revision").data["put"] == ["w1"]
        for window in ("window-one", "window-two"):
            httpx.post(f"{served.url}{at}/presence", json={"client": window}, timeout=20).raise_for_status()
        for listener in listeners:
            while len(listener.next("presence").data["people"]) < 2:
                pass
        begun = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        assert all(listener.ended() for listener in listeners)
        ended_s = time.monotonic() - begun
    assert ended_s < STOP_LIMIT_S
    assert served.end(signal.SIGTERM) == 0
    assert "Traceback" not in "".join(served.lines)
