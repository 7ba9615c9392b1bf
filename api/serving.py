"""`yuantu serve`: serves until Ctrl-C or SIGTERM, then stops everything that it started."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
import sys
from collections.abc import Iterator
from typing import Any

import orjson
import uvicorn
from fastapi import FastAPI

from api import logs, workers
from api.auth import claims
from api.auth.identity import is_claimed
from api.context import Context
from api.database import open_store
from api.main import create_app
from api.people_command import address
from api.seed import seed
from api.settings import Settings
from api.store import Saved, Store
from api.store.engine import require_postgis
from api.store.reader import Reader
from geo.errors import Unavailable, YuantuError
from geo.model import Text
from geo.settings import language

GRACE_S = 3


def serve(settings: Settings) -> None:
    """Serve until told to stop.

    Raises:
        Unavailable: the port is taken, or no database can be had.
    """
    logs.set_up(settings)
    listener = _bind(settings.host, settings.port)
    with listener, open_store(settings) as store:
        if settings.workers == 1:
            _serve_here(settings, listener, store)
        else:
            _serve_with_workers(settings, listener, store)


def configured(app: FastAPI) -> uvicorn.Config:
    """How an application is served."""
    return uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_S,
        server_header=False,
    )


def _serve_here(settings: Settings, listener: socket.socket, store: Store) -> None:
    app = create_app(settings, opener=lambda _: contextlib.nullcontext(store))
    server = _Server(configured(app), app, listener)
    app.state.stopping = lambda: server.should_exit
    with signals_stop(server):
        server.run(sockets=[listener])


def _serve_with_workers(settings: Settings, listener: socket.socket, store: Store) -> None:
    """The database and its layouts are made ready here, once."""
    seeded = list(seed(store))
    shared = Context(settings, store, Reader(store.engine.url), require_postgis(store.engine))
    database = store.engine.url.render_as_string(hide_password=False)
    workers.serve(settings, listener, database, lambda: _tell(shared, listener, seeded))


def _tell(shared: Context, listener: socket.socket, seeded: list[tuple[str, Saved]]) -> None:
    sys.stdout.write("\n".join(banner(shared, listener, seeded)) + "\n")
    sys.stdout.flush()


class Ending(uvicorn.Server):
    """A server that, told to stop, finishes writes, and does not wait for answers without end: they end at once."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what never ends, wait for writes as long as they may take, then for the rest."""
        shared: Context | None = getattr(self._app.state, "context", None)
        if shared is not None:
            shared.hub.close()
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._app.state.writes.finish(lambda: self.force_exit)
        await super().shutdown(sockets)


class _Server(Ending):
    """Says where it serves as soon as it does."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, listener: socket.socket) -> None:
        super().__init__(config, app)
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address, the layouts and what their checks say."""
        await super().startup(sockets)
        if self.started:
            shared: Context = self._app.state.context
            await asyncio.to_thread(_tell, shared, self._listener, self._app.state.seeded)


def banner(shared: Context, listener: socket.socket, seeded: list[tuple[str, Saved]]) -> list[str]:
    """What a user sees once the server is ready."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    lines = [_say(Text(f"园图已启动：http://{shown}:{port}", f"Yuantu serves at http://{shown}:{port}"))]
    lines += _link(shared, host, port)
    for name, saved in seeded:
        for refusal in saved.refused:
            text = Text(
                f"  {name}：{refusal.feature} 未存入，{refusal.reason.zh}",
                f"  {name}: {refusal.feature} kept out, {refusal.reason.en}",
            )
            lines.append(_say(text))
    for record in shared.store.layouts():
        try:
            report = orjson.loads(shared.report_json(record.id, record.revision, record.rulebook))
        except YuantuError as error:
            lines.append(f"  {record.id}: {error.sentence(language())}")
        else:
            title = _say(record.title)
            lines.append(f"  {record.id} · {title} · r{record.revision} · {_summary(report['summary'])}")
    lines.append(_say(Text("按 Ctrl-C 停止", "Press Ctrl-C to stop")))
    return lines


def _link(shared: Context, host: str, port: int) -> list[str]:
    """How an office makes the service its own, until it has; whoever works alone need not."""
    if is_claimed(shared.store.engine):
        return []
    link = f"{address(shared.settings, host, port)}/{claims.path_of(claims.offer(shared.store.engine))}"
    text = Text(
        f"  尚未设立管理员：本机可直接使用；多人使用请打开此一次性链接（24 小时内有效）\n  {link}",
        f"  no administrator yet: just use it here; for an office open this link, once, in 24 h\n  {link}",
    )
    return [_say(text)]


def _summary(counts: dict[str, int]) -> str:
    zh = f"必须修改 {counts['error']}，应当修改 {counts['warning']}，建议 {counts['advice']}"
    zh += f"，豁免 {counts['waived']}，无法判断 {counts['cannot_tell']}，规则通过 {counts['passed']}"
    en = f"{counts['error']} must fix, {counts['warning']} should fix, {counts['advice']} advice"
    en += f", {counts['waived']} waived, {counts['cannot_tell']} could not tell, {counts['passed']} rules passed"
    if counts["crashed"]:
        zh += f"，规则出错 {counts['crashed']}"
        en += f", {counts['crashed']} crashed"
    return _say(Text(zh, en))


def _say(text: Text) -> str:
    return text.say(language())


def _bind(host: str, port: int) -> socket.socket:
    """A listening socket, before anything else is started."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, proto)
    except OSError as error:
        raise Unavailable(f"无法使用地址 {host}：{error}", f"cannot use the address {host}: {error}") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise _not_bound(host, port, error) from error
    listener.set_inheritable(False)
    return listener


def _not_bound(host: str, port: int, error: OSError) -> Unavailable:
    if error.errno == errno.EADDRINUSE:
        return Unavailable(
            f"端口 {port} 已被占用：请停止占用它的程序，或用 --port（或环境变量 PORT）另选一个",
            f"port {port} is taken: stop the program that uses it, or choose another with --port or PORT",
        )
    return Unavailable(
        f"无法在 {host}:{port} 上监听：{error.strerror}", f"cannot listen on {host}:{port}: {error.strerror}"
    )


@contextlib.contextmanager
def signals_stop(server: uvicorn.Server) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the server, not the process, which still has a database to stop.

    uvicorn does this while it runs; but it raises the signal once more when it is done. A second Ctrl-C waits for
    nothing any more.
    """

    def stop(number: int, _: object) -> None:
        server.force_exit = server.should_exit and number == signal.SIGINT
        server.should_exit = True

    numbers = (signal.SIGINT, signal.SIGTERM)
    before: dict[int, Any] = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
