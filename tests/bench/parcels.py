"""Generated parcels: a Voronoi coverage with bent borders, some overlaps and gaps planted, always the same."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import Frame, Geometries
from geo.model import COLUMNS, LIST_COLUMNS, Layout

SIDE_M = 200.0
BEND_M = 4.0
PIECES = 7


def parcels(n: int, seed: int = 1) -> Geometries:
    """About `n` polygons in metres, about 44 vertices each, every hundredth grown over its neighbours or shrunk."""
    rng = np.random.default_rng(seed)
    side = SIDE_M * np.sqrt(n)
    seeds = shapely.multipoints(rng.uniform(0, side, (n, 2)))
    edges = shapely.voronoi_polygons(seeds, extend_to=shapely.box(0, 0, side, side), only_edges=True)
    bent = _bend(shapely.get_parts(edges), rng)
    cells = shapely.get_parts(shapely.polygonize(bent))
    cells = cells[shapely.is_valid(cells)]
    grown = rng.choice(len(cells), len(cells) // 100, replace=False)
    half = len(grown) // 2
    cells[grown[:half]] = shapely.buffer(cells[grown[:half]], 5.0, quad_segs=1)
    cells[grown[half:]] = shapely.buffer(cells[grown[half:]], -5.0, quad_segs=1)
    return np.asarray(cells, dtype=object)


def save(cells: Geometries, path: Path) -> None:
    """Write parcels, so that a contender's memory is not that of making them."""
    _, points, offsets = shapely.to_ragged_array(cells)
    np.savez(path, points=points, rings=offsets[0], polygons=offsets[1])


def saved(path: Path) -> Geometries:
    """Parcels that were written by `save`."""
    with np.load(path) as parts:
        offsets = parts["rings"], parts["polygons"]
        return np.asarray(shapely.from_ragged_array(shapely.GeometryType.POLYGON, parts["points"], offsets))


def _bend(edges: Geometries, rng: np.random.Generator) -> Geometries:
    """Each border with some vertices in between, moved a little: shared by both neighbours."""
    steps = np.linspace(0, 1, PIECES + 1)
    points = shapely.get_coordinates(edges).reshape(-1, 2, 2)
    lines = points[:, :1] + (points[:, 1:] - points[:, :1]) * steps[None, :, None]
    length = np.hypot(*(points[:, 1] - points[:, 0]).T)
    sway = rng.uniform(-1, 1, lines.shape) * np.minimum(BEND_M, length / PIECES / 3)[:, None, None]
    lines[:, 1:-1] += sway[:, 1:-1]
    return np.asarray(shapely.linestrings(lines), dtype=object)


def layout(cells: Geometries, frame: Frame, kind: str = "parcel") -> Layout:
    """Parcels as a layout around the frame's centre."""
    offset = np.array(shapely.total_bounds(cells)).reshape(2, 2).mean(axis=0)
    lonlat = shapely.transform(cells, lambda xy: frame.lonlat(xy - offset))
    rows: dict[str, object] = {name: [None] * len(cells) for name in COLUMNS}
    rows |= {name: [()] * len(cells) for name in LIST_COLUMNS}
    rows |= {"id": [f"p{i:06d}" for i in range(len(cells))], "kind": [kind] * len(cells)}
    return Layout.from_table(gpd.GeoDataFrame(rows, geometry=lonlat, crs=4490), id="bench")
