"""Any two layouts or revisions side by side: features, ground that was gained and lost, and how it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from geo.compare.alignment import drawable
from geo.compare.differences import Change, Difference, differences
from geo.compare.movement import Areas, moved_areas
from geo.crs import Frame, Geometries
from geo.measure import area_m2
from geo.model import Layout


@dataclass(frozen=True)
class Ground:
    """What a feature has gained and lost: outlines in the frame, None where there is nothing, ellipsoidal m²."""

    gained: shapely.Geometry | None
    lost: shapely.Geometry | None
    gained_m2: float
    lost_m2: float


@dataclass(frozen=True)
class Comparison:
    """Two layouts and what differs between them, measured in a frame.

    `differences` are ordered by kind of change and id; everything else is worked out when it is asked for.
    """

    before: Layout
    after: Layout
    frame: Frame
    differences: tuple[Difference, ...]

    @cached_property
    def ground(self) -> tuple[Ground, ...]:
        """What each difference gains and loses, in their order; a feature whose outline is as it was, nothing."""
        was, now = (drawable(_objects([pair[side] for pair in self._outlines])) for side in (0, 1))
        gained, lost = _less(now, was), _less(was, now)
        areas = zip(area_m2(gained).tolist(), area_m2(lost).tolist(), strict=True)
        return tuple(Ground(more, less, *m2) for more, less, m2 in zip(gained, lost, areas, strict=True))

    @property
    def _outlines(self) -> list[tuple[Any, Any]]:
        stays = (None, None)
        return [stays if d.change is Change.RETITLED else (d.before, d.after) for d in self.differences]

    @cached_property
    def areas(self) -> Areas:
        """How much ground moved between parks and classes."""
        return moved_areas(self.before, self.after, self.frame)

    @cached_property
    def counts(self) -> dict[Change, int]:
        """How many features there are of each change."""
        return {change: sum(d.change is change for d in self.differences) for change in Change}

    @property
    def same(self) -> int:
        """How many features are alike on both sides."""
        return len(self.after) - len(self.differences) + self.counts[Change.REMOVED]


def compare(before: Layout, after: Layout, frame: Frame) -> Comparison:
    """What the later layout adds, removes and changes."""
    return Comparison(before, after, frame, differences(before, after, frame))


def _objects(values: Sequence[Any]) -> Geometries:
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out


def _less(one: Geometries, other: Geometries) -> Geometries:
    """The ground of each outline that its partner does not have; None where that is none."""
    partners = other.copy()
    partners[shapely.is_missing(other)] = shapely.Point()
    out = np.asarray(shapely.difference(one, partners), dtype=object)
    out[shapely.is_empty(out)] = None
    return out
