"""Which sectors of the taxonomy a group's industries belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from geo.sheet.subject import Subject

_WEIGHTS: Final = {"leading": 3, "cultivated": 2, "industries": 1}


def sector_counts(subject: Subject) -> Sequence[Counter[str]]:
    """How many industries each group has in each sector, row for row with the plan's groups."""
    return [_counted(subject, row, dict.fromkeys(_WEIGHTS, 1)) for row in subject.plan.group_rows]


def main_sectors(subject: Subject) -> Sequence[str | None]:
    """The sector of most industries of each group; leading ones count three, cultivated ones two."""
    counts = [_counted(subject, row, _WEIGHTS) for row in subject.plan.group_rows]
    return [c.most_common(1)[0][0] if c else None for c in counts]


def _counted(subject: Subject, row: int, weights: dict[str, int]) -> Counter[str]:
    record, sector_of = subject.plan.table.iloc[row], subject.book.taxonomy.sector_of
    found: Counter[str] = Counter()
    for column, weight in weights.items():
        for tag in record[column] or ():
            if tag in sector_of:
                found[sector_of[tag]] += weight
    return found
