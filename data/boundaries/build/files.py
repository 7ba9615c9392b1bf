"""Writing the data files: one feature a line, so that a changed outline is one changed line in a diff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.crs import Floats

BOUNDARIES = Path(__file__).resolve().parent.parent
RULEBOOK = BOUNDARIES.parent / "rulebook" / "zgc"
RETRIEVED = "2026-11-21"
"""When the sources were read: a constant, because a rebuild must not change a byte."""


def rounded(geometry: Any, decimals: int) -> Any:
    """Geometries in degrees with coordinates at that many decimals."""

    def round_all(lonlat: Floats) -> Floats:
        return np.round(lonlat, decimals)

    return shapely.transform(geometry, round_all)


def as_multipolygon(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """A polygon or multipolygon with right-handed rings (RFC 7946, 3.1.6) and a fixed order of parts.

    Raises:
        ValueError: the geometry is neither.
    """
    parts = [p for p in shapely.get_parts(geometry) if not shapely.is_empty(p)]
    if not parts or any(not isinstance(p, shapely.Polygon) for p in parts):
        raise ValueError(f"not an area: {geometry}")
    parts.sort(key=lambda part: (-round(part.area, 9), part.bounds))
    return shapely.orient_polygons(shapely.MultiPolygon(parts))


def write_collection(path: Path, features: Iterable[Mapping[str, Any]], **members: Any) -> None:
    """Write a GeoJSON FeatureCollection; `members` are foreign members that precede the features."""
    head = json.dumps({"type": "FeatureCollection", **members}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"  {path.name}: {path.stat().st_size / 1000:.0f} kB")


def write_provenance(path: Path, facts: Mapping[str, Any]) -> None:
    """Write what is known of a data file's origin, beside it."""
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
