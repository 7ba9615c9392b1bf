"""What the processes of a server hold while a long answer goes out."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path
from typing import Final, NamedTuple

_PIECE: Final = 1 << 16


class Grown(NamedTuple):
    """Memory before and at most, and the size of the answer."""

    before_mb: float
    most_mb: float
    size_mb: float


def held_mb(parent: int) -> float:
    """What a process and its children hold together, the shared parts once."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            if parent in (int(entry.name), int(stat[1])):
                rollup = (entry / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024


def streamed(base: str, path: str, pid: int, pause_s: float = 0.1) -> Grown:
    """Read an answer to its end and look at the server's memory meanwhile."""
    before = held_mb(pid)
    most, done = [before], threading.Event()

    def watch() -> None:
        while not done.wait(pause_s):
            most.append(held_mb(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    size = 0
    try:
        with urllib.request.urlopen(base + path) as answer:
            while piece := answer.read(_PIECE):
                size += len(piece)
    finally:
        done.set()
        watcher.join()
    return Grown(before, max(most), size / 1e6)
