"""What is known of the ground, for a file's coordinates to be held against: districts, and layouts of the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
import shapely

from geo.crs import Floats, Frame, Geometries
from geo.exchange import geojson
from geo.exchange.doctor.claims import widened
from geo.exchange.once import once
from geo.exchange.typed import folded
from geo.model import Kind, Layout
from geo.rulebook import Rulebook
from geo.settings import data_dir

_CELL_M: Final = 500.0
_STEP_M: Final = 25.0
_LEAST_DENSITY: Final = 2e-5
_ROUGHLY_M: Final = 500.0
_AROUND_M: Final = 3_000.0
_LEAST_LETTERS: Final = 2
_CAMPUS: Final = (Kind.PARK, Kind.GROUP)


@dataclass(frozen=True)
class Near:
    """From points to the nearest line: how far, its heading in radians, and the way there, east and north in metres.

    Infinite and 0 where none is in reach.
    """

    metres: Floats
    heading: Floats
    way: Floats


@dataclass(frozen=True)
class Lines:
    """Segments of lines in the frame, found by nearness; `density` is how many metres of them lie in a square metre."""

    segments: Geometries

    @classmethod
    def of(cls, shapes: Geometries) -> Self:
        """The outlines of shapes; one that several share counts once."""
        return cls._among(_outlines(shapes))

    def with_those(self, shapes: Geometries) -> Lines:
        """These and the outlines of shapes."""
        return self._among(np.concatenate([_segments(self.segments), _outlines(shapes)]))

    @classmethod
    def _among(cls, ends: Floats) -> Self:
        """Each of the segments once, whichever way it runs."""
        rounded = np.round(ends, 3)
        forward = rounded[:, 0, 0] + 1j * rounded[:, 0, 1] <= rounded[:, 1, 0] + 1j * rounded[:, 1, 1]
        ordered = np.where(forward[:, None, None], rounded, rounded[:, ::-1])
        _, first = np.unique(ordered.reshape(-1, 4), axis=0, return_index=True)
        return cls(np.asarray(shapely.linestrings(ends[first]), dtype=object))

    def nearest(self, xy: Floats, reach_m: float) -> Near:
        """From (n, 2) points to the nearest line, as far as `reach_m`."""
        near = Near(np.full(len(xy), np.inf), np.zeros(len(xy)), np.zeros((len(xy), 2)))
        finite = np.flatnonzero(np.isfinite(xy).all(axis=1))
        points: Geometries = np.asarray(shapely.points(xy[finite]), dtype=object)
        (index, found), metres = self._tree.query_nearest(
            points, max_distance=reach_m, return_distance=True, all_matches=False
        )
        ways = shapely.shortest_line(points[index], self.segments[found])
        near.metres[finite[index]] = metres
        near.heading[finite[index]] = self._headings[found]
        near.way[finite[index]] = np.diff(shapely.get_coordinates(ways).reshape(-1, 2, 2), axis=1)[:, 0]
        return near

    def density(self, xy: Floats) -> Floats:
        """Metres of lines in a square metre around (n, 2) points, never quite none."""
        cells, corner = self._grid
        if not cells.size:
            return np.full(len(xy), _LEAST_DENSITY)
        known = np.where(np.isfinite(xy), xy, corner)
        at = np.clip((known - corner) // _CELL_M, 0, np.array(cells.shape) - 1)
        here: Floats = cells[at[:, 0].astype(int), at[:, 1].astype(int)]
        return np.maximum(here, _LEAST_DENSITY)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.segments)

    @cached_property
    def _headings(self) -> Floats:
        ends = shapely.get_coordinates(self.segments).reshape(-1, 2, 2)
        along = ends[:, 1] - ends[:, 0]
        return np.asarray(np.arctan2(along[:, 1], along[:, 0]))

    @cached_property
    def _grid(self) -> tuple[Floats, Floats]:
        """The density in square cells, smoothed with their neighbours, and the corner at which they begin."""
        if not len(self.segments):
            return np.empty((0, 0)), np.zeros(2)
        points = shapely.get_coordinates(shapely.segmentize(self.segments, _STEP_M))
        counts = shapely.get_num_points(shapely.segmentize(self.segments, _STEP_M))
        weights = np.repeat(shapely.length(self.segments) / counts, counts)
        corner = points.min(axis=0) - 2 * _CELL_M
        edges = [np.arange(c, high + 3 * _CELL_M, _CELL_M) for c, high in zip(corner, points.max(axis=0), strict=True)]
        metres, _, _ = np.histogram2d(points[:, 0], points[:, 1], bins=edges, weights=weights)
        padded = np.pad(metres, 1)
        high, wide = metres.shape
        smooth = sum(padded[i : i + high, j : j + wide] for i in range(3) for j in range(3))
        return np.asarray(smooth / (9 * _CELL_M**2)), corner


def _outlines(shapes: Geometries) -> Floats:
    return _segments(shapely.get_parts(shapely.boundary(shapes[~shapely.is_missing(shapes)])))


def _segments(lines: Geometries) -> Floats:
    """Both ends of each segment, as (n, 2, 2)."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    ends: Floats = np.stack([xy[:-1], xy[1:]], axis=1)
    within: Floats = ends[line[:-1] == line[1:]]
    return within


