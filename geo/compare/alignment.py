"""Two tables of features side by side, row by row: which of their columns say the same."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.crs import Geometries
from geo.model import COLUMNS, NUMBER_COLUMNS

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

OUTLINE: Final = "geometry"
"""What the outline is called beside the properties."""

PARTS: Final = (*(name for name in COLUMNS if name != "id"), OUTLINE)
"""Everything of a feature that can differ: its properties and its outline."""


def places(table: gpd.GeoDataFrame, ids: pd.Index[Any]) -> Places:
    """In which row of a layout's table each id stands; -1 where it has none of it."""
    return np.asarray(pd.Index(table["id"]).get_indexer(ids))


def values_of(table: gpd.GeoDataFrame, part: str) -> Any:
    """A column of a layout's table as an array."""
    if part == OUTLINE:
        return np.asarray(table.geometry.values, dtype=object)
    return table[part].to_numpy()


def alike(one: gpd.GeoDataFrame, rows: Places, other: gpd.GeoDataFrame, partners: Places) -> dict[str, Mask]:
    """Of each part of a feature, in which pairs of rows both say the same."""
    return {part: same_values(values_of(one, part)[rows], values_of(other, part)[partners], part) for part in PARTS}


def same_values(one: Any, other: Any, part: str) -> Mask:
    """Where two arrays of a part say the same: outlines to the coordinate, missing values like each other."""
    if part == OUTLINE:
        return np.asarray(shapely.equals_identical(one, other) | (shapely.is_missing(one) & shapely.is_missing(other)))
    if part in NUMBER_COLUMNS:
        return np.asarray((one == other) | (np.isnan(one) & np.isnan(other)))
    return np.asarray(one == other, dtype=np.bool_)


def drawable(shapes: Geometries) -> Geometries:
    """Outlines that overlays can take: mended where they are invalid, missing where there is nothing on the ground."""
    out = shapes.copy()
    wrong = ~shapely.is_missing(out) & ~shapely.is_valid(out)
    out[wrong] = shapely.make_valid(out[wrong], method="structure", keep_collapsed=False)
    corners: Any = shapely.bounds(out)
    out[shapely.is_empty(out) | ~np.isfinite(corners).all(axis=1)] = None
    return out
