"""Outlines to choose from, as a planner's hand draws them: right angles, now and then a diagonal or a bank.

Corners run counter-clockwise in a square of two by two units. A third number bows the line to the next
corner outwards (inwards when negative) by that share of its length: a river bank, a railway curve.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.crs import Floats

Corner = tuple[float, ...]

SHAPES: Final[dict[str, tuple[Corner, ...]]] = {
    "block": ((-1, -1), (0.4, -1), (0.4, -0.76), (1, -0.76), (1, 0.62), (0.66, 0.62), (0.66, 1), (-1, 1)),
    "ell": ((-1, -1), (1, -1), (1, 0.12), (0.28, 0.12), (0.28, 1), (-0.62, 1), (-0.62, 0.78), (-1, 0.78)),
    "wedge": ((-1, -1), (0.92, -1), (0.92, -0.15), (0.36, 0.78), (-0.35, 0.78), (-0.35, 1), (-1, 1)),
    "bank": ((-1, -0.78), (-0.25, -0.78), (-0.25, -1), (0.75, -1, 0.09), (0.62, 0.62), (0.2, 0.62), (0.2, 1), (-1, 1)),
    "zed": ((-1, -1), (0.45, -1), (0.45, -0.55), (1, -0.55), (1, 1), (-0.4, 1), (-0.4, 0.6), (-1, 0.6)),
    "slab": ((-1, -0.8), (0.75, -0.8), (1, -0.35), (1, 0.8), (0.1, 0.8), (0.1, 1), (-0.7, 1), (-0.7, 0.8), (-1, 0.8)),
    "keel": ((-1, -0.55), (-0.55, -1), (1, -1), (1, 0.7), (0.35, 0.7), (0.35, 1), (-1, 1)),
    "hook": ((-1, -1), (0.2, -1), (0.2, -0.3), (1, -0.3), (1, 1), (-0.35, 1), (-0.35, 0.72), (-1, 0.72)),
    "rail": ((-1, -0.7, 0.05), (0.7, -1), (1, -1), (1, 0.45), (0.55, 0.45), (0.55, 0.85), (-1, 1)),
}


def outline(corners: tuple[Corner, ...], flip: str = "") -> Floats:
    """Corners as an (n, 2) counter-clockwise ring, bows drawn out, mirrored in x or y as `flip` says."""
    points: list[tuple[float, float]] = []
    for here, following in zip(corners, corners[1:] + corners[:1], strict=True):
        points.append((here[0], here[1]))
        points.extend(_bow(here, following))
    ring = np.array(points) * (-1 if "x" in flip else 1, -1 if "y" in flip else 1)
    return ring[::-1] if len(flip) == 1 else ring


def _bow(here: Corner, following: Corner) -> list[tuple[float, float]]:
    """Points of the bowed line between two corners; none where it is straight."""
    if len(here) < 3:
        return []
    dx, dy = following[0] - here[0], following[1] - here[1]
    steps = np.arange(1, 6) / 6
    sag = 4 * here[2] * steps * (1 - steps)
    return [(here[0] + t * dx + s * dy, here[1] + t * dy - s * dx) for t, s in zip(steps, sag, strict=True)]
