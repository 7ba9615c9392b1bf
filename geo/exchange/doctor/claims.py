"""Rows that name the area in which they lie: a district, a park, or a feature that is known already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geo.crs import Floats
from geo.exchange.typed import folded

TOLERANCE_M: Final = 30.0
"""A vertex is outside the area that its row names from this distance on: outlines are drawn roughly."""

_INSIDE, _OUTSIDE = float(np.log(0.97)), float(np.log(0.03))
_MOST_CLAIMS: Final = 25


@dataclass(frozen=True)
class Claim:
    """Rows that all name one area; `area` is a little larger, for outlines are drawn roughly."""

    name: str
    area: Any
    rows: tuple[int, ...]


def claims(table: pd.DataFrame, areas: Mapping[str, Any], rows: Any) -> tuple[Claim, ...]:
    """What the given rows of a table say of where they lie, in any text column."""
    found: dict[str, tuple[str, list[int]]] = {}
    for column in table.columns:
        values = table[column].iloc[rows]
        for row, value in zip(rows, values, strict=True):
            if isinstance(value, str) and (key := folded(value)) in areas:
                found.setdefault(key, (value, []))[1].append(int(row))
    return tuple(Claim(name, widened(areas[key]), tuple(of)) for key, (name, of) in found.items())


def widened(area: Any) -> Any:
    """An area of the frame with what is near enough to count as inside."""
    near = shapely.buffer(area, TOLERANCE_M)
    shapely.prepare(near)
    return near


@dataclass(frozen=True)
class Kept:
    """How well rows lie within what they name: how many of `claims` do; `gain` is what that says for it, in nats."""

    claims: int
    inside: int
    gain: float


def kept(said: tuple[Claim, ...], xy: Floats, row_of: Any) -> Kept:
    """Whether points (n, 2) in the frame, of the rows `row_of`, lie within the areas that their rows name."""
    outside: list[Floats] = []
    for one in said:
        chosen = np.isin(row_of, one.rows)
        rows, inverse = np.unique(row_of[chosen], return_inverse=True)
        if len(rows):
            out = ~shapely.contains_xy(one.area, xy[chosen])
            outside.append(np.bincount(inverse, weights=out) / np.bincount(inverse))
    if not outside:
        return Kept(0, 0, 0.0)
    shares = np.concatenate(outside)
    weight = min(1.0, _MOST_CLAIMS / len(shares))
    gain = float((shares * _OUTSIDE + (1 - shares) * _INSIDE).sum() * weight)
    return Kept(len(shares), int((shares < 0.5).sum()), gain)
