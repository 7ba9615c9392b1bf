"""Pairs of neighbouring features, each pair once: owned by the one whose id sorts first."""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.rules.subjects import Draft, Ints, Subjects


def rows_of(some: Subjects, among: Subjects) -> Ints:
    """The rows in `among` of the features of `some`, which are all there."""
    return np.searchsorted(among.ids.astype(str), some.ids.astype(str))


def near_pairs(lines: Geometries, rows: Ints, borders: Geometries, within_m: float) -> tuple[Ints, Ints]:
    """Pairs of rows in `borders` at most `within_m` apart; the first is one of `rows`, whose border is in `lines`."""
    line, second = shapely.STRtree(borders).query(lines, predicate="dwithin", distance=within_m)
    first = rows[line]
    pairs = np.unique(np.column_stack([first, second])[first < second], axis=0)
    return pairs[:, 0], pairs[:, 1]


def pair_findings(
    subjects: Subjects,
    first: Ints,
    second: Ints,
    *,
    evidence: Geometries,
    measured: Floats,
    required: float,
    tolerance: float,
) -> list[Draft]:
    """One draft per pair of rows."""
    return [
        Draft(
            subjects=(subjects.ids[a], subjects.ids[b]),
            evidence=evidence[i],
            measured=measured[i],
            required=required,
            tolerance=tolerance,
            values={"name": subjects.label(a), "other": subjects.label(b)},
        )
        for i, (a, b) in enumerate(zip(first, second, strict=True))
    ]
