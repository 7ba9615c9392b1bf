"""Yanqing's core and three bands, which tile the district, and Tongzhou's six assignments."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.ops import polygonize

from data.boundaries.build import roster
from data.boundaries.build.coverage import FRAME, cleaned
from data.boundaries.build.drawing import drawn, sites
from geo.crs import Floats, Geometries

ZONE_SITES: Final = Path(__file__).with_name("zones.toml")
_BANDS: Final = ("YQ-W", "YQ-M", "YQ-E")
_MOORING_DEG: Final = 0.02


def dividing_line(row: roster.Row, district: shapely.Geometry) -> shapely.LineString:
    """A line of zone_lines.csv across the district, from one vertex of its border to another.

    Ending in a vertex that the border has anyway keeps the bands exactly inside the district.
    """
    vertices = [tuple(map(float, pair.split())) for pair in row["vertices_lon_lat"].split(";")]
    inside = shapely.intersection(shapely.LineString(vertices), district)
    longest = max(shapely.get_parts(inside), key=shapely.length)
    line = shapely.get_coordinates(longest)
    first, last = line[0], line[-1]
    inland = line[np.minimum(np.hypot(*(line - first).T), np.hypot(*(line - last).T)) > _MOORING_DEG]
    start, end = _mooring(first, inland[0], district), _mooring(last, inland[-1], district)
    return shapely.LineString([start, *inland, end])


def _mooring(end: Floats, inland: Floats, district: shapely.Geometry) -> Floats:
    """The border vertex near a line's end where the line meets the border most squarely.

    Where it grazed the border it would leave a needle of land or of bay between two bands.
    """
    ring = shapely.get_coordinates(shapely.get_exterior_ring(shapely.get_geometry(district, 0)))[:-1]
    away = inland - ring
    squarely = np.minimum(_angle(np.roll(ring, 1, axis=0) - ring, away), _angle(np.roll(ring, -1, axis=0) - ring, away))
    approach = shapely.linestrings(np.stack([ring, np.broadcast_to(inland, ring.shape)], axis=1))
    usable = (np.hypot(*(ring - end).T) < _MOORING_DEG) & shapely.covers(district, approach)
    best = int(np.argmax(np.where(usable, squarely, -1.0)))
    return np.asarray(ring[best])


def _angle(a: Floats, b: Floats) -> Floats:
    """Angles in radians between the vectors of two (n, 2) arrays."""
    cosine = (a * b).sum(axis=1) / np.maximum(np.hypot(*a.T) * np.hypot(*b.T), 1e-12)
    return np.asarray(np.arccos(np.clip(cosine, -1, 1)))


def bands(district: shapely.Geometry) -> list[Any]:
    """The district in degrees, split by the two lines, from west to east.

    Raises:
        ValueError: the lines do not split it in three.
    """
    lines = [dividing_line(row, district) for row in roster.table("zone_lines")]
    pieces = list(polygonize(shapely.union_all([shapely.boundary(district), *lines])))
    if len(pieces) != len(_BANDS):
        raise ValueError(f"the lines split the district in {len(pieces)}, not {len(_BANDS)}")
    return sorted(pieces, key=lambda piece: float(piece.centroid.x))


def features(districts: dict[str, Any], land: dict[str, shapely.Geometry]) -> dict[str, Any]:
    """Zones by id, in degrees; `districts` (in degrees) and `land` (in the frame) by district.

    Raises:
        ValueError: the core cuts a band in pieces.
    """
    found = dict(cell for site in sites(ZONE_SITES) for cell in drawn(site, land[site.park]))
    core = found.pop("YQ-CORE")
    outer: Geometries = FRAME.project(np.array(bands(districts["延庆区"]), dtype=object))
    tiles = cleaned([core, *shapely.difference(outer, core)])
    if any(shapely.get_num_geometries(tile) != 1 for tile in tiles):
        raise ValueError("the core cuts a band in pieces; move it in the table")
    return dict(zip(("YQ-CORE", *_BANDS), tiles, strict=True)) | {z: cleaned([p])[0] for z, p in found.items()}
