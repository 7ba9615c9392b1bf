"""What has changed between two layouts, as layers for a GIS: GeoPackage with QGIS styles, GeoJSON with simplestyle.

Each difference is a feature with the later outline, or with the earlier one where it was removed; of outlines that
changed, the earlier ones are features besides. All geometries are in EPSG:4490 as the layouts have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.compare import TITLES, Change, Difference
from geo.exchange import geopackage
from geo.exchange.about import MEMBER
from geo.exchange.columns import join
from geo.exchange.qgis import Look, keep_styles
from geo.exchange.rows import Rows, room
from geo.measure import M2_PER_KM2
from geo.model import SCHEMATIC_NOTICE, Layout, Text

LAYER: Final = "comparison"
EARLIER: Final = "comparison_before"
NUMBERS: Final = frozenset({"before_km2", "after_km2", "difference_km2"})
NAMES: Final = ("kind", "name", "change", "columns", "outline", "before_km2", "after_km2", "difference_km2")
_COLOURS: Final = {
    Change.ADDED: "#1d6b34", Change.REMOVED: "#a3162e", Change.MOVED: "#8a5200", Change.RETITLED: "#2a669f",
}  # fmt: skip
LOOKS: Final = {change.value: Look(TITLES[change], colour) for change, colour in _COLOURS.items()}
_EARLIER_LOOKS: Final = {Change.MOVED.value: Look(Text("原边界", "earlier outline"), "#555555", dashed=True)}


def about(before: Layout, after: Layout) -> dict[str, Any]:
    """What a file of differences says of itself."""
    schematic = before.schematic or after.schematic
    return {
        "holds": "comparison",
        "from": {"layout": before.id, "revision": before.revision},
        "to": {"layout": after.id, "revision": after.revision},
        "rulebook": after.rulebook,
        "title": Text(f"{before.id} 与 {after.id} 的变化", f"Changes from {before.id} to {after.id}").data(),
        "notice": SCHEMATIC_NOTICE.data() if schematic else None,
    }


def to_geopackage(before: Layout, after: Layout, found: Sequence[Difference], path: Path, language: str = "zh") -> None:
    """Write the differences as a layer, and earlier outlines as another."""
    path.unlink(missing_ok=True)
    rows = list(_rows(before, after, found))
    for layer, outline in ((LAYER, "now"), (EARLIER, "before")):
        with room() as lines:
            for row, shape in rows:
                if row["outline"] == outline:
                    wkb = None if shape is None else shapely.to_wkb(shape, hex=True)
                    lines.write(orjson.dumps(row | {"geometry": wkb}, option=orjson.OPT_APPEND_NEWLINE))
            geopackage.append_rows(Rows(lines, NAMES, numbers=NUMBERS), path, about(before, after), title=layer)
    keep_styles(path, [(LAYER, 2)], "change", LOOKS, language)
    keep_styles(path, [(EARLIER, 2)], "change", _EARLIER_LOOKS, language)


def to_geojson(before: Layout, after: Layout, found: Sequence[Difference], path: Path) -> None:
    """Write the differences as features whose members of style show the change."""
    features = []
    for row, shape in _rows(before, after, found):
        looks = LOOKS if row["outline"] == "now" else _EARLIER_LOOKS
        style = looks[row["change"]].simplestyle()
        geometry = None if shape is None else dict(shapely.orient_polygons(shape).__geo_interface__)
        id = row["id"] if row["outline"] == "now" else f"{row['id']}@before"
        features.append({"type": "Feature", "id": id, "geometry": geometry, "properties": row | style})
    document = {"type": "FeatureCollection", MEMBER: about(before, after), "features": features}
    path.write_bytes(orjson.dumps(document) + b"\n")


def _rows(
    before: Layout, after: Layout, found: Sequence[Difference]
) -> Iterator[tuple[dict[str, Any], BaseGeometry | None]]:
    old, new = (dict(zip(side.features["id"], side.features.geometry, strict=True)) for side in (before, after))
    for difference in found:
        row = _properties(difference)
        yield row, old.get(difference.id) if difference.change is Change.REMOVED else new.get(difference.id)
        if difference.change is Change.MOVED:
            yield row | {"outline": "before"}, old.get(difference.id)


def _properties(difference: Difference) -> dict[str, Any]:
    was, now = difference.before_m2 / M2_PER_KM2, difference.after_m2 / M2_PER_KM2
    return {
        "id": difference.id,
        "kind": difference.kind,
        "name": difference.name,
        "change": difference.change.value,
        "columns": join(difference.columns),
        "outline": "now",
        "before_km2": None if difference.change is Change.ADDED else was,
        "after_km2": None if difference.change is Change.REMOVED else now,
        "difference_km2": now - was,
    }
