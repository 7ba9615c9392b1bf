"""A comparison as a JSON object; geometries are GeoJSON in EPSG:4490, areas ellipsoidal, in m²."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import orjson
import shapely

from geo.compare import Areas, Cell, Change, Comparison
from geo.crs import Frame, Geometries
from geo.model import SCHEMATIC_NOTICE, Layout
from geo.report.compared.findings import FindingsDelta

_SHAPES = ("before", "after", "gained", "lost")


def compared_data(found: Comparison, findings: FindingsDelta | None, *, geometry: bool = True) -> dict[str, Any]:
    """All of a comparison as an object for `orjson`; without `geometry` every outline is left out."""
    before, after = found.before, found.after
    schematic = before.schematic or after.schematic
    return {
        "from": named(before),
        "to": named(after),
        "rulebook": after.rulebook,
        "notice": SCHEMATIC_NOTICE.data() if schematic else None,
        "summary": summary(found),
        "features": list(features_data(found, geometry=geometry)),
        "areas": _areas(found.areas),
        "findings": None if findings is None else findings.data(),
    }


def summary(found: Comparison) -> dict[str, Any]:
    """How many features there are of each change, and all the ground that they gain and lose."""
    counts = {change.value: count for change, count in found.counts.items()}
    gained, lost = (sum(getattr(ground, name) for ground in found.ground) for name in ("gained_m2", "lost_m2"))
    return counts | {"same": found.same, "gained_m2": gained, "lost_m2": lost}


def named(layout: Layout) -> dict[str, Any]:
    """Which layout and revision this is."""
    title = None if layout.title is None else layout.title.data()
    return {"layout": layout.id, "revision": layout.revision, "title": title}


def features_data(found: Comparison, *, geometry: bool) -> Iterator[dict[str, Any]]:
    """Each difference as an object for `orjson`."""
    shapes = outlines(found) if geometry else [None] * len(found.differences)
    for difference, ground, drawn in zip(found.differences, found.ground, shapes, strict=True):
        yield {
            "id": difference.id,
            "kind": difference.kind,
            "name": difference.name,
            "change": difference.change.value,
            "attributes": [
                {"name": value.column, "before": plain(value.before), "after": plain(value.after)}
                for value in difference.values
            ],
            "before_m2": None if difference.change is Change.ADDED else difference.before_m2,
            "after_m2": None if difference.change is Change.REMOVED else difference.after_m2,
            "gained_m2": ground.gained_m2,
            "lost_m2": ground.lost_m2,
            "geometry": drawn,
        }


def outlines(found: Comparison) -> list[dict[str, orjson.Fragment | None]]:
    """The outlines of each difference before and after, and the ground that it gained and lost, as GeoJSON."""
    ids = [difference.id for difference in found.differences]
    sides = [_own(layout, ids) for layout in (found.before, found.after)]
    sides += [_placed([getattr(ground, name) for ground in found.ground], found.frame) for name in ("gained", "lost")]
    return [dict(zip(_SHAPES, drawn, strict=True)) for drawn in zip(*map(_fragments, sides), strict=True)]


def plain(value: Any) -> Any:
    """A property as JSON has it."""
    return list(value) if isinstance(value, tuple) else value


def _own(layout: Layout, ids: Sequence[str]) -> Geometries:
    """The outlines of features to the coordinate, None where a layout has no such feature."""
    shapes = dict(zip(layout.features["id"].tolist(), layout.features.geometry.tolist(), strict=True))
    return _column([shapes.get(id) for id in ids])


def _placed(shapes: Sequence[Any], frame: Frame) -> Geometries:
    return frame.unproject(_column(shapes))


def _column(shapes: Sequence[Any]) -> Geometries:
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out


def _fragments(shapes: Geometries) -> list[orjson.Fragment | None]:
    kept = shapes.copy()
    kept[~np.isfinite(np.asarray(shapely.bounds(kept))).all(axis=1)] = None
    return [None if text is None else orjson.Fragment(text) for text in shapely.to_geojson(kept).tolist()]


def _areas(areas: Areas) -> dict[str, Any]:
    return {
        "flows": [
            {"kind": cell.kind, "from": _place(flow.before), "to": _place(flow.after), "area_m2": flow.area_m2}
            for flow in areas.flows
            if (cell := flow.before or flow.after) is not None
        ],
        "totals": [
            {"kind": cell.kind} | (_place(cell) or {}) | {"before_m2": before_m2, "after_m2": after_m2}
            for cell, before_m2, after_m2 in areas.totals
        ],
    }


def _place(cell: Cell | None) -> dict[str, str | None] | None:
    return None if cell is None else {"park": cell.park, "class": cell.location_class}
