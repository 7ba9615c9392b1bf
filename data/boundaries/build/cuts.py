"""Drawing areas of an exact size: an outline grown to it, a piece cut off by sliding one street."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import shapely

from data.boundaries.build.streets import Grid
from geo.crs import Floats

_FAR_M: Final = 40_000.0
_STEPS: Final = 70


def bisect(reached: Callable[[float], float], low: float, high: float, goal: float) -> float:
    """Where the growing function `reached` takes the value `goal`.

    Raises:
        ValueError: not between `low` and `high`.
    """
    if not reached(low) <= goal <= reached(high):
        raise ValueError(f"{goal:.0f} is not within {reached(low):.0f} .. {reached(high):.0f}")
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if reached(middle) < goal else (low, middle)
    return (low + high) / 2


def grown(ring: Floats, grid: Grid, land: shapely.Geometry, area_m2: float) -> Any:
    """The outline scaled about the site's centre until its part on the land has that area."""

    def drawn(scale: float) -> Any:
        return shapely.intersection(grid.city(shapely.Polygon(ring * scale)), land)

    return drawn(bisect(lambda scale: float(drawn(scale).area), 0.4, 2.5, area_m2))


def cut(
    piece: shapely.Geometry, grid: Grid, side: str, area_m2: float, rng: np.random.Generator
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Cut an area of that size off the given side (or corner) of a piece: (cut off, rest)."""
    knife = _corner_knife(piece, grid, side, rng) if len(side) == 2 else _side_knife(piece, grid, side, rng)

    def taken(reach_m: float) -> Any:
        return shapely.intersection(piece, grid.city(knife(reach_m)))

    reach_m = bisect(lambda r: float(taken(r).area), 0.0, _FAR_M, area_m2)
    return taken(reach_m), shapely.difference(piece, grid.city(knife(reach_m)))


Knife = Callable[[float], shapely.Polygon]


def _extent(piece: shapely.Geometry, grid: Grid, side: str) -> tuple[Floats, Floats]:
    """The piece in local m, turned so that `side` (N, E, S, W) points up: lower and upper corner."""
    uv = _turn(grid.local(shapely.get_coordinates(piece)), side, -1)
    return uv.min(axis=0) - 700.0, uv.max(axis=0) + 700.0


def _turn(uv: Floats, side: str, sign: int) -> Floats:
    """Turn local coordinates by quarter circles so that up becomes `side` (or back, with sign -1)."""
    quarters = "NWSE".index(side)
    for _ in range(quarters if sign > 0 else (4 - quarters) % 4):
        uv = np.column_stack([-uv[:, 1], uv[:, 0]])
    return uv


def _side_knife(piece: shapely.Geometry, grid: Grid, side: str, rng: np.random.Generator) -> Knife:
    """Everything beyond a street across the piece, which may be offset once by up to a block."""
    low, high = _extent(piece, grid, side)
    width_m = float(high[0] - low[0])
    block_m = float(np.clip(width_m / 8, 280, 800))
    jog_m = float(rng.choice([-1, 1]) * rng.uniform(0.10, 0.16) * min(width_m, 4000.0))
    step_at = float(low[0] + width_m * rng.uniform(0.38, 0.62))
    crossings = np.cumsum(rng.uniform(0.6, 1.4, 200)) * block_m + low[0] - block_m
    crossings = crossings[(crossings < high[0] + block_m) & (np.abs(crossings - step_at) > 0.3 * block_m)]
    before, after = crossings[crossings < step_at], crossings[crossings > step_at]

    def knife(reach_m: float) -> shapely.Polygon:
        street = high[1] - reach_m
        line = [(u, street) for u in (low[0] - _FAR_M, *before, step_at)]
        line += [(u, street + jog_m) for u in (step_at, *after, high[0] + _FAR_M)]
        up = [(high[0] + _FAR_M, high[1] + _FAR_M), (low[0] - _FAR_M, high[1] + _FAR_M)]
        return shapely.Polygon(_turn(np.array(line + up), side, 1))

    return knife


def _corner_knife(piece: shapely.Geometry, grid: Grid, side: str, rng: np.random.Generator) -> Knife:
    """Everything inside a rectangle that grows from a corner of the piece's extent."""
    east, north = (1 if "E" in side else -1), (1 if "N" in side else -1)
    uv = grid.local(shapely.get_coordinates(piece)) * (east, north)
    corner = uv.max(axis=0)
    wide = float(rng.uniform(0.85, 1.3))

    def knife(reach_m: float) -> shapely.Polygon:
        inner = corner - (reach_m * wide, reach_m)
        box = np.array([inner, (inner[0], _FAR_M), (_FAR_M, _FAR_M), (_FAR_M, inner[1])])
        return shapely.Polygon(box * (east, north))

    return knife
