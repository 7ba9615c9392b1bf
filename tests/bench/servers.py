"""The servers that are measured, each as its users run it, with the same number of processes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from api import embedded
from tests.bench.ground import ROOT

TIPG: Final = "tipg==1.6.1"
_START_S: Final = 60


@contextlib.contextmanager
def ours(workers: int, **settings: str) -> Iterator[tuple[str, int]]:
    """Our address and the number of the process that started all others; settings are environment variables."""
    env = os.environ | {"YUANTU_HOME": str(ROOT / "home"), "YUANTU_LANG": "en"} | settings
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", "from api.command import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen([*command, "--workers", str(workers)], env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        found = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)), None)
        if found is None:
            raise RuntimeError("our server does not start")
        yield found[0], process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


@contextlib.contextmanager
def tipg(server: embedded.Server, workers: int) -> Iterator[str]:
    """tipg's address, serving the plain table alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = urllib.parse.quote(str(server.place.run), safe="")
    env = {
        "PATH": os.defpath,
        "DATABASE_URL": f"postgresql://{embedded.APP}@{where}/{embedded.DATABASE}",
        "TIPG_DB_SCHEMAS": '["plain"]',
    }
    command = [str(_tipg_python()), "-m", "uvicorn", "tipg.main:app", "--no-access-log", "--log-level", "warning"]
    command += ["--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, env=env, start_new_session=True, cwd=ROOT)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(f"{base}/collections/plain.parcel", process)
        yield base
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _tipg_python() -> Path:
    """The interpreter of tipg's own virtual environment, which is made once."""
    folder = ROOT / "tipg"
    python = folder / "bin" / "python"
    if not (folder / "bin" / "uvicorn").exists():
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*install, TIPG, "uvicorn[standard]"], check=True)
    return python


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url):
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")
