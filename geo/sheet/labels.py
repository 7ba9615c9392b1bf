"""Labels on the map that never touch each other: numbers of groups with leader lines, names where they fit.

Every label tries many places at once. Places that touch a label, a leader line or the neat line are out; of the
others the one that hides least and stays closest wins. All lengths are millimetres in the map window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Geometries

Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]

NOTHING: Final[Geometries] = np.array([], dtype=object)

_DIRECTIONS: Final = 16
_CLEAR_MM: Final = 0.35
_FAR_STEPS: Final = 26
_STEP_MM: Final = 0.8
_EDGE_GAP_MM: Final = 0.8
_MEETING_MM: Final = 1.2
_EDGE_COST: Final = 0.7
_COVER_COST: Final = 6.0
_CROSS_COST: Final = 1.2
_GRID_MM: Final = 1.6
_OUTSIDE_COST: Final = 60.0
_AWAY_COST: Final = 0.5
_INSIDE_RADII: Final = 0.66
_BATCH: Final = 16
_AIR_MM: Final = 1.0
_POLE_MM: Final = 0.15


@dataclass(frozen=True)
class Label:
    """A placed text: its box (middle, size), what it says, and its leader line where it stands outside."""

    text: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    size: float = 1.0
    leader: Any = None

    def data(self) -> dict[str, object]:
        """As a JSON object: the box's top left and size."""
        return {
            "text": self.text,
            "kind": self.kind,
            "x": round(self.x - self.width / 2, 3),
            "y": round(self.y - self.height / 2, 3),
            "w": round(self.width, 3),
            "h": round(self.height, 3),
            "size": self.size,
        }


@dataclass(frozen=True)
class Fit:
    """How a name may fit its area: how much smaller, which share of it outside, what it may lie over."""

    size: float = 1.0
    outside_share: float = 0.0
    may_hide: bool = False
    may_cross: bool = False


