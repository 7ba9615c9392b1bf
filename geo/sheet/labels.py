"""Labels on the map that never touch each other: numbers of groups with leader lines, names where they fit.

Every label tries many places at once. Places that touch a label, a leader line or the neat line are out; of the
others the one that hides least and stays closest wins. All lengths are millimetres in the map window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Geometries
from geo.sheet.raster import Flags, Raster

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
_BATCH: Final = 64
_CELL_MM: Final = 0.4
_SHAPE_CELL_MM: Final = 0.5
_SAMPLES: Final = 24
_EDGE_PIECE_MM: Final = 2.0
_AIR_MM: Final = 1.0
_POLE_MM: Final = 0.15
_NAME_POLE_MM: Final = 1.0
_LEAST_MM: Final = 1e-9


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


class Placer:
    """Remembers what is taken. A label had better not hide `areas`, nor lie across `edges`; `weight` coarsens cells."""

    def __init__(self, outline: Any, areas: Geometries, edges: Geometries, weight: float = 1.0) -> None:
        self.labels: list[Label] = []
        self.leaders: list[Any] = []
        cell_mm = _CELL_MM * weight
        self._areas = Raster.of(areas, outline.bounds, cell_mm)
        self._edges = Raster.of(edges, outline.bounds, cell_mm)
        self._edge_cost = _EDGE_COST / (_EDGE_PIECE_MM * cell_mm)
        self._room = np.array(outline.bounds) + np.array([1, 1, -1, -1]) * _EDGE_GAP_MM
        self._taken = np.empty((0, 4))
        self._lines = np.empty((0, 4))
        self._shape_cell_mm = _SHAPE_CELL_MM * weight

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
            cost[at] = _COVER_COST * self._areas.under(boxes[at], outward=False)
            cost[at] += _CROSS_COST * self._crossed(leaders[pick[at]]) + self._edge_cost * self._edges.under(boxes[at])
            return cost

        length = np.hypot(*(leaders[:, 2:] - leaders[:, :2]).T)
        best = _cheapest(length, extra)
        if best is None:
            best = _cheapest(length, partial(extra, crowded=True))
        if best is None:
            return None
        leader = shapely.LineString(leaders[best].reshape(2, 2))
        return self._keep(Label(text, "number", *_point(middles[best]), width, height, leader=leader))

    def name(self, text: str, kind: str, shape: Any, width: float, height: float, fits: Sequence[Fit]) -> Label | None:
        """Place a name inside a shape in the first way of fitting that works; None where none does."""
        pole, _ = _pole(shape, _NAME_POLE_MM)
        inner = Raster.of(np.array([shape], dtype=object), shape.bounds, self._shape_cell_mm)
        for fit in fits:
            wide, high = width * fit.size, height * fit.size
            margin = wide / 2 + high if fit.outside_share >= 1 else 0.0
            middles = np.vstack([[pole], _grid(shape.bounds, inner, margin)])
            away = _AWAY_COST * np.hypot(*(middles - pole).T)
            best = _cheapest(away, partial(self._name_cost, middles, wide, high, inner, fit))
            if best is not None:
                return self._keep(Label(text, kind, *_point(middles[best]), wide, high, fit.size))
        return None

    def beside(self, text: str, anchor: Label, own: Any, width: float, height: float) -> Label | None:
        """Place a group's name right, left, above or below its number where it hides no other area; or None."""
        dx, dy = (anchor.width + width) / 2 + 0.5, (anchor.height + height) / 2 + 0.4
        slide = (width - anchor.width) / 2
        offsets = np.array(
            [(dx, 0), (-dx, 0), (0, dy), (0, -dy), (slide, dy), (-slide, dy), (slide, -dy), (-slide, -dy)]
        )
        middles = np.array([anchor.x, anchor.y]) + offsets
        boxes = _boxes(middles, width, height)
        possible = np.flatnonzero(self._free(boxes) & (self._edges.under(boxes) == 0))
        clear = (self._areas.under(boxes[possible]) == 0) | _within(boxes[possible], own)
        possible = possible[clear]
        if not len(possible):
            return None
        return self._keep(Label(text, "group", *_point(middles[possible[0]]), width, height))

    def block(self, box: Any) -> None:
        """Keep labels out of a box."""
        self._taken = np.vstack([self._taken, box.bounds])

    def _keep(self, label: Label) -> Label:
        self.labels.append(label)
        self._taken = np.vstack([self._taken, _boxes(np.array([[label.x, label.y]]), label.width, label.height)])
        if label.leader is not None:
            self.leaders.append(label.leader)
            self._lines = np.vstack([self._lines, shapely.get_coordinates(label.leader).reshape(1, 4)])
        return label

    def _name_cost(
        self, middles: Floats, width: float, height: float, inner: Raster, fit: Fit, pick: Indices
    ) -> Floats:
        cost = np.full(len(pick), np.inf)
        boxes = _boxes(middles[pick], width, height)
        airy = _boxes(middles[pick], width + _AIR_MM, height + _AIR_MM)
        at = np.flatnonzero(self._free(boxes))
        if not fit.may_cross:
            at = at[self._edges.under(boxes[at]) == 0]
        if not fit.may_hide:
            at = at[self._areas.under(airy[at]) == 0]
        beyond = 1.0 - inner.share(boxes[at])
        at, beyond = at[beyond <= fit.outside_share], beyond[beyond <= fit.outside_share]
        cost[at] = _OUTSIDE_COST * beyond
        if fit.may_hide or fit.may_cross:
            cost[at] += _COVER_COST * self._areas.under(airy[at]) + self._edge_cost * self._edges.under(boxes[at])
        return cost

    def _free(self, boxes: Floats) -> Flags:
        """Which boxes lie in the window and touch no label and no leader."""
        west, north, east, south = boxes.T
        inside = (west >= self._room[0]) & (north >= self._room[1])
        free: Flags = np.asarray(inside & (east <= self._room[2]) & (south <= self._room[3]))
        at = np.flatnonzero(free)
        wide = boxes[at] + np.array([-1, -1, 1, 1]) * _CLEAR_MM
        free[at] = ~(_meet(wide, self._taken).any(axis=1) | _cut(self._lines, wide).any(axis=0))
        return free

    def _free_leaders(self, leaders: Floats) -> Flags:
        """Which leaders stay off labels and do not cross; near their groups they may start from one point."""
        wide = self._taken + np.array([-1, -1, 1, 1]) * _CLEAR_MM
        meets = _cut(leaders, wide).any(axis=1)
        return np.asarray(~(meets | _cross(_outer(leaders), _outer(self._lines)).any(axis=1)))

    def _crossed(self, leaders: Floats) -> Floats:
        """How many mm each leader runs over areas."""
        along = np.linspace(0.0, 1.0, _SAMPLES)[None, :, None]
        points = leaders[:, None, :2] * (1 - along) + leaders[:, None, 2:] * along
        length = np.hypot(*(leaders[:, 2:] - leaders[:, :2]).T)
        return np.asarray(self._areas.at(points).mean(axis=1) * length)


