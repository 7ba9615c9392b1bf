"""The command line that imports a file as an inspection proposes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from geo.exchange.doctor.inspection import About, Inspection, Proposal

_LEFT_OUT: Final = "-"
_SHORT: Final = 40
"""Coordinate systems without a short name are left to `--yes`."""


def import_line(inspection: Inspection, path: str) -> str:
    """The command with every decision that it can name; `--yes` accepts the first candidate of all others.

    Where layers want different answers, which a single flag cannot say, the line leaves them to `--yes`.
    """
    parts = ["yuantu", "import", path, "--layout", _layout_of(path)]
    parts += dict.fromkeys(flag for proposal in inspection.open for flag in _flags(proposal, inspection))
    return " ".join(map(shlex.quote, _paired(parts, inspection)))


def _paired(parts: list[str], inspection: Inspection) -> list[str]:
    """Flags and values apart, and `--yes` where something is left to accept."""
    words = [word for part in parts for word in part.split("\t")]
    left = [proposal for proposal in inspection.open if not [*_flags(proposal, inspection)]]
    return [*words, "--yes"] if left else words


def _flags(proposal: Proposal, inspection: Inspection) -> Iterator[str]:
    """The flags that say the first candidate, each with its value behind a tab; none where no flag can say it."""
    column, value = proposal.column or "", proposal.best.value
    if not _alone(proposal, inspection) or "\t" in column or column != column.strip():
        return
    match proposal.about:
        case About.ENCODING:
            yield f"--encoding\t{value}"
        case About.PLACEMENT if len(value["crs"]) <= _SHORT:
            yield f"--crs\t{value['crs']}"
            if value["axes"] != "xy":
                yield f"--axes\t{value['axes']}"
            if value["shift"] != "none":
                yield f"--shift\t{value['shift']}"
        case About.UNIT:
            yield f"--unit\t{column}={value}"
        case About.COLUMN:
            yield f"--column\t{column}={_LEFT_OUT if value is None else value}"
        case About.KIND if value is not None:
            yield f"--kind\t{value}"
        case About.REPAIR:
            yield "--repair" if value else "--no-repair"


def _alone(proposal: Proposal, inspection: Inspection) -> bool:
    """Whether all layers want the same answer to this question."""
    same = [
        p
        for p in inspection.proposals
        if (p.about, p.column, p.word) == (proposal.about, proposal.column, proposal.word)
    ]
    return all(p.best.value == proposal.best.value for p in same)


def _layout_of(path: str) -> str:
    """A name for the layout that can stand in an address."""
    stem = PurePath(path).stem
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in stem).strip("-").lower()
    return plain or "my-plan"
