"""One worker process of `yuantu serve --workers N`: serves on a socket that it inherits, until it is told to stop.

Reads its orders, a line of JSON, from standard input, says `ready` on standard output, and stops on SIGTERM or when
standard input ends, which it does when the process that started it is gone.
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import orjson
import uvicorn
from fastapi import FastAPI

from api import logs
from api.database import join_store
from api.main import create_app
from api.serving import Ending, configured, signals_stop
from api.settings import Settings

_LAST_S: Final = 10.0


class Acceptor:
    """Takes one connection at a time, so that those of a burst spread over all processes that listen."""

    def __init__(self, listener: socket.socket, protocol: Callable[[], asyncio.Protocol]) -> None:
        self._listener, self._protocol = listener, protocol
        self._loop = asyncio.get_running_loop()
        self._joining: set[asyncio.Task[Any]] = set()
        self._loop.add_reader(listener, self._accept)

    def _accept(self) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError:
            return  # another process was quicker, or the client has left
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        joining = asyncio.ensure_future(self._loop.connect_accepted_socket(self._protocol, client))
        self._joining.add(joining)
        joining.add_done_callback(self._joined)

    def _joined(self, task: asyncio.Task[Any]) -> None:
        self._joining.discard(task)
        if not task.cancelled():
            task.exception()  # a client that left at once

    def close(self) -> None:
        """Take no more connections."""
        self._loop.remove_reader(self._listener)

    async def wait_closed(self) -> None:
        """Wait for nothing: connections are looked after by the server."""


class _Worker(Ending):
    """Shares the socket with others and says when it serves."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, tell: int) -> None:
        super().__init__(config, app)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, then listen."""
        await super().startup([])
        if not self.started:
            return
        make: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        state = self.lifespan.state
        protocol = functools.partial(make, config=self.config, server_state=self.server_state, app_state=state)
        self.servers += [Acceptor(listener, protocol) for listener in sockets or []]  # type: ignore[misc]
        os.write(self._tell, b"ready\n")


def main() -> None:
    """Serve until told to stop."""
    # What is said goes to the terminal; only `ready` is for the one who started this.
    tell = os.dup(1)
    os.dup2(2, 1)
    orders = orjson.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_stop_when_alone, daemon=True).start()
    settings = Settings(**orders["settings"])
    listener = socket.socket(fileno=orders["socket"])
    listener.set_inheritable(False)
    listener.setblocking(False)
    logs.set_up(settings)
    app = create_app(settings, opener=join_store)
    server = _Worker(configured(app), app, tell)
    app.state.stopping = lambda: server.should_exit
    with signals_stop(server):
        server.run(sockets=[listener])


def _stop_when_alone() -> None:
    """Stop when the one who started this is gone; end at once if that takes too long."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_LAST_S)
    os._exit(1)


if __name__ == "__main__":
    main()
