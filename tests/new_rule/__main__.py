"""`make rule NAME=parcel-too-thin CODE=PAR009`: a new rule's skeleton, complete and passing, ready to be filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.errors import YuantuError
from geo.model import Kind
from tests.new_rule.write import Skeleton, write


def main(words: list[str] | None = None) -> int:
    """Write the skeleton and tell its files; 2 where a name is taken or makes no sense."""
    parser = argparse.ArgumentParser(prog="python -m tests.new_rule", description=__doc__)
    parser.add_argument("name", help="named after the fault: parcel-too-thin")
    parser.add_argument("code", help="three letters and three digits: PAR009")
    parser.add_argument("--kind", default="parcel", choices=[kind.value for kind in Kind], help="what the rule reads")
    parser.add_argument("--rulebook", default="zgc")
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout")
    told = parser.parse_args(words)
    try:
        files = write(Skeleton(told.name, told.code, told.kind, told.rulebook), told.root)
    except YuantuError as error:
        sys.stderr.write(f"{error.sentence('zh')}\n{error.sentence('en')}\n")
        return 2
    sys.stdout.write("".join(f"{path}\n" for path in files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