@dataclass
class Placer:
    """Remembers what is taken. A label had better not hide `areas`, nor lie across `edges` (short lines)."""

    outline: Any
    areas: Geometries
    edges: Geometries
    labels: list[Label] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)
    leaders: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tree = shapely.STRtree(self.areas)
        self._outer: list[Any] = []
        self._edge_tree = shapely.STRtree(self.edges)
        self._room = np.array(self.outline.bounds) + np.array([1, 1, -1, -1]) * _EDGE_GAP_MM

    def number(self, text: str, shape: Any, width: float, height: float) -> Label | None:
        """Place a number in its group, or beside it with a leader; None where there is no room at all.

        Where groups lie so close that every leader would meet another, the leader may run under labels.
        """
        pole, radius = _pole(shape)
        if radius > _INSIDE_RADII * float(np.hypot(width, height)):
            label = Label(text, "number", *pole, width, height)
            if self._free(_boxes(np.array([pole]), width, height)).all():
                return self._keep(label)
        middles = _around(pole, _clearance(shape, width, height))
        leaders = _leaders(pole, middles, width, height)

        def extra(pick: Indices, crowded: bool = False) -> Floats:
            cost = np.full(len(pick), np.inf)
            boxes = _boxes(middles[pick], width, height)
            at = np.flatnonzero(self._free(boxes))
            if not crowded:
                at = at[self._free_leaders(leaders[pick[at]])]
            cost[at] = _COVER_COST * self._hidden(boxes[at]) + _CROSS_COST * self._crossed(leaders[pick[at]])
            cost[at] += _EDGE_COST * self._edges_under(boxes[at])
            return cost

        best = _cheapest(shapely.length(leaders), extra)
        if best is None:
            best = _cheapest(shapely.length(leaders), partial(extra, crowded=True))
        if best is None:
            return None
        return self._keep(Label(text, "number", *_point(middles[best]), width, height, leader=leaders[best]))

    def name(self, text: str, kind: str, shape: Any, width: float, height: float, fit: Fit) -> Label | None:
        """Place a name inside a shape as `fit` allows; None where it does not fit."""
        width, height = width * fit.size, height * fit.size
        pole, _ = _pole(shape)
        margin = width / 2 + height if fit.outside_share >= 1 else 0.0
        middles = np.vstack([[pole], _grid(shape, margin)])

        def extra(pick: Indices) -> Floats:
            cost = np.full(len(pick), np.inf)
            boxes = _boxes(middles[pick], width, height)
            airy = _boxes(middles[pick], width + _AIR_MM, height + _AIR_MM)
            at = np.flatnonzero(self._free(boxes))
            if not fit.may_cross:
                at = at[self._edges_under(boxes[at]) == 0]
            if not fit.may_hide:
                at = at[self._hidden(airy[at]) == 0]
            beyond = _share_outside(boxes[at], shape, exact=fit.outside_share > 0)
            at, beyond = at[beyond <= fit.outside_share], beyond[beyond <= fit.outside_share]
            cost[at] = _OUTSIDE_COST * beyond
            if fit.may_hide or fit.may_cross:
                cost[at] += _COVER_COST * self._hidden(airy[at]) + _EDGE_COST * self._edges_under(boxes[at])
            return cost

        best = _cheapest(_AWAY_COST * np.hypot(*(middles - pole).T), extra)
        if best is None:
            return None
        return self._keep(Label(text, kind, *_point(middles[best]), width, height, fit.size))

    def beside(self, text: str, anchor: Label, own: Any, width: float, height: float) -> Label | None:
        """Place a group's name right, left, above or below its number where it hides no other area; or None."""
        dx, dy = (anchor.width + width) / 2 + 0.5, (anchor.height + height) / 2 + 0.4
        slide = (width - anchor.width) / 2
        offsets = np.array(
            [(dx, 0), (-dx, 0), (0, dy), (0, -dy), (slide, dy), (-slide, dy), (slide, -dy), (-slide, -dy)]
        )
        middles = np.array([anchor.x, anchor.y]) + offsets
        boxes = _boxes(middles, width, height)
        clear = (self._hidden(boxes) == 0) | shapely.contains_properly(own, boxes)
        possible = np.flatnonzero(self._free(boxes) & clear & (self._edges_under(boxes) == 0))
        if not len(possible):
            return None
        return self._keep(Label(text, "group", *_point(middles[possible[0]]), width, height))

    def block(self, box: Any) -> None:
        """Keep labels out of a box."""
        self.taken.append(box)

    def _keep(self, label: Label) -> Label:
        self.labels.append(label)
        self.taken.append(_boxes(np.array([[label.x, label.y]]), label.width, label.height)[0])
        if label.leader is not None:
            self.leaders.append(label.leader)
            self._outer.append(_outer(np.array([label.leader], dtype=object))[0])
        return label

    def _free(self, boxes: Geometries) -> Flags:
        """Which boxes lie in the window and touch no label and no leader."""
        corners = np.asarray(shapely.bounds(boxes))
        past = np.maximum(self._room[:2] - corners[:, :2], corners[:, 2:] - self._room[2:])
        free: Flags = np.asarray((past <= 0).all(axis=1))
        free[free] = ~_touches(boxes[free], [*self.taken, *self.leaders], _CLEAR_MM)
        return free

    def _free_leaders(self, leaders: Geometries) -> Flags:
        """Which leaders stay off labels and do not cross; near their groups they may start from one point."""
        apart = ~_touches(leaders, self.taken, _CLEAR_MM)
        apart[apart] = ~_touches(_outer(leaders[apart]), self._outer, 0.0)
        return apart

    def _hidden(self, boxes: Geometries) -> Floats:
        """How many mm² of the areas each box would hide."""
        which, area = self._tree.query(boxes, predicate="intersects")
        lost = shapely.area(shapely.intersection(boxes[which], self.areas[area]))
        return np.bincount(which, weights=lost, minlength=len(boxes)).astype(np.float64)

    def _edges_under(self, boxes: Geometries) -> Floats:
        """How many edges each box lies across."""
        which, _ = self._edge_tree.query(boxes, predicate="intersects")
        return np.bincount(which, minlength=len(boxes)).astype(np.float64)

    def _crossed(self, lines: Geometries) -> Floats:
        """How many mm each line runs over areas."""
        which, area = self._tree.query(lines, predicate="intersects")
        run = shapely.length(shapely.intersection(lines[which], self.areas[area]))
        return np.bincount(which, weights=run, minlength=len(lines)).astype(np.float64)


def _outer(leaders: Geometries) -> Geometries:
    """Leaders without the stretch in which those of neighbouring groups may meet."""
    ends = shapely.get_coordinates(leaders).reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    share = np.minimum(_MEETING_MM / np.maximum(np.hypot(*along.T), _MEETING_MM), 0.5)
    ends[:, 0] += along * share[:, None]
    return np.asarray(shapely.linestrings(ends), dtype=object)


