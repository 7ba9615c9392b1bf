"""Run the contenders and print a table: python -m tests.bench [SIZE ...]"""

from __future__ import annotations

import json
import resource
import subprocess
import sys

from tests.bench.contenders import CONTENDERS

SIZES = (1_000, 10_000, 100_000)
_KIB_PER_MIB = 1024


def one(name: str, n: int) -> None:
    """Run one contender here and print what it measured, with the peak memory of this process."""
    found = CONTENDERS[name](n)
    found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
    sys.stdout.write(json.dumps(found))


def measure(name: str, n: int) -> dict[str, float]:
    """Run one contender in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--one", name, str(n)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(sizes: list[int]) -> None:
    """All contenders at all sizes, as a Markdown table with ratios to our own figures."""
    tell = sys.stdout.write
    tell("| parcels | full check | peak memory | overlay ÷ check | PostGIS ÷ overlaps | edit p50 | edit p95 |\n")
    tell("|" + " ---: |" * 7 + "\n")
    for n in sizes:
        found = {name: measure(name, n) for name in CONTENDERS}
        seconds = {name: values.get("seconds", 0.0) for name, values in found.items()}
        tell(
            f"| {n:,} | {seconds['full_check']:.2f} s | {found['full_check']['peak_mib']:.0f} MiB "
            f"| {seconds['overlay'] / seconds['full_check']:.1f} | {seconds['postgis'] / seconds['overlaps_only']:.1f} "
            f"| {found['edits']['p50_ms']:.1f} ms | {found['edits']['p95_ms']:.1f} ms |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main([int(word) for word in sys.argv[1:]] or list(SIZES))
