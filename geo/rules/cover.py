"""What of each shape its neighbours leave uncovered."""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rules.overlap import polygons_only
from geo.rules.subjects import Subjects


def uncovered(here: Subjects, covers: Subjects) -> Geometries:
    """The polygonal part of each of `here` outside the union of those `covers` that it meets."""
    bare: Geometries = here.geometry.copy()
    if len(here) and len(covers):
        rows, members = covers.tree.query(here.geometry, predicate="intersects")
        order = np.lexsort((members, rows))
        rows, members = rows[order], members[order]
        for row in np.unique(rows):
            cover = shapely.union_all(covers.geometry[members[rows == row]])
            bare[row] = shapely.difference(here.geometry[row], cover)
        bare = polygons_only(bare)
    return bare
