"""Run the fuzzer: python -m tests.geo.exchange [COUNT [FIRST]]"""

from __future__ import annotations

import sys
from collections import Counter

from tests.geo.exchange import fuzz


def main(count: int, first: int) -> None:
    """Run so many files, and tell counts by outcome, deaths, and the slowest."""
    counts: Counter[tuple[str, str]] = Counter()
    slowest: list[fuzz.Outcome] = []
    before = 0
    for done, outcome in enumerate(fuzz.outcomes(count, first), start=1):
        counts[outcome.format, outcome.kind] += 1
        slowest = sorted([*slowest, outcome], key=lambda found: -found.seconds)[:5]
        before = before or fuzz.held_kb()
        if outcome.kind in ("died", "late", "unforeseen"):
            sys.stdout.write(
                f"{outcome.number} {outcome.format} {outcome.kind} {outcome.seconds:.1f} s {outcome.sentence[-40:]}\n"
            )
        if done % 500 == 0:
            sys.stdout.write(f"… {done} {dict(Counter(kind for (_, kind) in counts.elements()))}\n")
            sys.stdout.flush()
    for (ending, kind), n in sorted(counts.items()):
        sys.stdout.write(f"{ending}\t{kind}\t{n}\n")
    for outcome in slowest:
        sys.stdout.write(f"slow {outcome.number} {outcome.format} {outcome.seconds:.1f} s {outcome.sentence[:80]}\n")
    sys.stdout.write(f"memory of the parent {before} → {fuzz.held_kb()} KB\n")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["10000"])[0]), int((sys.argv[2:] or ["0"])[0]))
