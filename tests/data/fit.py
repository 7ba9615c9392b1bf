"""The translation that fits one set of boundaries best onto another, by iterated closest points."""

from typing import Any

import numpy as np
import shapely

from geo.crs import Floats, Geometries


def translation_m(points: Floats, lines: Any) -> Floats:
    """The shift (east, north) in m that brings boundary points nearest to the lines.

    Every round moves the points so that the nearest four fifths come closest to the lines in the least
    squares sense, measured across the line, because along it a coarse boundary says nothing.
    """
    tree = shapely.STRtree(segments(lines))
    shift = np.zeros(2)
    for _ in range(100):
        moved = points + shift
        dots = np.asarray(shapely.points(moved), dtype=object)
        row, hit = tree.query_nearest(dots, all_matches=False)
        nearest = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(dots[row], tree.geometries[hit]), 1))
        gap = nearest - moved
        length = np.hypot(*gap.T)
        near = length <= np.quantile(length, 0.8)
        across = gap[near] / np.maximum(length[near, None], 1e-9)
        step = np.linalg.solve(across.T @ across, across.T @ length[near])
        shift += step
        if np.hypot(*step) < 0.1:
            return shift
    raise AssertionError("no best translation found")


def segments(lines: Any) -> Geometries:
    """Every straight piece of the lines on its own, for a spatial index."""
    xy, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    together = line[:-1] == line[1:]
    return np.asarray(shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)[together]), dtype=object)
