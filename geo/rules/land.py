"""What features share with the parcels of some classes of land."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rules.overlap import polygons_only
from geo.rules.subjects import Subjects


def land_of(layout: Subjects, classes: Sequence[str]) -> Subjects:
    """The parcels whose property `class` is one of `classes`."""
    parcels = layout.of("parcel")
    return parcels[np.isin(parcels.text("class").astype(str), classes)]


def shared(here: Subjects, land: Subjects) -> Geometries:
    """The part of each of `here` that lies on any of `land`; land that overlaps itself counts once."""
    common = np.full(len(here), shapely.Polygon(), dtype=object)
    rows, parcels = land.tree.query(here.geometry, predicate="intersects")
    order = np.lexsort((parcels, rows))
    rows, parcels = rows[order], parcels[order]
    for row in np.unique(rows):
        ground = shapely.union_all(land.geometry[parcels[rows == row]])
        common[row] = shapely.intersection(here.geometry[row], ground)
    return polygons_only(common)
