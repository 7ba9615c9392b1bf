"""Parcels from a GeoPackage into the database, both ways: python -m tests.bench imports [PARCELS]"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import httpx

from api import embedded
from geo import exchange
from geo.rulebook import load
from tests.bench import servers
from tests.bench.ground import PARCELS, ROOT
from tests.bench.parcels import layout, parcels
from tests.homes import open_home

MOST_S: Final = 30.0
_POLL_S: Final = 0.5
_PART: Final = 10_000
# What the import does with each part of its changes, which takes most of its time; run once more and taken back.
_NEW: Final = """
    INSERT INTO layout SELECT 'again', title_zh, title_en, notice_zh, notice_en, rulebook, NULL, NULL, 1
    FROM layout WHERE id = 'cli';
    INSERT INTO revision SELECT 'again', 1, created, author, message, 0, 0, 0, 0
    FROM revision WHERE layout = 'cli' AND number = 1;
"""
_KEPT: Final = f"""
    EXPLAIN (ANALYZE, BUFFERS)
    INSERT INTO feature_version (layout, revision, feature_id, deleted, kind, properties, geom)
    SELECT 'again', 1, feature_id, deleted, kind, properties, geom
    FROM feature_version WHERE layout = 'cli' LIMIT {_PART}
"""


def main(n: int = PARCELS) -> None:
    """Measure both ways on fresh databases, and show what the statement that dominates does."""
    tell = sys.stdout.write
    tell(f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f}\n")
    path = _file(n)
    tell(f"{n:,} parcels, {path.stat().st_size / 1e6:.0f} MB as GeoPackage\n\n")
    with open_home() as home:
        _yuantu(home, "db", "init")
        begun, used = time.perf_counter(), _children_s()
        _yuantu(home, "import", str(path), "--layout", "cli", "--yes")
        _line("yuantu import", time.perf_counter() - begun)
        tell(f"  {_children_s() - used:.1f} s of a processor without the database\n")
        with servers.ours(1, YUANTU_HOME=str(home)) as (base, _):
            _over_http(base, path)
        tell(f"\nstoring {_PART:,} changes:\n")
        for line in _plan(home):
            tell(f"  {line}\n")


def _plan(home: Path) -> list[str]:
    """What the statement that dominates does, and the triggers that follow from it."""
    with (
        embedded.start(home) as server,
        server.connect(embedded.OWNER) as owner,
        owner.transaction(force_rollback=True),
    ):
        owner.execute(_NEW)
        return [line for (line,) in owner.execute(_KEPT)]


def _file(n: int) -> Path:
    """The parcels as a file; made once and kept."""
    path = ROOT / f"import-{n}.gpkg"
    if not path.exists():
        ROOT.mkdir(exist_ok=True)
        exchange.write(replace(layout(parcels(n), load().frame), id="parcels"), path)
    return path


def _yuantu(home: Path, *words: str) -> None:
    env = os.environ | {"YUANTU_HOME": str(home), "YUANTU_LANG": "en"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", "from api.command import main; main()", *words]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


def _over_http(base: str, path: Path) -> None:
    with httpx.Client(base_url=base, timeout=300) as client:
        begun = time.perf_counter()
        answer = client.post("/api/imports", params={"name": path.name}, content=path.read_bytes()).raise_for_status()
        _line("HTTP, upload and inspection", time.perf_counter() - begun)
        told = answer.json()
        body: dict[str, Any] = {"layout": "http", "decisions": told["inspection"]["decisions"], "author": "bench"}
        begun, seen = time.perf_counter(), _Watched(base, told["id"])
        with seen:
            landed = client.post(f"/api/imports/{told['id']}/land", json=body).raise_for_status().json()
        _line("HTTP, landing", time.perf_counter() - begun)
        sys.stdout.write(f"  {len(seen.steps)} different states of progress; {landed}\n")


class _Watched:
    """Asks how far a landing is, as the page does, until it is left."""

    def __init__(self, base: str, id: str) -> None:
        self.steps: set[str] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, args=(f"{base}/api/imports/{id}/progress",))

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self, address: str) -> None:
        while not self._over.wait(_POLL_S):
            self.steps.add(httpx.get(address, timeout=60).text)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _line(name: str, seconds: float) -> None:
    sys.stdout.write(f"{name:<30} {seconds:6.1f} s  {'met' if seconds <= MOST_S else f'more than {MOST_S:g} s'}\n")
    sys.stdout.flush()
