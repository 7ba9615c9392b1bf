"""Remove an overlap in favour of one of the two: the other yields the land that both claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.fix import words
from geo.fix.build import Repair, proposal, refused
from geo.fix.ground import Ground
from geo.fix.nodes import noded, parts_of, shared_border_m, with_points
from geo.fix.proposal import Proposal
from geo.model import Finding, Text

KIND = "remove-overlap"


def propose(finding: Finding, ground: Ground) -> list[Proposal]:
    """One proposal in favour of each of the two; clear is only the one whose owner is better surveyed.

    A feature inside another leaves one way out, a hole in the outer one, but whether that is meant nobody can tell.
    """
    first, second = finding.subjects
    if not (ground.has(first) and ground.has(second)):
        title = words.OVERLAP_TITLE.format(owner=first, loser=second, area_m2=0)
        return [refused(KIND, finding, title, words.GONE)]
    found = [_favour(owner, loser, finding, ground) for owner, loser in ((first, second), (second, first))]
    return _with_clear(found, ground)


def _with_clear(found: Sequence[Proposal], ground: Ground) -> list[Proposal]:
    ranks = [_rank(str(p.owner), ground) for p in found]
    return [replace(p, clear=p.offered and rank < max(ranks)) for p, rank in zip(found, ranks, strict=True)]


def _rank(id: str, ground: Ground) -> int:
    """How well a feature's outline is surveyed: 0 is best."""
    order, basis = ground.settings.overlap.basis_order, ground.text(id, "basis")
    return order.index(basis) if basis in order else len(order)


def _favour(owner: str, loser: str, finding: Finding, ground: Ground) -> Proposal:
    id, snap_m = f"{KIND}:{owner}", ground.settings.nodes.snap_m
    keeps, yields = noded(ground.shape(owner), ground.shape(loser), snap_m)
    common = shapely.intersection(keeps, yields)
    area_m2 = float(measure.area_m2(common))
    title = words.OVERLAP_TITLE.format(owner=ground.name(owner), loser=ground.name(loser), area_m2=area_m2)
    if not area_m2:
        return refused(id, finding, title, words.APART)
    left, crumbs = _cut(keeps, yields, ground)
    if reason := _too_harsh(loser, left, ground):
        return refused(id, finding, title, reason)
    grown = reduce(lambda whole, crumb: shapely.union(*noded(whole, crumb, snap_m)), crumbs, ground.shape(owner))
    keeps = with_points(grown, shapely.get_coordinates(left), snap_m)
    moved = shapely.union_all([common, *crumbs])
    return proposal(id, finding, title, Repair({owner: keeps, loser: left}, moved), ground)


def _cut(keeps: Any, yields: Any, ground: Ground) -> tuple[Any, Any]:
    """What is left of the loser, and the crumbs beside the owner's border that are too small to be meant."""
    parts = parts_of(shapely.difference(yields, keeps))
    area_m2, rounding_m2 = measure.area_m2(parts), ground.settings.safety.max_spill_m2
    crumb = (area_m2 < ground.settings.overlap.crumb_m2) & ~_among(parts, parts_of(yields))
    dust = crumb & (area_m2 <= rounding_m2)
    given = crumb & ~dust
    given[given] = [_beside(part, keeps, ground) for part in parts[given]]
    return shapely.MultiPolygon(list(parts[~given & ~dust])), parts[given]


def _beside(part: Any, keeps: Any, ground: Ground) -> bool:
    corners = shapely.get_coordinates(part)
    return shared_border_m(part, with_points(keeps, corners, ground.settings.nodes.snap_m)) > 0


def _among(parts: Any, others: Any) -> Any:
    """Which parts are there unchanged."""
    return np.isin(shapely.to_wkb(shapely.normalize(parts)), shapely.to_wkb(shapely.normalize(others)))


def _too_harsh(loser: str, left: Any, ground: Ground) -> Text | None:
    """Why the loser cannot yield: too little of it would be left, or too small parts."""
    limits = ground.settings.overlap
    before_m2, left_m2 = float(measure.area_m2(ground.shape(loser))), float(measure.area_m2(left))
    if left_m2 < limits.min_left_share * before_m2:
        values = {"left_share": left_m2 / before_m2, "left_m2": left_m2, "min_share": limits.min_left_share}
        return words.TOO_LITTLE.format(name=ground.name(loser), **values)
    parts = parts_of(left)
    was = parts_of(ground.shape(loser))
    least_m2 = float(measure.area_m2(parts).min())
    allowed_m2 = min(limits.min_part_m2, float(measure.area_m2(was).min()))
    if len(parts) > len(was) and least_m2 < allowed_m2:
        values = {"n": len(parts), "least_m2": least_m2, "min_m2": limits.min_part_m2}
        return words.FALLS_APART.format(name=ground.name(loser), **values)
    return None
