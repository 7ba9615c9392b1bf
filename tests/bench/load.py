"""Load from eight clients: wrk where there is one, else a plain client in a process of its own; and pgbench."""

from __future__ import annotations

import json
import math
import re
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from api import embedded

CLIENTS: Final = 8
_LUA: Final = """
local paths, n, bad = {}, 0, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
function setup(thread) thread:set("start", math.random(#paths)) end
request = function()
    n = n + 1
    return wrk.format("GET", paths[(n * 7919) %% #paths + 1])
end
"""


def requests_per_s(base: str, paths: list[str], seconds: float) -> float:
    """Requests a second for these paths in turn.

    Raises:
        RuntimeError: an answer was not a success.
    """
    if shutil.which("wrk") is None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.load", base, str(seconds)],
            input="\n".join(paths), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return float(json.loads(done.stdout))
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "load.lua"
        listed.write_text("\n".join(paths))
        script.write_text(_LUA % listed)
        command = [
            "wrk",
            "-t1",
            f"-c{CLIENTS}",
            f"-d{math.ceil(seconds)}s",
            "--timeout",
            "30s",
            "-s",
            str(script),
            base,
        ]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(text)
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", text)[0])


def statements_per_s(server: embedded.Server, script: str, seconds: float) -> float:
    """Statements a second that pgbench gets, prepared, over as many connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [str(server.place.programs / "pgbench"), "-n", "-M", "prepared", f"-c{CLIENTS}", "-j1"]
        command += ["-T", str(math.ceil(seconds)), "-f", file.name, "-h", str(server.place.run), "-U", embedded.APP]
        done = subprocess.run([*command, embedded.DATABASE], capture_output=True, text=True)
    found = re.findall(r"^tps = ([\d.]+)", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(done.stderr)
    return float(found[0])


def _plain(base: str, paths: list[str], seconds: float) -> float:
    """Eight connections in one loop that only counts bytes."""
    host, port = base.removeprefix("http://").split(":")
    waiting, done, turn = selectors.DefaultSelector(), 0, 0
    until, begun = time.perf_counter() + seconds, time.perf_counter()

    def ask(client: socket.socket) -> None:
        nonlocal turn
        turn += 1
        client.sendall(f"GET {paths[turn * 7919 % len(paths)]} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())

    for _ in range(CLIENTS):
        client = socket.create_connection((host, int(port)))
        waiting.register(client, selectors.EVENT_READ, [b"", None])
        ask(client)
    while time.perf_counter() < until:
        for key, _ in waiting.select(1):
            if _arrived(key.fileobj, key.data):  # type: ignore[arg-type]
                done += 1
                ask(key.fileobj)  # type: ignore[arg-type]
    return done / (time.perf_counter() - begun)


def _arrived(client: socket.socket, state: list[Any]) -> bool:
    """Read on; whether an answer of known length is complete."""
    piece = client.recv(1 << 20)
    if not piece:
        raise RuntimeError("the server closed a connection")
    if state[1] is None:
        state[0] += piece
        head, gap, body = state[0].partition(b"\r\n\r\n")
        if not gap:
            return False
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(head.decode())
        state[1] = int(re.findall(rb"(?i)content-length: (\d+)", head)[0]) - len(body)
    else:
        state[1] -= len(piece)
    if state[1] > 0:
        return False
    state[:] = [b"", None]
    return True


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_plain(sys.argv[1], sys.stdin.read().split("\n"), float(sys.argv[2]))))
