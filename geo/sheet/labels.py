"""Labels on the map that never touch each other: numbers of groups with leader lines, names where they fit.

Every label tries many places at once. Places that touch a label, a leader line or the neat line are out; of the
others the one that hides least and stays closest wins. All lengths are millimetres in the map window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Geometries

Flags = npt.NDArray[np.bool_]

_DIRECTIONS: Final = 24
_CLEAR_MM: Final = 0.35
_FAR_STEPS: Final = 26
_STEP_MM: Final = 0.8
_COVER_COST: Final = 6.0
_CROSS_COST: Final = 1.2
_GRID_MM: Final = 1.6
_OUTSIDE_COST: Final = 60.0


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


@dataclass
class Placer:
    """Remembers what is taken. `areas` are shapes that a label had better not hide."""

    outline: Any
    areas: Geometries
    labels: list[Label] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)
    leaders: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tree = shapely.STRtree(self.areas)
        self._room = self.outline.buffer(-0.8, join_style="mitre")
        shapely.prepare(self._room)

    def number(self, text: str, shape: Any, width: float, height: float) -> Label | None:
        """Place a number in its group, or beside it with a leader; None where there is no room at all."""
        pole, radius = _pole(shape)
        if radius > 0.66 * float(np.hypot(width, height)):
            label = Label(text, "number", *pole, width, height)
            if self._free(_boxes(np.array([pole]), width, height)).all():
                return self._keep(label)
        middles = _around(pole, _clearance(shape, width, height))
        boxes = _boxes(middles, width, height)
        leaders = _leaders(pole, middles, width, height)
        possible = self._free(boxes) & self._free_leaders(leaders)
        if not possible.any():
            return None
        middles, boxes, leaders = middles[possible], boxes[possible], leaders[possible]
        cost = shapely.length(leaders) + _COVER_COST * self._hidden(boxes) + _CROSS_COST * self._crossed(leaders)
        best = int(np.argmin(cost))
        x, y = middles[best].tolist()
        return self._keep(Label(text, "number", x, y, width, height, leader=leaders[best]))

    def name(
        self, text: str, kind: str, shape: Any, width: float, height: float, *, outside_share: float, size: float = 1.0
    ) -> Label | None:
        """Place a name inside a shape, at most `outside_share` of it beyond; None where it does not fit."""
        pole, _ = _pole(shape)
        middles = np.vstack([[pole], _grid(shape)])
        boxes = _boxes(middles, width, height)
        beyond = _share_outside(boxes, shape)
        near = beyond <= outside_share
        possible = near.copy()
        possible[near] = self._free(boxes[near])
        if not possible.any():
            return None
        middles, boxes, beyond = middles[possible], boxes[possible], beyond[possible]
        away = np.hypot(*(middles - pole).T)
        best = int(np.argmin(_OUTSIDE_COST * beyond + 0.5 * away + _COVER_COST * self._hidden(boxes)))
        return self._keep(Label(text, kind, *middles[best].tolist(), width, height, size))

    def beside(self, text: str, kind: str, anchor: Label, width: float, height: float) -> Label | None:
        """Place a name right, left, above or below another label where it hides nothing; None otherwise."""
        dx, dy = (anchor.width + width) / 2 + 0.5, (anchor.height + height) / 2 + 0.4
        slide = (width - anchor.width) / 2
        offsets = np.array(
            [(dx, 0), (-dx, 0), (0, dy), (0, -dy), (slide, dy), (-slide, dy), (slide, -dy), (-slide, -dy)]
        )
        middles = np.array([anchor.x, anchor.y]) + offsets
        boxes = _boxes(middles, width, height)
        possible = np.flatnonzero(self._free(boxes) & (self._hidden(boxes) == 0))
        if not len(possible):
            return None
        return self._keep(Label(text, kind, *middles[possible[0]].tolist(), width, height))

    def block(self, box: Any) -> None:
        """Keep labels out of a box."""
        self.taken.append(box)

    def _keep(self, label: Label) -> Label:
        self.labels.append(label)
        self.taken.append(_boxes(np.array([[label.x, label.y]]), label.width, label.height)[0])
        if label.leader is not None:
            self.leaders.append(label.leader)
        return label

    def _free(self, boxes: Geometries) -> Flags:
        """Which boxes lie in the window and touch no label and no leader."""
        free: Flags = shapely.within(boxes, self._room)
        if self.taken:
            free &= ~_touches(boxes, self.taken)
        if self.leaders:
            free &= ~_touches(boxes, self.leaders)
        return free

    def _free_leaders(self, leaders: Geometries) -> Flags:
        if not (self.taken or self.leaders):
            return np.ones(len(leaders), dtype=bool)
        return ~_touches(leaders, [*self.taken, *self.leaders])

    def _hidden(self, boxes: Geometries) -> Floats:
        """How many mm² of the areas each box would hide."""
        which, area = self._tree.query(boxes, predicate="intersects")
        lost = shapely.area(shapely.intersection(boxes[which], self.areas[area]))
        return np.bincount(which, weights=lost, minlength=len(boxes))

    def _crossed(self, lines: Geometries) -> Floats:
        """How many mm each line runs over areas."""
        which, area = self._tree.query(lines, predicate="intersects")
        run = shapely.length(shapely.intersection(lines[which], self.areas[area]))
        return np.bincount(which, weights=run, minlength=len(lines))


def _touches(shapes: Geometries, others: Sequence[Any]) -> Flags:
    tree = shapely.STRtree(list(others))
    which, _ = tree.query(shapes, predicate="dwithin", distance=_CLEAR_MM)
    hit = np.zeros(len(shapes), dtype=bool)
    hit[which] = True
    return hit


def _boxes(middles: Floats, width: float, height: float) -> Geometries:
    x, y = middles[:, 0], middles[:, 1]
    return np.asarray(
        shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), dtype=object
    )


def _share_outside(boxes: Geometries, shape: Any) -> Floats:
    """Which share of each box lies outside the shape."""
    shapely.prepare(shape)
    share = np.zeros(len(boxes))
    over = ~shapely.contains(shape, boxes)
    share[over] = 1 - shapely.area(shapely.intersection(boxes[over], shape)) / shapely.area(boxes[over])
    return share


def _pole(shape: Any) -> tuple[tuple[float, float], float]:
    """The point of a shape that is farthest from its edge, and how far that is."""
    if shape.area == 0:
        point = shape.representative_point()
        return (point.x, point.y), 0.0
    radius = shapely.maximum_inscribed_circle(shape)
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


def _grid(shape: Any) -> Floats:
    west, south, east, north = shape.bounds
    step = max(_GRID_MM, (east - west) / 40, (north - south) / 40)
    x, y = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    inside = shapely.contains_xy(shape, x.ravel(), y.ravel())
    return np.column_stack([x.ravel()[inside], y.ravel()[inside]])
