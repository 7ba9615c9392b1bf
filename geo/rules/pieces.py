"""The parts of features in many pieces, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.crs import Floats, Geometries
from geo.rules.subjects import Ints, Subjects


@dataclass(frozen=True)
class Pieces:
    """Every part of some features: its shape in the frame and the row of the feature it belongs to."""

    shapes: Geometries
    rows: Ints
    count: int

    @staticmethod
    def of(subjects: Subjects) -> Pieces:
        """The parts of all features."""
        shapes, rows = shapely.get_parts(subjects.geometry, return_index=True)
        return Pieces(shapes, rows, len(subjects))

    @property
    def largest_m2(self) -> Floats:
        """Each feature's largest part."""
        largest = np.zeros(self.count)
        np.maximum.at(largest, self.rows, measure.area_m2(self.shapes))
        return largest

    @property
    def total_m2(self) -> Floats:
        """Each feature's parts together."""
        return np.bincount(self.rows, measure.area_m2(self.shapes), self.count).astype(np.float64)

    @property
    def sizes(self) -> Ints:
        """How many parts each feature has."""
        return np.bincount(self.rows, minlength=self.count)

    def widest_gap(self, row: int) -> tuple[float, Any]:
        """The longest step (m) that one must take to walk over all parts of a feature, and the line of that step.

        The feature has several parts. They are joined one by one, always by the shortest step that is left.
        """
        parts = self.shapes[self.rows == row]
        away_m = shapely.distance(parts[:, None], parts[None, :])
        joined = np.zeros(len(parts), dtype=np.bool_)
        joined[0] = True
        steps = []
        for _ in parts[1:]:
            steps_m = np.where(joined[:, None] & ~joined[None, :], away_m, np.inf)
            here, there = np.unravel_index(int(np.argmin(steps_m)), steps_m.shape)
            steps.append((float(steps_m[here, there]), shapely.shortest_line(parts[here], parts[there])))
            joined[there] = True
        return max(steps, key=lambda step: step[0])
