"""Run the contenders, print a table: python -m tests.bench [SIZE ...]; or with serving|sheet|exports|imports"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.contenders import CONTENDERS
from tests.bench.parcels import parcels, save, saved

SIZES = (1_000, 10_000, 100_000)
_KIB_PER_MIB = 1024
_HEAD = (
    "parcels",
    "full check",
    "peak memory",
    "`overlay` ÷ full check",
    "PostGIS ÷ overlaps only",
    "edit p50",
    "edit p95",
)


def one(name: str, path: Path) -> None:
    """Run one contender here and print what it measured, with the peak memory of this process."""
    found = CONTENDERS[name](saved(path))
    found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
    sys.stdout.write(json.dumps(found))


def measure(name: str, path: Path) -> dict[str, float]:
    """Run one contender in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--one", name, str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def row(n: int) -> list[str]:
    """One line of the table: every contender on the same `n` parcels, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parcels.npz"
        save(parcels(n), path)
        found = {name: measure(name, path) for name in CONTENDERS}
    seconds = {name: values.get("seconds", 0.0) for name, values in found.items()}
    return [
        f"{n:,}",
        f"{seconds['full_check']:.2f} s",
        f"{found['full_check']['peak_mib']:,.0f} MiB",
        f"{seconds['overlay'] / seconds['full_check']:.1f}",
        f"{seconds['postgis'] / seconds['overlaps_only']:.1f}",
        f"{found['edits']['p50_ms']:.1f} ms",
        f"{found['edits']['p95_ms']:.1f} ms",
    ]


def main(sizes: list[int]) -> None:
    """All contenders at all sizes, as a Markdown table with ratios to our own figures."""
    tell = sys.stdout.write
    tell(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n\n")
    tell(f"| {' | '.join(_HEAD)} |\n|{' ---: |' * len(_HEAD)}\n")
    for n in sizes:
        tell(f"| {' | '.join(row(n))} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
    elif sys.argv[1:2] == ["serving"]:
        from tests.bench import serving

        serving.main(*(float(word) for word in sys.argv[2:]))
    elif sys.argv[1:2] == ["--export"]:
        from tests.bench import exports

        exports.one(*sys.argv[2:])
    elif sys.argv[1:2] == ["exports"]:
        from tests.bench import exports

        exports.main(sys.argv[2:])
    elif sys.argv[1:2] == ["imports"]:
        from tests.bench import imports

        imports.main(*map(int, sys.argv[2:]))
    elif sys.argv[1:2] == ["sheet"]:
        from tests.bench import sheets

        sheets.main()
    else:
        main([int(word) for word in sys.argv[1:]] or list(SIZES))
