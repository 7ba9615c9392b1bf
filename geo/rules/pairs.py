"""Pairs of neighbouring features, each pair once: owned by the one whose id sorts first."""

from __future__ import annotations

import numpy as np

from geo.crs import Floats, Geometries
from geo.rules.subjects import Draft, Ints, Subjects


def touching_pairs(owned: Subjects, around: Subjects, within_m: float = 0.0) -> tuple[Ints, Ints]:
    """Rows (in `owned`, in `around`) of features at most `within_m` apart, the owned id sorting first."""
    if not len(owned) or not len(around):
        return np.array([], dtype=np.intp), np.array([], dtype=np.intp)
    if within_m > 0:
        first, second = around.tree.query(owned.geometry, predicate="dwithin", distance=within_m)
    else:
        first, second = around.tree.query(owned.geometry, predicate="intersects")
    ahead = owned.ids[first].astype(str) < around.ids[second].astype(str)
    first, second = first[ahead], second[ahead]
    order = np.lexsort((second, first))
    return first[order], second[order]


def pair_findings(
    owned: Subjects,
    around: Subjects,
    first: Ints,
    second: Ints,
    *,
    evidence: Geometries,
    measured: Floats,
    required: float,
    tolerance: float,
) -> list[Draft]:
    """One draft per pair."""
    return [
        Draft(
            subjects=(owned.ids[a], around.ids[b]),
            evidence=evidence[i],
            measured=round(float(measured[i]), 6),
            required=required,
            tolerance=tolerance,
            values={"name": owned.label(a), "other": around.label(b)},
        )
        for i, (a, b) in enumerate(zip(first, second, strict=True))
    ]
