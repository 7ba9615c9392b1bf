"""The keeper of a private PostgreSQL: a small process that runs the server for as long as someone uses it.

Each user holds one connection to the keeper. When the last one closes, by saying so or by dying in any
way, the keeper shuts the server down and ends. A server that dies while in use is started again, and if
the keeper itself is killed, the kernel tells the server to shut down. So no process is ever left behind.

Runs as a script with nothing but the standard library, to start in a few milliseconds:
    keeper.py PROGRAMS DATA RUN LOG UID GID FD
where FD is the first user's connection. The keeper says `ready` or `failed REASON` to each user, and
`others` to one who leaves while others stay.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

START_LIMIT_S = 60.0
STOP_LIMIT_S = 30.0
RESTARTS = 5
LOG_LIMIT_BYTES = 4_000_000
_PR_SET_PDEATHSIG = 1


class Keeper:
    """Runs one server and counts its users."""

    def __init__(self, programs: Path, data: Path, run: Path, log: Path) -> None:
        self.programs, self.data, self.run_dir, self.log = programs, data, run, log
        self.server: subprocess.Popen[bytes] | None = None
        self.selector = selectors.DefaultSelector()
        self.users: set[socket.socket] = set()
        self.stopping = False
        self.restarts = 0

    def serve(self, first: socket.socket) -> None:
        """Start the server, keep it while there are users, then stop it."""
        alone = self._lock()
        wake_r, wake_w = socket.socketpair()
        for end in (wake_r, wake_w):
            end.setblocking(False)
        signal.set_wakeup_fd(wake_w.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            self._start_server()
        except OSError as error:
            first.sendall(f"failed {error}\n".encode())
            return
        listener = self._listen()
        self.selector.register(listener, selectors.EVENT_READ, self._accept)
        self.selector.register(wake_r, selectors.EVENT_READ, lambda s: s.recv(4096))
        self._welcome(first)
        try:
            self._watch()
        finally:
            (self.run_dir / "keeper.sock").unlink(missing_ok=True)
            listener.close()
            self._stop_server()
            alone.close()

    def _lock(self) -> IO[str]:
        """Wait until no other keeper looks after this data directory."""
        handle = (self.data.parent / "keeper.lock").open("w")
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle

    def _watch(self) -> None:
        while not self.stopping:
            for key, _ in self.selector.select():
                self._handle(key)
            if self.server is not None and self.server.poll() is not None and not self.stopping:
                self._revive()

    def _handle(self, key: selectors.SelectorKey) -> None:
        # Once the last user has left, a newcomer must not be told that this server is ready.
        if not self.stopping:
            key.data(key.fileobj)

    def _revive(self) -> None:
        """The server died in use: start it again, a few times at most."""
        self.restarts += 1
        try:
            if self.restarts > RESTARTS:
                raise OSError("died too often")
            self._start_server()
        except OSError:
            self.stopping = True

    def _asked_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _listen(self) -> socket.socket:
        path = self.run_dir / "keeper.sock"
        path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen(64)
        return listener

    def _accept(self, listener: socket.socket) -> None:
        user, _ = listener.accept()
        self._welcome(user)

    def _welcome(self, user: socket.socket) -> None:
        with contextlib.suppress(OSError):
            user.sendall(b"ready\n")
        self.users.add(user)
        self.selector.register(user, selectors.EVENT_READ, self._leave)

    def _leave(self, user: socket.socket) -> None:
        """A user closed its end. The last one's connection stays open until the server is down."""
        try:
            if user.recv(4096):
                return
        except OSError:
            pass
        self.selector.unregister(user)
        if self.users == {user}:
            self.stopping = True
            return
        self.users.discard(user)
        with user, contextlib.suppress(OSError):
            user.sendall(b"others\n")

    def _start_server(self) -> None:
        """Start PostgreSQL and wait until it takes connections.

        Raises:
            OSError: it does not come up; the message is the last thing that it logged.
        """
        limit = time.monotonic() + START_LIMIT_S
        while True:
            self._clear_stale_pid()
            self.server = self._spawn()
            while self.server.poll() is None:
                if self._is_ready(self.server.pid):
                    return
                if time.monotonic() > limit:
                    self._stop_server()
                    raise OSError("PostgreSQL did not become ready")
                time.sleep(0.01)
            # After a kill -9 the old server's children can hold its memory for a moment.
            if time.monotonic() > limit or "shared memory" not in self._last_words():
                raise OSError(self._last_words() or "PostgreSQL ended at once")
            time.sleep(0.2)

    def _spawn(self) -> subprocess.Popen[bytes]:
        quoted = '"' + str(self.run_dir).replace('"', '""') + '"'
        options = {
            "listen_addresses": "",
            "unix_socket_directories": quoted,
            "unix_socket_permissions": "0700",
            "port": "5432",
            "timezone": "UTC",
            "jit": "off",
            "shared_buffers": "256MB",
            "max_connections": "150",
            "log_min_messages": "warning",
            "logging_collector": "off",
        }
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        command += [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.unlink()
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                preexec_fn=_die_with_parent,
            )

    def _is_ready(self, pid: int) -> bool:
        lines = self._pid_file()
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _clear_stale_pid(self) -> None:
        """Deal with what an earlier server left: end it if it lives, and drop pid files that lie.

        PostgreSQL takes any process that bears the number in a pid file for its own old self: one that
        reuses the number, or a zombie that nobody has buried.
        """
        lines = self._pid_file()
        if not lines or not lines[0].isdigit():
            return
        old, asked = int(lines[0]), time.monotonic()
        while living := _working_in(self.data):
            waited = time.monotonic() - asked
            if waited > STOP_LIMIT_S:
                raise OSError(f"an old server (processes {living}) does not end")
            if old in living:
                os.kill(old, signal.SIGINT if waited < STOP_LIMIT_S / 2 else signal.SIGQUIT)
            time.sleep(0.05)
        for path in (self.data / "postmaster.pid", *self.run_dir.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        fatal = [line for line in lines[-20:] if "FATAL" in line or "PANIC" in line]
        return (fatal or lines or [""])[-1]

    def _stop_server(self) -> None:
        if self.server is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.server.poll() is not None:
                return
            self.server.send_signal(number)
            try:
                self.server.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                continue


def _working_in(folder: Path) -> list[int]:
    """Living processes whose working directory is `folder`, as that of a server and its children is."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, folder)]


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").samefile(folder)
    except OSError:
        return False


def _die_with_parent() -> None:
    """In the child: ask the kernel for a fast shutdown when the keeper dies; own session, so no Ctrl-C."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)


def main(arguments: list[str]) -> None:
    """Become the database's account, then look after the server."""
    programs, data, run, log = map(Path, arguments[:4])
    uid, gid, fd = map(int, arguments[4:])
    first = socket.socket(fileno=fd)
    first.set_inheritable(False)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    os.chdir("/")
    os.umask(0o077)
    Keeper(programs, data, run, log).serve(first)


if __name__ == "__main__":
    main(sys.argv[1:])
