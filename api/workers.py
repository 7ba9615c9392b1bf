"""Several worker processes behind one listening socket: started fresh, watched, restarted, and stopped together.

Each worker is a new interpreter (`api.worker`) that inherits the socket and reads its orders from standard input.
That pipe stays open for as long as this process lives: a worker that reads its end stops, so that none is left even
when this process is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Final

import orjson
from prometheus_client.multiprocess import mark_process_dead

from api import metrics
from api.settings import Settings
from api.stopping import WRITES_S
from geo.errors import Unavailable
from geo.model import Text
from geo.settings import language

GRACE_S: Final = WRITES_S + 8.0
"""How long a worker may take to stop before it is killed; longer than it waits for its own requests."""
_TRIES: Final = 3
_STEADY_S: Final = 10.0
_WAIT_S: Final = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


def serve(settings: Settings, listener: socket.socket, database: str, ready: Callable[[], None]) -> None:
    """Run the workers until SIGINT or SIGTERM; `ready` is called once, when all of them serve.

    Raises:
        Unavailable: the workers do not start.
    """
    with tempfile.TemporaryDirectory(prefix="yuantu-metrics-") as counted:
        asyncio.run(_Crew(settings, listener, database, counted).run(ready))


def share(settings: Settings) -> Settings:
    """The settings of one worker: its part of the connections and of the checks at once."""
    n = settings.workers
    part = {"pool_size": max(2, settings.pool_size // n), "checks_at_once": max(1, settings.checks_at_once // n)}
    return settings.model_copy(update=part)


class _Crew:
    """The workers of one server."""

    def __init__(self, settings: Settings, listener: socket.socket, database: str, counted: str) -> None:
        self._counted = counted
        self._count = settings.workers
        self._listener = listener
        own = share(settings).model_dump(mode="json") | {"database_url": database}
        self._orders = orjson.dumps({"settings": own, "socket": listener.fileno()}) + b"\n"
        self._ready = [asyncio.Event() for _ in range(self._count)]
        self._stop = asyncio.Event()

    async def run(self, ready: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        keepers = [asyncio.create_task(self._keep(n)) for n in range(self._count)]
        stop = asyncio.create_task(self._stop.wait())
        told = asyncio.create_task(self._tell(ready))
        try:
            done, _ = await asyncio.wait([*keepers, stop], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stop}:
                task.result()
        finally:
            for task in (*keepers, stop, told):
                task.cancel()
            await asyncio.gather(*keepers, stop, told, return_exceptions=True)

    async def _tell(self, ready: Callable[[], None]) -> None:
        for event in self._ready:
            await event.wait()
        await asyncio.to_thread(ready)

    async def _keep(self, n: int) -> None:
        """Run one worker, and another in its place whenever it ends."""
        falls = 0
        while True:
            begun = time.monotonic()
            pid, status = await self._work(n)
            mark_process_dead(pid, self._counted)  # type: ignore[no-untyped-call]
            falls = 1 if self._ready[n].is_set() and time.monotonic() - begun > _STEADY_S else falls + 1
            if falls >= _TRIES and not self._ready[n].is_set():
                raise Unavailable("工作进程无法启动，原因见上", "the worker processes do not start; see above why")
            wait_s = _WAIT_S[min(falls - 1, len(_WAIT_S) - 1)]
            _warn(n, pid, status, wait_s)
            await asyncio.sleep(wait_s)

    async def _work(self, n: int) -> tuple[int, int]:
        """Run one worker to its end: its number and exit status."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "api.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=[self._listener.fileno()],
            start_new_session=True,
            env={**os.environ, metrics.SHARED: self._counted},
        )
        assert process.stdin and process.stdout
        try:
            process.stdin.write(self._orders)
            if await process.stdout.readline():
                self._ready[n].set()
            return process.pid, await process.wait()
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Stop a worker: asked first, killed when it takes too long."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE_S)
        except TimeoutError:
            process.kill()
            await process.wait()
    assert process.stdin
    process.stdin.close()


def _warn(n: int, pid: int, status: int, wait_s: float) -> None:
    zh = f"因信号 {-status} 结束" if status < 0 else f"结束，状态 {status}"
    en = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    later = (
        Text(f"{wait_s:g} 秒后重新启动", f"restarting in {wait_s:g} s") if wait_s else Text("重新启动", "restarting")
    )
    text = Text(f"工作进程 {n + 1}（编号 {pid}）{zh}；{later.zh}", f"worker {n + 1} (process {pid}) {en}; {later.en}")
    sys.stderr.write(text.say(language()) + "\n")
    sys.stderr.flush()
