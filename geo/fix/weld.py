"""Weld vertices that were meant to be the same: along shared borders of a coverage, within a tolerance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo import measure
from geo.crs import Floats
from geo.fix import words
from geo.fix.build import Repair, proposal, refused
from geo.fix.ground import Ground
from geo.fix.nodes import by_ring, with_points
from geo.fix.proposal import Proposal
from geo.model import Finding
from geo.rules import RULES

KIND = "weld-borders"
Ints = npt.NDArray[np.intp]


def propose(finding: Finding, ground: Ground) -> list[Proposal]:
    """One proposal: weld the two borders. It is clear, because nobody gains more than the tolerance's width."""
    tolerance_m = ground.settings.weld.tolerance_m
    title = words.WELD_TITLE.format(tolerance_m=tolerance_m)
    if not all(map(ground.has, finding.subjects)):
        return [refused(KIND, finding, title, words.GONE)]
    shapes = {id: ground.shape(id) for id in finding.subjects}
    welded = weld(shapes, tolerance_m)
    if all(welded[id] is shapes[id] for id in shapes):
        return [refused(KIND, finding, title, words.NO_NEAR.format(tolerance_m=tolerance_m))]
    first, second = (welded[id] for id in finding.subjects)
    if not (shapely.is_valid(first) and shapely.is_valid(second)):
        return [refused(KIND, finding, title, words.INVALID.format(name=ground.name(finding.subjects[0])))]
    overlap_m2 = float(measure.area_m2(shapely.intersection(first, second)))
    if overlap_m2 > getattr(RULES["GEO002"].bind(ground.book), "tolerance_m2", 0.0):
        return [refused(KIND, finding, title, words.TOO_FAR.format(area_m2=overlap_m2, tolerance_m=tolerance_m))]
    moved = shapely.union_all([shapely.symmetric_difference(shapes[id], welded[id]) for id in shapes])
    return [proposal(KIND, finding, title, Repair(welded, moved, clear=True), ground)]


def weld(shapes: Mapping[str, Any], tolerance_m: float) -> dict[str, Any]:
    """Shapes whose near-duplicate vertices are one, and whose borders have each other's vertices within the tolerance.

    A cluster of vertices goes to the position that most features use, ties to the feature whose id sorts first. A
    cluster wider than the tolerance, or with two vertices of one feature, is left alone: it is detail, not a slip.
    A shape that does not change is returned as the same object.
    """
    ids = sorted(shapes)
    points, owner = shapely.get_coordinates([shapes[id] for id in ids], return_index=True)
    places, at = np.unique(points, axis=0, return_inverse=True)
    target = _targets(places, at.reshape(-1), owner, tolerance_m)
    moved = {id: _moved(shapes[id], places, target) for id in ids}
    out: dict[str, Any] = {}
    for id in ids:
        others = [moved[other] for other in ids if other != id]
        shape = with_points(moved[id], np.unique(shapely.get_coordinates(others), axis=0), tolerance_m)
        out[id] = shapes[id] if shapely.equals_exact(shape, shapes[id]) else shape
    return out


def _targets(places: Floats, at: Ints, owner: Ints, tolerance_m: float) -> Ints:
    """The row in `places` that each place goes to."""
    target = np.arange(len(places))
    spots = np.asarray(shapely.points(places), dtype=object)
    one, two = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=tolerance_m)
    users: dict[int, set[int]] = {}
    for place, who in np.unique(np.column_stack([at, owner]), axis=0):
        users.setdefault(int(place), set()).add(int(who))
    for cluster in _clusters(one, two):
        owners = [who for place in cluster for who in users[place]]
        wide = shapely.length(shapely.minimum_rotated_rectangle(shapely.multipoints(places[cluster]))) / 2
        if len(owners) > len(set(owners)) or wide > 2 * tolerance_m:
            continue
        target[cluster] = min(cluster, key=lambda place: (-len(users[place]), min(users[place]), place))
    return target


def _clusters(one: Ints, two: Ints) -> Sequence[list[int]]:
    """Groups of places that are linked by pairs, those of a single place left out."""
    group: dict[int, list[int]] = {}
    for a, b in zip(one[one < two].tolist(), two[one < two].tolist(), strict=True):
        left, right = group.setdefault(a, [a]), group.setdefault(b, [b])
        if left is not right:
            left += right
            group.update(dict.fromkeys(right, left))
    return [sorted(members) for first, members in sorted(group.items()) if first == min(members)]


def _moved(shape: Any, places: Floats, target: Ints) -> Any:
    """A shape with its vertices at their targets."""
    moving = np.flatnonzero(target != np.arange(len(places)))
    if not len(moving):
        return shape
    goes = {tuple(places[row]): places[target[row]] for row in moving}
    return by_ring(shape, lambda xy: np.array([goes.get(tuple(point), point) for point in xy]))
