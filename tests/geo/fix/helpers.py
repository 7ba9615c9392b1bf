"""Small layouts to repair, and what must be true after any repair."""

from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.check import Checker
from geo.fix import Proposal, offers
from geo.model import Feature, Finding, Layout
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.rules.shapes import shape

GEOMETRY = ("GEO001", "GEO002", "GEO003")


def drawn(book: Rulebook, *shapes: str | list[str], kinds: tuple[str, ...] = (), **properties: Any) -> Layout:
    """Features a, b, c … of the given shapes; small areas unless `kinds` says otherwise."""
    kinds = (*kinds, *["small"] * (len(shapes) - len(kinds)))
    return Layout.of(
        [
            Feature(id, kind, shape(text, book.frame), {"note": f"about {id}", **properties})
            for id, kind, text in zip("abcdefgh", kinds, shapes, strict=False)
        ],
        id="drawn",
    )


def judged(layout: Layout, book: Rulebook, *codes: str) -> Checker:
    return Checker(layout, book, ON, select=codes or GEOMETRY)


def found(judge: Checker, rule: str) -> Finding:
    """The one finding of a rule."""
    (finding,) = [f for f in judge.report.findings if f.rule == rule]
    return finding


def offered(layout: Layout, book: Rulebook, rule: str) -> dict[str, Proposal]:
    """The repairs of the one finding of a rule, by id."""
    return {p.id: p for p in offers(found(judged(layout, book, rule), rule), layout, book)}


def area_m2(layout: Layout, book: Rulebook) -> float:
    """The land that a layout covers, each piece once."""
    shapes = book.frame.project(np.asarray(layout.features.geometry.values, dtype=object))
    return float(measure.area_m2(shapely.union_all(shapes)))


def wkb(layout: Layout) -> dict[str, bytes]:
    """Every feature's geometry to the last bit."""
    return dict(zip(layout.features["id"], shapely.to_wkb(layout.features.geometry.values), strict=True))


def only_touches(before: Layout, after: Layout, proposal: Proposal) -> None:
    """Whatever the edit does not name is the same to the last bit, and properties stay as they are."""
    old, new = wkb(before), wkb(after)
    assert old.keys() == new.keys()
    assert {id for id in old if old[id] != new[id]} <= proposal.edit.touched
    for id in old:
        was, now = before.feature(id), after.feature(id)
        assert was is not None and now is not None
        assert dict(was.properties) == dict(now.properties) and was.kind == now.kind
        assert now.geometry is not None and now.geometry.geom_type == "MultiPolygon" and now.geometry.is_valid


def shares_vertices(layout: Layout, first: str, second: str) -> bool:
    """Whether two features are an exact coverage: no edge of one runs along the other without being its edge too."""
    pair = layout.features[layout.features["id"].isin([first, second])]
    return bool(shapely.coverage_is_valid(np.asarray(pair.geometry.values, dtype=object)))