def _outer(leaders: Floats) -> Floats:
    """Leaders without the stretch in which those of neighbouring groups may meet."""
    along = leaders[:, 2:] - leaders[:, :2]
    share = np.minimum(_MEETING_MM / np.maximum(np.hypot(*along.T), _MEETING_MM), 0.5)
    return np.hstack([leaders[:, :2] + along * share[:, None], leaders[:, 2:]])


def _meet(boxes: Floats, others: Floats) -> Flags:
    """Which boxes meet which others, as a matrix."""
    west, north, east, south = boxes.T[:, :, None]
    other_west, other_north, other_east, other_south = others.T[:, None, :]
    across = (west <= other_east) & (east >= other_west)
    return np.asarray(across & (north <= other_south) & (south >= other_north))


def _cut(lines: Floats, boxes: Floats) -> Flags:
    """Which lines cut which boxes, as a matrix, by the slab method."""
    enter, leave = np.zeros((len(lines), len(boxes))), np.ones((len(lines), len(boxes)))
    for axis in (0, 1):
        start, along = lines[:, axis, None], (lines[:, axis + 2] - lines[:, axis])[:, None]
        pace = 1.0 / np.where(np.abs(along) < _LEAST_MM, _LEAST_MM, along)
        one, other = (boxes[None, :, axis] - start) * pace, (boxes[None, :, axis + 2] - start) * pace
        enter, leave = np.maximum(enter, np.minimum(one, other)), np.minimum(leave, np.maximum(one, other))
    return np.asarray(enter <= leave)


def _cross(lines: Floats, others: Floats) -> Flags:
    """Which lines cross which others, as a matrix."""
    a, b, c, d = lines[:, None, :2], lines[:, None, 2:], others[None, :, :2], others[None, :, 2:]
    return np.asarray((_side(a, b, c) * _side(a, b, d) <= 0) & (_side(c, d, a) * _side(c, d, b) <= 0))


def _side(a: Floats, b: Floats, point: Floats) -> Floats:
    """On which side of the line from a to b points lie."""
    u, v = b - a, point - a
    return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])


def _boxes(middles: Floats, width: float, height: float) -> Floats:
    half = np.array([width, height]) / 2
    return np.hstack([middles - half, middles + half])


def _within(boxes: Floats, shape: Any) -> Flags:
    """Which boxes lie inside a shape."""
    return np.asarray(shapely.contains_properly(shape, shapely.box(*boxes.T)))


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


def _point(xy: Floats) -> tuple[float, float]:
    return float(xy[0]), float(xy[1])


def _pole(shape: Any, tolerance_mm: float = _POLE_MM) -> tuple[tuple[float, float], float]:
    """The point of a shape that is farthest from its edge, and how far that is."""
    if shape.area == 0:
        point = shape.representative_point()
        return (point.x, point.y), 0.0
    radius = shapely.maximum_inscribed_circle(shape, tolerance=tolerance_mm)
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


def _leaders(pole: tuple[float, float], middles: Floats, width: float, height: float) -> Floats:
    """Straight lines (x0, y0, x1, y1) from the pole to the edge of each label."""
    delta = middles - np.array(pole)
    with np.errstate(divide="ignore"):
        share = np.minimum(width / 2 / np.abs(delta[:, 0]), height / 2 / np.abs(delta[:, 1]))
    ends = np.array(pole) + delta * (1 - np.minimum(share, 0.99))[:, None]
    return np.hstack([np.broadcast_to(np.array(pole), ends.shape), ends])


def _grid(bounds: tuple[float, float, float, float], inner: Raster, margin: float) -> Floats:
    """Points inside a shape, or also around it where a margin is given."""
    west, south, east, north = bounds
    step = max(_GRID_MM, (east - west) / 40, (north - south) / 40)
    x, y = np.meshgrid(np.arange(west - margin, east + margin, step), np.arange(south - margin, north + margin, step))
    points = np.column_stack([x.ravel(), y.ravel()])
    return points if margin else np.asarray(points[inner.at(points)])
