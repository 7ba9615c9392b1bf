"""Which processes work for a private database, and how to run the real command."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

COMMAND = [sys.executable, "-W", "error::ResourceWarning", "-c", "from api.command import main; main()"]
ROOT = Path(__file__).resolve().parents[2]


def alive(home: Path) -> list[int]:
    """Processes (no zombies) that name `home` in their arguments or work inside it."""
    return [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _works_for(p, home)]


def _works_for(process: Path, home: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().decode(errors="replace")
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        folder = str((process / "cwd").readlink())
    except OSError:
        return False
    return state != "Z" and process.name != str(os.getpid()) and str(home) in words + folder


def postmaster(home: Path) -> int:
    """The number of the server's main process."""
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def keeper(home: Path) -> int:
    """The number of the keeper's process."""
    found = [pid for pid in alive(home) if "embedded_keeper" in _words(Path(f"/proc/{pid}"))]
    return found[0]


def _words(process: Path) -> str:
    """The arguments of a process, none where it has ended meanwhile."""
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def wait_until(true: Callable[[], bool], limit_s: float = 20.0) -> None:
    """Wait for something to become true.

    Raises:
        AssertionError: it does not.
    """
    until = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.02)


class Served:
    """A real `yuantu serve` in its own process."""

    def __init__(self, home: Path, port: int = 0, words: Sequence[str] = ()) -> None:
        self.home = home
        env = os.environ | {"YUANTU_HOME": str(home), "YUANTU_LANG": "en"}
        env.pop("DATABASE_URL", None)
        command = [*COMMAND, "serve", "--port", str(port), *words]
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.lines: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if "Ctrl-C" in line:
                break
        self.ready_s = time.monotonic() - self.started
        found = re.search(r"http://\S+", "".join(self.lines))
        assert found, "".join(self.lines)
        self.url = found[0]

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.end(signal.SIGTERM)

    def end(self, number: int) -> int:
        """Send a signal and wait; the exit status."""
        self.process.send_signal(number)
        status = self.process.wait(60)
        assert self.process.stdout
        self.lines += self.process.stdout.readlines()
        self.process.stdout.close()
        return status


def yuantu(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    full = os.environ | {"YUANTU_HOME": str(home), "YUANTU_LANG": "en"} | env
    if "DATABASE_URL" not in env:
        full.pop("DATABASE_URL", None)
    return subprocess.run([*COMMAND, *words], env=full, cwd=ROOT, text=True, capture_output=True, timeout=120)
