"""Areas that share their borders vertex by vertex, and stay so when their coordinates are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from shapely import coverage_clean  # type: ignore[attr-defined]  # the stubs lag behind

from data.boundaries.build.files import rounded
from geo.crs import Frame, Geometries

FRAME: Final = Frame(116.4, 40.2)
SNAP_M: Final = 1e-4
DECIMALS: Final = 9
"""Of a degree: 0.1 mm, so that rounding changes no area by more than about a square metre."""


def cleaned(pieces: Sequence[Any]) -> Geometries:
    """Pieces in the frame that nearly tile an area, in degrees, every shared border identical.

    Raises:
        ValueError: they are no valid coverage after rounding.
    """
    clean = coverage_clean(np.array(pieces, dtype=object), snapping_distance=SNAP_M)
    result = rounded(FRAME.unproject(clean), DECIMALS)
    if not (shapely.is_valid(result).all() and shapely.coverage_is_valid(result)):
        raise ValueError("the pieces are no valid coverage after rounding")
    return np.asarray(result, dtype=object)
