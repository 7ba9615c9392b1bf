"""The private PostGIS that is started when no database is named.

    with embedded.start(settings.home) as server:
        create_engine(server.url())

Several processes may use one server: the first starts it, the last one to leave stops it, and a process
that is killed has left (see `api.embedded_keeper`). It listens on a socket in a folder that only its own
account can enter, keeps every acknowledged write (fsync on), and recovers by itself after a crash.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql
from sqlalchemy import URL

from api import embedded_keeper
from api.embedded_place import Place, prepare
from geo.errors import Unavailable

DATABASE = "yuantu"
ADMIN, OWNER, APP = "postgres", "yuantu_owner", "yuantu_app"
_WAIT_S = 90.0


class Server:
    """A running private server, kept alive by one open connection to its keeper."""

    def __init__(self, place: Place, keeper: socket.socket, process: subprocess.Popen[bytes] | int) -> None:
        """`process` is the keeper: our own child, or the number of someone else's."""
        self.place = place
        self._keeper = keeper
        self._process = process

    def url(self, role: str = APP, database: str = DATABASE) -> URL:
        """Where SQLAlchemy connects: `yuantu_app` to serve, `yuantu_owner` to migrate."""
        return URL.create("postgresql+psycopg", username=role, database=database, query={"host": str(self.place.run)})

    def connect(self, role: str, database: str = DATABASE) -> psycopg.Connection:
        """A plain connection in autocommit mode."""
        return psycopg.connect(host=str(self.place.run), user=role, dbname=database, autocommit=True)

    def stop(self) -> None:
        """Leave the server; the last user's call returns when it is down. May be called twice."""
        if self._keeper.fileno() < 0:
            return
        last = b""
        with self._keeper, contextlib.suppress(OSError):
            self._keeper.settimeout(_WAIT_S)
            self._keeper.shutdown(socket.SHUT_WR)
            while word := self._keeper.recv(64):
                last = word
        if isinstance(self._process, int):
            if last != b"others\n":
                _wait_for(self._process)
        elif last == b"others\n":
            self._process.returncode = 0  # it goes on without us, and is no longer ours to wait for
        else:
            self._process.wait(_WAIT_S)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _wait_for(pid: int) -> None:
    """Wait until a process that is not our child has ended."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(pid)
        select.select([handle], [], [], _WAIT_S)
        os.close(handle)


def start(home: Path) -> Server:
    """Join the private server of `home`, or start it; on the first start also make its database.

    Raises:
        Unavailable: PostgreSQL is missing, does not start, or `home` cannot be used.
    """
    place = prepare(home.absolute())
    with _one_at_a_time(place):
        if not place.data.is_dir():
            _initdb(place)
        server = _attach(place)
        try:
            _provision(server)
        except BaseException:
            server.stop()
            raise
    return server


@contextlib.contextmanager
def _one_at_a_time(place: Place) -> Iterator[None]:
    """Only one process at a time makes, starts or joins the server."""
    with (place.base / "start.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _initdb(place: Place) -> None:
    """Make the cluster beside its final name, so that a kill on the way leaves nothing half made."""
    fresh = place.base / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [str(place.programs / "initdb"), "-D", str(fresh), "-U", ADMIN, "-A", "trust"]
    command += ["--locale=C.UTF-8", "--encoding=UTF8"]
    done = place.account.run(command, cwd="/", env={"PATH": os.defpath, "LC_ALL": "C"})
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Unavailable(f"无法建立数据库：{reason}", f"cannot make the database: {reason}")
    fresh.rename(place.data)


def _attach(place: Place) -> Server:
    """Join the keeper that runs, else become the first user of a new one."""
    return _join(place) or _launch(place)


def _join(place: Place) -> Server | None:
    keeper = socket.socket(socket.AF_UNIX)
    try:
        keeper.connect(str(place.run / "keeper.sock"))
        keeper.settimeout(_WAIT_S)
        if keeper.recv(64).startswith(b"ready"):
            return Server(place, keeper, _peer(keeper))
    except OSError:
        pass
    keeper.close()
    return None


def _peer(keeper: socket.socket) -> int:
    """The number of the process at the other end."""
    if sys.platform != "linux":
        return 0
    found = keeper.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", found)[0])


def _launch(place: Place) -> Server:
    ours, theirs = socket.socketpair()
    script = str(Path(embedded_keeper.__file__))
    places = [str(place.programs), str(place.data), str(place.run), str(place.log)]
    account = [str(place.account.uid), str(place.account.gid), str(theirs.fileno())]
    with theirs:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", script, *places, *account],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
    ours.settimeout(_WAIT_S)
    answer = ""
    with contextlib.suppress(OSError):
        answer = ours.recv(4096).decode(errors="replace").strip()
    if answer == "ready":
        return Server(place, ours, process)
    ours.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_WAIT_S)
    reason = answer.removeprefix("failed ") or "no answer"
    raise Unavailable(
        f"私有数据库没有启动：{reason}（日志：{place.log}）",
        f"the private database did not start: {reason} (log: {place.log})",
    )


def _provision(server: Server) -> None:
    """Roles, database and PostGIS, once: the owner migrates, the app only reads and appends."""
    done = server.place.base / "provisioned"
    if done.exists():
        return
    with server.connect(ADMIN, "postgres") as admin:
        for role in (OWNER, APP):
            if not admin.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount:
                admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    create_database(server, DATABASE)
    done.write_text(time.strftime("%Y-%m-%dT%H:%M:%SZ\n", time.gmtime()))


def create_database(server: Server, name: str) -> None:
    """Make a database with PostGIS that belongs to the owner role, unless it is there."""
    with server.connect(ADMIN, "postgres") as admin:
        if not admin.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
            make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
            admin.execute(make.format(sql.Identifier(name), sql.Identifier(OWNER)))
    with server.connect(ADMIN, name) as admin:
        admin.execute("CREATE EXTENSION IF NOT EXISTS postgis")
