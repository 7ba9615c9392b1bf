"""How a planner's line runs: along streets that are nearly straight, cross at uneven distances and bend a little.

A site is drawn in its own street grid: metres east and north of its centre, turned by a few degrees. Two
steps make streets of straight lines: `at_crossings` puts a vertex wherever a cross street meets a line, and
`bent` moves every vertex by a field that varies over kilometres, the same for the whole city, so that
neighbouring outlines bend alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Floats

_WAVES: Final = (
    # wavelength_m, bearing_deg, amplitude_east_m, amplitude_north_m, phase
    (9100.0, 24.0, 85.0, 60.0, 0.4),
    (5300.0, 101.0, 45.0, -50.0, 2.1),
    (3100.0, 158.0, -22.0, 26.0, 4.4),
)


def bent(xy: Floats) -> Floats:
    """Frame coordinates in m, moved by the city's gentle bends (at most about 200 m)."""
    moved = xy.copy()
    for wavelength_m, bearing_deg, east_m, north_m, phase in _WAVES:
        bearing = math.radians(bearing_deg)
        along = xy[:, 0] * math.sin(bearing) + xy[:, 1] * math.cos(bearing)
        wave = np.sin(2 * math.pi * along / wavelength_m + phase)
        moved[:, 0] += east_m * wave
        moved[:, 1] += north_m * wave
    return moved


@dataclass(frozen=True)
class Grid:
    """A site's own street grid: its centre in the frame and its turn against grid north."""

    x_m: float
    y_m: float
    turn_deg: float

    def city(self, local: Any) -> Any:
        """Geometry in local metres to the frame, streets bent."""
        cos, sin = math.cos(math.radians(self.turn_deg)), math.sin(math.radians(self.turn_deg))

        def place(uv: Floats) -> Floats:
            x = self.x_m + uv[:, 0] * cos - uv[:, 1] * sin
            y = self.y_m + uv[:, 0] * sin + uv[:, 1] * cos
            return bent(np.column_stack([x, y]))

        return shapely.transform(local, place)

    def local(self, xy: Floats) -> Floats:
        """Frame coordinates to local metres, bends ignored: good to some 200 m."""
        cos, sin = math.cos(math.radians(self.turn_deg)), math.sin(math.radians(self.turn_deg))
        dx, dy = xy[:, 0] - self.x_m, xy[:, 1] - self.y_m
        return np.column_stack([dx * cos + dy * sin, dy * cos - dx * sin])


def at_crossings(ring: Floats, block_m: float, rng: np.random.Generator) -> Floats:
    """A closed ring of corners in local m with a vertex wherever a cross street meets it.

    Cross streets lie 0.6 to 1.4 blocks apart; such a vertex is off the line by up to 1.5 % of a block.
    """
    points: list[Floats] = []
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        length_m = float(np.hypot(*(end - start)))
        normal = np.array([start[1] - end[1], end[0] - start[0]]) / max(length_m, 1e-9)
        points.append(start)
        along_m = block_m * rng.uniform(0.6, 1.4)
        while along_m < length_m - 0.45 * block_m:
            aside_m = block_m * rng.uniform(-0.015, 0.015)
            points.append(start + (end - start) * along_m / length_m + normal * aside_m)
            along_m += block_m * rng.uniform(0.6, 1.4)
    return np.array(points)
