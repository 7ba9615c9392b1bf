"""How well points lie on known lines: a mixture of points on the lines, with some noise, and points anywhere.

Both shares and the noise are those that make what is seen most likely. What counts is by how much more likely they
make it than chance does among lines as dense as they are there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from geo.crs import Floats
from geo.exchange.doctor.anchors import Lines, Near

REACH_M: Final = 60.0
NEAR_M: Final = 5.0
"""Within this distance a vertex is said to lie on a line."""

_NOISES_M: Final = np.array([0.02, 0.1, 0.3, 0.6, 1.2, 2.0, 3.0, 4.5, 7.0, 10.0, 15.0])
_SHARES: Final = np.array([0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 0.995])
_EXACT_M: Final = 0.3
_LEAST_FOR_MOVE: Final = 5.0
_SURELY: Final = 3.0
_MOST_POINTS: Final = 120
_MOST_NOISY_POINTS: Final = 80


@dataclass(frozen=True)
class Fit:
    """A share of `points` points lies on lines, with a noise of so many metres; `gain` is how much likelier, in nats.

    `on` says of each point how surely it lies on a line. `near_share` of the points are within 5 m of one,
    `chance_share` would be by chance; `median_m` is the median distance of those within reach, NaN where none is.
    """

    points: int
    share: float
    noise_m: float
    gain: float
    on: Floats
    near_share: float
    chance_share: float
    median_m: float
    turns: float
    """From 0, where all lines on which points lie are parallel, to 1, where they run in all directions."""
    moved: tuple[float, float]
    """By how many metres, east and north, all points together would lie on their lines better; 0 where unclear."""

    @classmethod
    def of(cls, xy: Floats, lines: Lines) -> Self:
        """Fit (n, 2) points in the frame."""
        if not len(xy):
            return cls(0, 0.0, 0.0, 0.0, np.zeros(0), 0.0, 0.0, np.nan, 0.0, (0.0, 0.0))
        near, density = lines.nearest(xy, REACH_M), lines.density(xy)
        metres = near.metres
        ratios = _ratios(metres, density)
        gains = _gains(ratios)
        noise, share = np.unravel_index(np.argmax(gains), gains.shape)
        on = _SHARES[share] * ratios[noise] / (1 - _SHARES[share] + _SHARES[share] * ratios[noise])
        return cls(
            points=len(xy),
            share=float(_SHARES[share]),
            noise_m=float(_NOISES_M[noise]),
            gain=max(0.0, float(gains[noise, share])),
            on=on,
            near_share=float((metres <= NEAR_M).mean()),
            chance_share=float((1 - np.exp(-2 * density * NEAR_M)).mean()),
            median_m=float(np.median(metres[np.isfinite(metres)])) if np.isfinite(metres).any() else np.nan,
            turns=1 - float(abs((on * np.exp(2j * near.heading)).sum()) / max(on.sum(), 1e-9)),
            moved=_moved(near, on),
        )

    @property
    def matched(self) -> float:
        """About how many points lie on lines."""
        return float(self.on.sum())


def _moved(near: Near, on: Floats) -> tuple[float, float]:
    """The common way of all points to their lines, by least squares across the lines; 0 if it may be chance."""
    across = np.column_stack([-np.sin(near.heading), np.cos(near.heading)])
    offset = (across * near.way).sum(axis=1)
    normal = (across * on[:, None]).T @ across + np.eye(2) * 1e-6
    move = np.linalg.solve(normal, (across * (on * offset)[:, None]).sum(axis=0))
    rest = offset - across @ move
    spread = float((on * rest**2).sum() / max(on.sum() - 2, 1e-9)) if on.sum() > _LEAST_FOR_MOVE else np.inf
    error = float(np.sqrt(spread * np.trace(np.linalg.inv(normal)))) if np.isfinite(spread) else np.inf
    return (float(move[0]), float(move[1])) if np.hypot(*move) > _SURELY * error else (0.0, 0.0)


def _ratios(metres: Floats, density: Floats) -> Floats:
    """For each noise and point, how much likelier its distance is on a line than by chance."""
    noise = _NOISES_M[:, None]
    near = np.isfinite(metres)
    distance = np.where(near, metres, 0.0)
    chance = 2 * density * np.exp(-2 * density * distance)
    normal = np.sqrt(2 / np.pi) / noise * np.exp(-0.5 * (distance / noise) ** 2)
    return np.where(near, normal / chance, 0.0)


def _gains(ratios: Floats) -> Floats:
    """Nats gained for each noise and share; points beyond a number that says enough count for less each."""
    gains = np.log1p(_SHARES[None, :, None] * (ratios[:, None, :] - 1)).sum(axis=2)
    most = np.where(_NOISES_M <= _EXACT_M, _MOST_POINTS, _MOST_NOISY_POINTS)
    weight: Floats = np.minimum(1.0, most / ratios.shape[1])
    return np.asarray(gains * weight[:, None])
