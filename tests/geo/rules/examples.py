"""The first failing case of each rule as its page shows it: shapes in metres, properties, what was found and where.

`python -m tests.geo.rules.told` writes them to geo/rules/examples, so that what a reader sees fail really fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import shape as geometry_of
from shapely.geometry.base import BaseGeometry

from geo.model import Feature, Finding, Status, features_of
from geo.rulebook import Rulebook
from geo.rules import Rule, examples

MOST_FEATURES: Final = 12
"""A case of more features than these is told in words alone."""
_DECIMALS: Final = 1
_LETTERS: Final = "ABCDEFGH"
_MANY: Final = 100
_DETAIL: Final = 500
"""A picture of a shape with many vertices shows detail down to this part of its size."""
_UNTOLD: Final = ("id", "kind", "name")


def example(rule: Rule, book: Rulebook) -> dict[str, Any]:
    """What the rule's first failing case shows."""
    from tests.geo.rules.test_cases import cases_of, layout_of

    failing = [_lettered(case) for case in cases_of(rule.name).values() if case["found"]]
    told = [(case, _first(rule, case, book)) for case in failing]
    case, finding = next((pair for pair in told if pair[1].status is Status.OPEN), told[0])
    roster = [{"kind": member["kind"], "except": member.get("except", [])} for member in case.get("all", [])]
    features = [] if roster else features_of(layout_of(case, book).features)
    return {
        "message": finding.message.data(),
        "measured": finding.measured,
        "roster": roster,
        **(_drawn(features, finding, book) if 0 < len(features) <= MOST_FEATURES else {"features": [], "evidence": []}),
    }


def _first(rule: Rule, case: dict[str, Any], book: Rulebook) -> Finding:
    """What a case is found to break, the open findings before those of a rule that cannot tell."""
    from tests.geo.rules.test_cases import reported

    return min(reported(rule.code, case, book), key=lambda f: (f.status is not Status.OPEN, f.subjects))


def _lettered(case: dict[str, Any]) -> dict[str, Any]:
    """A case whose features without an id are called A, B, C …, in its waivers too."""
    items = [{"id": letter, **item} for letter, item in zip(_LETTERS, case.get("features", []), strict=False)]
    waivers = [
        {**w, "subjects": [s.upper() if len(s) == 1 else s for s in w["subjects"]]} for w in case.get("waivers", [])
    ]
    return {**case, "features": items, "waivers": waivers}


def text(told: dict[str, Any]) -> str:
    """An example as it is kept."""
    return json.dumps(told, ensure_ascii=False) + "\n"


def path(rule: Rule) -> Path:
    """Where it is kept."""
    return examples.FOLDER / f"{rule.name}.json"


def _drawn(features: list[Feature], finding: Finding, book: Rulebook) -> dict[str, Any]:
    shapes = [_metres(f.geometry, book) for f in features]
    evidence = _metres(finding.data()["evidence"] and geometry_of(finding.data()["evidence"]), book)
    known = [shape for shape in shapes if shape is not None]
    origin = shapely.total_bounds(np.array(known, dtype=object))[:2] if known else np.zeros(2)
    told = [
        {
            "id": feature.id,
            "kind": feature.kind,
            "name": feature.properties.get("name") or feature.id,
            "properties": {k: v for k, v in feature.properties.items() if v not in (None, "", ()) and k not in _UNTOLD},
            "rings": _rings(shape, origin),
        }
        for feature, shape in zip(features, shapes, strict=True)
    ]
    placed = bool(known) and evidence is not None and not _everywhere(evidence, book)
    return {"features": told, "evidence": _rings(evidence, origin) if placed else []}


def _everywhere(evidence: BaseGeometry, book: Rulebook) -> bool:
    """Whether it is the box of all districts, which stands for no place."""
    return bool(np.allclose(evidence.bounds, book.extent.bounds, atol=100.0))


def _metres(geometry: BaseGeometry | None, book: Rulebook) -> BaseGeometry | None:
    """A geometry in the frame; none where there is nothing to draw."""
    if geometry is None or geometry.is_empty:
        return None
    moved: BaseGeometry = shapely.transform(geometry, book.frame.xy)
    return moved


def _rings(geometry: BaseGeometry | None, origin: Any) -> list[list[list[float]]]:
    """Every ring, line or point of a geometry as positions in metres from the example's south-western corner."""
    if geometry is None:
        return []
    west, south, east, north = geometry.bounds
    fine = shapely.get_num_coordinates(geometry) > _MANY
    plain = geometry.simplify(max(east - west, north - south) / _DETAIL) if fine else geometry
    parts: list[Any] = list(shapely.get_parts(plain))
    rings = [r for part in parts for r in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])]
    return [(np.round(shapely.get_coordinates(ring) - origin, _DECIMALS) + 0.0).tolist() for ring in rings]
