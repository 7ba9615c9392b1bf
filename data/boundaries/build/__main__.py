"""`python -m data.boundaries.build [FOLDER]`: build every boundary file, into data/boundaries by default."""

from __future__ import annotations

import sys
from pathlib import Path

from data.boundaries.build import districts, practice, reference
from data.boundaries.build.files import BOUNDARIES


def main(folder: Path = BOUNDARIES) -> None:
    """Build the files in order: each one rests on the one before."""
    for step in (districts, reference, practice):
        print(f"{step.__name__.rpartition('.')[2]} …", flush=True)
        step.build(folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
