"""Boundary points on their way to an outline: where a ring ends, and in which order its points are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Floats
from geo.exchange.rings import LEAST_POINTS, closed, outline
from geo.model import Text

_LAST_NUMBER: Final = re.compile(r"(\d+)\D*$")


class Point(NamedTuple):
    """A boundary point: its coordinates in the order of the file, and its number (J1), empty where it has none."""

    a: float
    b: float
    label: str


@dataclass
class Traverse:
    """The rings of one parcel, point after point. `sorted` counts those that were joined by their points' numbers."""

    sorted: int = 0
    _rings: list[list[Point]] = field(default_factory=list)
    _named: dict[str, list[Point]] = field(default_factory=dict)
    _open: bool = False

    def add(self, point: Point, ring: str = "") -> None:
        """The next point. `ring` is the number of its ring; without one, rings end by themselves."""
        if ring:
            if ring not in self._named:
                self._named[ring] = []
                self._rings.append(self._named[ring])
            self._named[ring].append(point)
            return
        if not self._open or self._begins_again(point):
            self._rings.append([])
        current = self._rings[-1]
        current.append(point)
        self._open = len(current) <= LEAST_POINTS or point[:2] != current[0][:2]

    def restarts(self, label: str, place: tuple[float | None, float | None], blank: bool) -> bool:
        """Whether a point of that number at that place, after a blank row or none, begins another parcel."""
        if not self._rings:
            return False
        if not self._open:
            return label == self._rings[0][0].label if label else blank
        ring = self._rings[-1]
        return bool(label) and label == ring[0].label and place != ring[0][:2]

    def _begins_again(self, point: Point) -> bool:
        """Whether the number of the ring's first point comes again at another place."""
        first = self._rings[-1][0]
        return bool(point.label) and point.label == first.label and point[:2] != first[:2]

    @property
    def wrong(self) -> Text | None:
        """Why these rings make no outline."""
        for i, ring in enumerate(self._rings):
            if len({point[:2] for point in ring}) < LEAST_POINTS:
                return Text(
                    f"第 {i + 1} 个环只有 {len(ring)} 个点，至少要有三个不同的点",
                    f"ring {i + 1} has {len(ring)} points: three different ones are needed",
                )
        return None

    def outline(self) -> BaseGeometry:
        """The rings as a Polygon or MultiPolygon."""
        return outline([self._joined(ring) for ring in self._rings])

    def _joined(self, ring: list[Point]) -> Floats:
        """By rows; by numbers only where rows cross themselves and numbers do not."""
        by_rows = closed(np.array([point[:2] for point in ring]))
        numbers = [int(found[1]) if (found := _LAST_NUMBER.search(point.label)) else -1 for point in ring]
        if -1 in numbers or numbers == sorted(numbers) or _simple(by_rows):
            return by_rows
        last = len(ring) - (ring[0][:2] == ring[-1][:2])
        order = np.argsort(numbers[:last], kind="stable")
        by_numbers = closed(np.array([ring[i][:2] for i in order]))
        if not _simple(by_numbers):
            return by_rows
        self.sorted += 1
        return by_numbers


def _simple(points: Floats) -> bool:
    return bool(shapely.is_valid(shapely.Polygon(points)))
