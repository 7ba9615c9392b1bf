"""Crossed outlines: the two ways in which one can be read."""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Geometries


def readings(geometry: Geometries) -> tuple[Geometries, Geometries]:
    """What polygons with crossed outlines enclose, and what an even-odd reading gives; both as MultiPolygons.

    Where the areas of both agree there is one reading only: a bow-tie has two parts either way, an outline that runs
    twice around the same land is land in one reading and a hole in the other. What has no area is left out.
    """
    enclosed = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return polygonal(enclosed), polygonal(shapely.make_valid(geometry, method="linework"))


def polygonal(geometry: Geometries) -> Geometries:
    """The polygons of each geometry as one MultiPolygon, lines and points left out; empty where there are none."""
    parts, of = shapely.get_parts(geometry, return_index=True)
    inner, of_part = shapely.get_parts(parts, return_index=True)
    rows = of[of_part]
    areal = (shapely.get_type_id(inner) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(inner)
    out = np.full(len(geometry), shapely.MultiPolygon(), dtype=object)
    shapely.multipolygons(inner[areal], indices=rows[areal], out=out)
    return out
