"""`make mutate`: the table of what mutmut broke in the rules and what the tests noticed, file by file.

`python -m tests.mutants [LEAST]` reads the folder mutants/ that mutmut leaves behind and fails below LEAST percent.
"""

import json
import sys
from pathlib import Path

from mutmut.stats import status_by_exit_code

FOLDER = Path("mutants/geo/rules")


def survivors(meta: Path) -> tuple[int, list[str]]:
    """How many mutants of a file were tried so far, and the names of those that no test noticed."""
    told: dict[str, int | None] = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    codes = {name: code for name, code in told.items() if code is not None}
    noticed = ("killed", "timeout", "caught by type check", "segfault")
    return len(codes), [name for name, code in codes.items() if status_by_exit_code[code] not in noticed]


def main(least: float) -> int:
    """Print the table, the survivors of each file below it, and the score of all."""
    tell, tried, alive = sys.stdout.write, 0, 0
    for meta in sorted(FOLDER.glob("*.py.meta")):
        count, names = survivors(meta)
        if count:
            tell(f"{1 - len(names) / count:7.1%} {count:5} {meta.name.removesuffix('.meta')}\n")
            tell("".join(f"              mutmut show {name}\n" for name in names))
        tried, alive = tried + count, alive + len(names)
    share = 1 - alive / max(tried, 1)
    tell(f"{share:7.1%} {tried:5} all: {tried - alive} noticed, {alive} not\n")
    return int(share * 100 < least)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 85.0))