@dataclass(frozen=True)
class Anchors:
    """The ground in the frame: the `zone` that all districts cover, outlines, and areas by their names as compared."""

    frame: Frame
    zone: Any
    lines: Lines
    areas: Mapping[str, Any]

    @staticmethod
    def of(book: Rulebook, layout: Layout | None = None) -> Anchors:
        """The rulebook's districts and reference layout, and the layout into which a file comes, where there is one."""
        return _ground(book) if layout is None else _with(_ground(book), layout, book)

    @cached_property
    def near(self) -> Any:
        """The zone and what is near enough to count as inside."""
        return widened(self.zone)

    @cached_property
    def around(self) -> Any:
        """The zone and a wide strip around it, roughly."""
        around = shapely.buffer(shapely.simplify(self.zone, _ROUGHLY_M), _AROUND_M)
        shapely.prepare(around)
        return around


@once
def _ground(book: Rulebook) -> Anchors:
    """The districts and reference layout of a rulebook."""
    districts: Geometries = np.array(list(book.district_shapes.values()), dtype=object)
    zone = shapely.union_all(districts)
    shapely.prepare(zone)
    bare = Anchors(book.frame, zone, Lines.of(districts), dict(_districts(book)))
    layout = reference(book)
    return bare if layout is None else _with(bare, layout, book)


def _with(ground: Anchors, layout: Layout, book: Rulebook) -> Anchors:
    shapes = book.frame.project(np.asarray(layout.features.geometry.values, dtype=object))
    areas = {**ground.areas, **_named(layout, shapes, book)}
    return replace(ground, lines=ground.lines.with_those(shapes), areas=areas)


def reference(book: Rulebook) -> Layout | None:
    """The layout that comes with a rulebook to compare with, where it names one."""
    if book.file.reference is None:
        return None
    path = data_dir() / book.file.reference
    return geojson.loads(path.read_bytes(), id=path.stem, rulebook=book.id)


def _districts(book: Rulebook) -> Iterator[tuple[str, Any]]:
    english = dict(zip(book.districts["name"], book.districts["name_en"], strict=True))
    for name, shape in book.district_shapes.items():
        yield folded(name), shape
        yield folded(str(english[name])), shape
        if len(name) > _LEAST_LETTERS:
            yield folded(name[:-1]), shape


def _named(layout: Layout, shapes: Geometries, book: Rulebook) -> dict[str, Any]:
    """Areas by name, other name and id; of a name that features share, parks and groups come before others."""
    others = {member.name: member.aliases for member in (*book.parks.members, *book.groups.members)}
    table = layout.features
    found: dict[str, Any] = {}
    order = np.argsort(table["kind"].isin(_CAMPUS).to_numpy(), kind="stable")
    for row in order:
        if shapes[row] is None or shapely.area(shapes[row]) == 0 or not shapely.is_valid(shapes[row]):
            continue
        name = table["name"].iloc[row]
        names = (table["id"].iloc[row], *((name, *others.get(name, ())) if name else ()))
        found |= {folded(one): shapes[row] for one in names}
    return found