def _touches(shapes: Geometries, others: Sequence[Any], clearance_mm: float) -> Flags:
    """Which shapes come closer than the clearance to any of the others."""
    matrix = shapely.dwithin(shapes[:, None], np.array(others, dtype=object)[None, :], clearance_mm)
    return np.asarray(matrix.any(axis=1))


def _boxes(middles: Floats, width: float, height: float) -> Geometries:
    x, y = middles[:, 0], middles[:, 1]
    return np.asarray(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), dtype=object)


def _cheapest(least: Floats, extra: Callable[[Indices], Floats]) -> int | None:
    """The index where `least + extra` is smallest; `extra` is never negative, so most need no look at all."""
    order = np.argsort(least, kind="stable")
    best, lowest = None, np.inf
    for start in range(0, len(order), _BATCH):
        pick = order[start : start + _BATCH]
        if least[pick[0]] >= lowest:
            break
        cost = least[pick] + extra(pick)
        if cost.min() < lowest:
            best, lowest = int(pick[np.argmin(cost)]), float(cost.min())
    return best


def _share_outside(boxes: Geometries, shape: Any, *, exact: bool) -> Floats:
    """Which share of each box lies outside the shape; 1 for any that is not all inside unless `exact`."""
    shapely.prepare(shape)
    share = np.zeros(len(boxes))
    over = ~shapely.contains(shape, boxes)
    share[over] = 1.0
    if exact:
        share[over] -= shapely.area(shapely.intersection(boxes[over], shape)) / shapely.area(boxes[over])
    return share


def _point(xy: Floats) -> tuple[float, float]:
    return float(xy[0]), float(xy[1])


def _pole(shape: Any) -> tuple[tuple[float, float], float]:
    """The point of a shape that is farthest from its edge, and how far that is."""
    if shape.area == 0:
        point = shape.representative_point()
        return (point.x, point.y), 0.0
    radius = shapely.maximum_inscribed_circle(shape, tolerance=_POLE_MM)
    (x, y), _ = shapely.get_coordinates(radius)
    return (float(x), float(y)), float(radius.length)


def _clearance(shape: Any, width: float, height: float) -> Any:
    """The shape grown by half a label: a label whose middle lies outside does not cover the shape."""
    return shapely.buffer(shapely.simplify(shape, 0.2), 0.55 * max(width, height), quad_segs=4)


def _around(pole: tuple[float, float], blocked: Any) -> Floats:
    """Middles in all directions around a point, nearest first, outside the blocked shape."""
    angles = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False) + np.pi / _DIRECTIONS
    reach = float(shapely.hausdorff_distance(shapely.Point(pole), blocked)) if not blocked.is_empty else 0.0
    steps = np.arange(1, _FAR_STEPS + int(reach / _STEP_MM)) * _STEP_MM
    x = pole[0] + np.outer(steps, np.cos(angles))
    y = pole[1] + np.outer(steps, np.sin(angles))
    middles = np.column_stack([x.ravel(), y.ravel()])
    return np.asarray(middles[~shapely.contains_xy(blocked, middles[:, 0], middles[:, 1])])


def _leaders(pole: tuple[float, float], middles: Floats, width: float, height: float) -> Geometries:
    """Straight lines from the pole to the edge of each label."""
    delta = middles - np.array(pole)
    with np.errstate(divide="ignore"):
        share = np.minimum(width / 2 / np.abs(delta[:, 0]), height / 2 / np.abs(delta[:, 1]))
    ends = np.array(pole) + delta * (1 - np.minimum(share, 0.99))[:, None]
    starts = np.broadcast_to(np.array(pole), ends.shape)
    return np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)), dtype=object)


def _grid(shape: Any, margin: float) -> Floats:
    """Points inside a shape, or also around it where a margin is given."""
    west, south, east, north = shape.bounds
    step = max(_GRID_MM, (east - west) / 40, (north - south) / 40)
    x, y = np.meshgrid(np.arange(west - margin, east + margin, step), np.arange(south - margin, north + margin, step))
    points = np.column_stack([x.ravel(), y.ravel()])
    return points if margin else np.asarray(points[shapely.contains_xy(shape, points)])
