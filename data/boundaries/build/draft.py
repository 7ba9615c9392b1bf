"""A layout under the pen: features that faults can be planted in, in the frame, one by one."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from data.boundaries.build.coverage import DECIMALS, FRAME, cleaned
from data.boundaries.build.files import rounded


class Draft:
    """Features by id; outlines are read and drawn in the frame, kept in degrees."""

    def __init__(self, features: list[dict[str, Any]]) -> None:
        self.properties = {f["id"]: deepcopy(f["properties"]) for f in features}
        self.outlines: dict[str, Any] = {f["id"]: shape(f["geometry"]) for f in features}

    def outline(self, id: str) -> Any:
        """A feature's outline in the frame."""
        return FRAME.project(np.array([self.outlines[id]], dtype=object))[0]

    def part(self, id: str, nth: int) -> Any:
        """One part of a feature in the frame, the largest first."""
        return shapely.get_geometry(self.outline(id), nth)

    def redraw(self, id: str, outline: Any) -> None:
        """Give a feature a new outline, drawn in the frame."""
        drawn = FRAME.unproject(np.array([outline], dtype=object))
        self.outlines[id] = rounded(drawn, DECIMALS)[0]

    def redraw_part(self, id: str, nth: int, outline: Any) -> None:
        """Give one part of a feature a new outline in degrees; the other parts stay."""
        parts = list(shapely.get_parts(self.outlines[id]))
        parts[nth] = outline
        self.outlines[id] = shapely.MultiPolygon(parts)

    def redraw_neighbours(self, **outlines: Any) -> dict[str, Any]:
        """Outlines in the frame of features that share borders, in degrees, borders still shared."""
        return dict(zip(outlines, cleaned(list(outlines.values())), strict=True))

    def add(self, id: str, like: str, outline: Any, **changes: Any) -> None:
        """A new feature in degrees with another one's properties, but for the changes."""
        self.properties[id] = self.properties[like] | {"id": id} | changes
        self.outlines[id] = outline

    def remove(self, id: str) -> None:
        """Take a feature away."""
        del self.properties[id], self.outlines[id]
