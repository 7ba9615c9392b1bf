"""The only place where areas and lengths are computed. Geometry is in a layout's frame; results are m² and m.

An area is the ellipsoidal area (椭球面积) that national land surveys use (国土调查办发〔2008〕32号):
the frame is equal-area on the CGCS2000 ellipsoid. Sums run over whole square millimetres, so that a total depends
neither on the order of its parts nor on how they were split.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

M2_PER_KM2: Final = 1_000_000.0
MM2_PER_M2: Final = 1_000_000
AREA_BASIS: Final = "ellipsoidal, CGCS2000"


def area_m2(geometry: Any) -> npt.NDArray[np.float64]:
    """Ellipsoidal area in m² of geometries in the frame; 0 where one is missing."""
    return np.nan_to_num(np.asarray(shapely.area(geometry), dtype=np.float64))


def length_m(geometry: Any) -> npt.NDArray[np.float64]:
    """Length in m of lines, or of the rings of polygons, in the frame."""
    return np.nan_to_num(np.asarray(shapely.length(geometry), dtype=np.float64))


def whole_mm2(area: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """m² as whole mm²: integers add up the same in any order; 9 million km² fit."""
    return np.rint(area * MM2_PER_M2).astype(np.int64)


def km2(area: float) -> float:
    """m² as km², rounded to the square metre that a report shows."""
    return round(float(area) / M2_PER_KM2, 6)
