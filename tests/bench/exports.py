"""Parcels out of the database into files: seconds and peak memory: python -m tests.bench exports [FORMAT ...]"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from api import embedded
from api.exporting import export_layout, format_named, written_formats
from api.store import Heading, Store
from api.store.engine import open_engine
from geo.rulebook import load
from tests.bench.ground import LAYOUT, PARCELS, ground
from tests.bench.parcels import layout, parcels

SMALL: Final = 10_000
MOST_S: Final = 15.0
FLAT_MIB: Final = 10.0
"""What peak memory may grow by from 10,000 to 100,000 parcels where a format takes rows as they come."""
_SMALL_LAYOUT: Final = f"{LAYOUT}-{SMALL}"
_HEAD: Final = ("format", "10,000", "peak", "100,000", "peak", "size", "rows as they come")


def one(url: str, id: str, name: str) -> None:
    """Export one layout here and print what it took, with the peak memory of this process."""
    store = Store(open_engine(url))
    format = format_named(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{format.endings[0]}"
        started = time.perf_counter()
        export_layout(store, id, path, format)
        seconds = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_SELF)
        found = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak_mib": _peak_mib(),
                 "size_mb": path.stat().st_size / 1e6}  # fmt: skip
    sys.stdout.write(json.dumps(found))


def _peak_mib() -> float:
    """The most that this program has held; what the system counts as used begins with the parent's."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _measured(url: str, id: str, name: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--export", url, id, name], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(names: list[str]) -> None:
    """A Markdown table of the formats, and whether time and memory keep within their bounds."""
    tell = sys.stdout.write
    tell(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n\n")
    tell(f"| {' | '.join(_HEAD)} |\n|{' ---: |' * len(_HEAD)}\n")
    with ground() as server:
        url = server.url(embedded.APP).render_as_string(hide_password=False)
        _fill(url)
        for format in written_formats():
            if names and format.name not in names:
                continue
            few, many = _measured(url, _SMALL_LAYOUT, format.name), _measured(url, LAYOUT, format.name)
            cells = [
                format.title.en, f"{few['seconds']:.1f} s", f"{few['peak_mib']:,.0f} MiB",
                f"{many['seconds']:.1f} s ({many['cpu']:.1f} s CPU)", f"{many['peak_mib']:,.0f} MiB",
                f"{many['size_mb']:,.0f} MB", "yes" if format.streams else "no",
            ]  # fmt: skip
            tell(f"| {' | '.join(cells)} |\n")
            sys.stdout.flush()
            if format.name == "geopackage" and many["seconds"] > MOST_S:
                tell(f"\nGeoPackage took longer than {MOST_S:g} s for {PARCELS:,} parcels.\n")
            if format.streams and many["peak_mib"] - few["peak_mib"] > FLAT_MIB:
                tell(f"\n{format.title.en}: memory grew by more than {FLAT_MIB:g} MiB.\n")


def _fill(url: str) -> None:
    store = Store(open_engine(url))
    if _SMALL_LAYOUT not in {record.id for record in store.layouts()}:
        plan = replace(layout(parcels(SMALL), load().frame), id=_SMALL_LAYOUT)
        store.import_layout(plan, heading=Heading.of(plan), author="bench", message="generated parcels")
    store.engine.dispose()
