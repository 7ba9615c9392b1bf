"""Close a sliver that belongs to nobody: it goes to the neighbour with which it shares the longest border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import Any, Final

import numpy as np
import shapely

from geo import measure
from geo.fix import words
from geo.fix.build import Repair, proposal, refused
from geo.fix.ground import Ground
from geo.fix.nodes import noded, parts_of, shared_border_m, with_points
from geo.fix.proposal import Proposal
from geo.model import Finding
from geo.rules import Subjects
from geo.rules.places import known_as

KIND = "close-gap"
_grown: Final = partial(shapely.buffer, join_style="mitre", mitre_limit=3.0)


@dataclass(frozen=True)
class Void:
    """One piece of land that is nobody's, and how long a border in m it shares with each neighbour."""

    shape: Any
    borders_m: Mapping[str, float]
    tie_share: float

    @property
    def nearest(self) -> str | None:
        """The neighbour with the longest shared border, None where two are as good as equal."""
        ranked = sorted(self.borders_m, key=lambda id: (-self.borders_m[id], id))
        if len(ranked) > 1:
            longest, second = self.borders_m[ranked[0]], self.borders_m[ranked[1]]
            if longest - second < self.tie_share * longest:
                return None
        return ranked[0] if ranked else None


def propose(finding: Finding, ground: Ground) -> list[Proposal]:
    """One proposal per neighbour; clear is the one that every sliver is longest beside."""
    if not all(map(ground.has, finding.subjects)):
        return [refused(KIND, finding, words.GAPS_TITLE.format(owner="—"), words.GONE)]
    if len(finding.subjects) == 1:
        park = finding.subjects[0]
        members = _members(park, ground)
        bare = _uncovered(ground.shape(park), members, ground)
        candidates = [str(id) for id in members.ids]
    else:
        members = ground.siblings(finding.subjects[0])
        bare = _between(finding.subjects, members, ground)
        candidates = list(finding.subjects)
    limits = ground.settings.gap
    title = words.GAPS_TITLE.format(owner="—")
    if not len(bare):
        return [refused(KIND, finding, title, words.NO_GAP.format(max_width_m=limits.max_width_m))]
    width_m = _widths_m(bare)
    if (width_m > limits.max_width_m).any():
        widest = int(np.argmax(width_m))
        values = {"area_m2": float(measure.area_m2(bare[widest])), "width_m": float(width_m[widest])}
        reason = words.WIDE_GAP.format(**values, max_width_m=limits.max_width_m)
        return [refused(KIND, finding, title, reason)]
    voids = [_void(shape, candidates, ground) for shape in bare]
    beside = sorted({id for void in voids for id in void.borders_m})
    if not beside:
        return [refused(KIND, finding, title, words.NO_GAP.format(max_width_m=limits.max_width_m))]
    found = [_favour(owner, finding, voids, ground) for owner in beside]
    nearest = {void.nearest for void in voids}
    return [replace(p, clear=p.offered and nearest == {p.owner}) for p in found]


def _members(park: str, ground: Ground) -> Subjects:
    """The sound features of the space classes that belong to a park."""
    spaces = ground.near.of(*ground.book.file.spaces.kinds)
    spaces = spaces[spaces.sound]
    home = known_as([ground.text(park, "name")], "park", ground.book)[0]
    return spaces[known_as(spaces.text("park"), "park", ground.book).astype(str) == home]


def _uncovered(park: Any, members: Subjects, ground: Ground) -> Any:
    """The pieces of a park that no space covers, crumbs left out."""
    spaces = ground.near.of(*ground.book.file.spaces.kinds)
    return _pieces(_rest(park, spaces[spaces.sound], ground), ground)


def _between(pair: Sequence[str], members: Subjects, ground: Ground) -> Any:
    """The pieces between two features that are nobody's: what closes when both grow towards each other."""
    both = shapely.union_all([ground.shape(id) for id in pair])
    half_m = ground.settings.gap.max_width_m / 2
    closed = _grown(_grown(both, half_m), -half_m)
    pieces = _pieces(_rest(closed, members, ground), ground)
    snap_m = ground.settings.nodes.snap_m
    borders = [[shared_border_m(*noded(ground.shape(id), piece, snap_m)) for id in pair] for piece in pieces]
    return pieces[[min(pair_m) > 0 for pair_m in borders]] if len(pieces) else pieces


def _rest(land: Any, taken: Subjects, ground: Ground) -> Any:
    """Land without what features take, its border with them vertex for vertex."""
    rows = np.sort(taken.tree.query(land, predicate="intersects"))
    snap_m = ground.settings.nodes.snap_m
    return reduce(lambda rest, shape: shapely.difference(*noded(shape, rest, snap_m)[::-1]), taken.geometry[rows], land)


def _pieces(shape: Any, ground: Ground) -> Any:
    parts = parts_of(shape)
    return parts[measure.area_m2(parts) > ground.settings.gap.crumb_m2]


def _widths_m(pieces: Any) -> Any:
    """The mean width of long thin pieces: area by half the outline."""
    return measure.area_m2(pieces) / (measure.length_m(pieces) / 2)


def _void(shape: Any, candidates: Sequence[str], ground: Ground) -> Void:
    snap_m = ground.settings.nodes.snap_m
    near = [id for id in candidates if shapely.dwithin(ground.shape(id), shape, snap_m)]
    borders = {id: shared_border_m(*noded(ground.shape(id), shape, snap_m)) for id in near}
    return Void(shape, {id: m for id, m in borders.items() if m > 0}, ground.settings.gap.tie_share)


def _favour(owner: str, finding: Finding, voids: Sequence[Void], ground: Ground) -> Proposal:
    """Every sliver beside the owner goes to it, and each of the others to its own nearest neighbour."""
    id, title = f"{KIND}:{owner}", words.GAPS_TITLE.format(owner=ground.name(owner))
    gains: dict[str, list[Any]] = {}
    for void in voids:
        to = owner if owner in void.borders_m else void.nearest
        area_m2 = float(measure.area_m2(void.shape))
        if to is None:
            return refused(id, finding, title, words.OTHER_TIED.format(area_m2=area_m2, name=ground.name(owner)))
        piece = _inside_home(void.shape, to, ground)
        if not len(piece):
            values = {"name": ground.name(to), "park": ground.text(to, "park")}
            return refused(id, finding, title, words.NOT_ITS_PARK.format(**values))
        gains.setdefault(to, []).extend(piece)
    moved = shapely.union_all([piece for pieces in gains.values() for piece in pieces])
    title = words.GAP_TITLE.format(area_m2=float(measure.area_m2(moved)), owner=ground.name(owner))
    return proposal(id, finding, title, Repair(_joined(gains, voids, ground), moved), ground)


def _inside_home(shape: Any, owner: str, ground: Ground) -> list[Any]:
    """The pieces of a void in the park that the owner belongs to; all of it where no such park is drawn."""
    if ground.kind(owner) not in ground.book.file.spaces.kinds:
        return [shape]
    parks = ground.near.of("park")
    parks = parks[parks.sound]
    home = known_as([ground.text(owner, "park")], "park", ground.book)[0]
    here = parks.geometry[known_as(parks.text("name"), "park", ground.book).astype(str) == home]
    if not len(here):
        drawn = ground.layout.features["name"][ground.layout.features["kind"] == "park"]
        return [] if home in known_as(drawn.to_numpy(dtype=object), "park", ground.book) else [shape]
    land, shape = noded(shapely.union_all(here), shape, ground.settings.nodes.snap_m)
    return list(_pieces(shapely.intersection(land, shape), ground))


def _joined(gains: Mapping[str, Sequence[Any]], voids: Sequence[Void], ground: Ground) -> dict[str, Any]:
    """The owners with their gains, and the other neighbours with the vertices at which the new borders meet theirs."""
    snap_m = ground.settings.nodes.snap_m
    shapes: dict[str, Any] = {}
    for owner, pieces in gains.items():
        grown = ground.shape(owner)
        for piece in pieces:
            grown = shapely.union(*noded(grown, piece, snap_m))
        shapes[owner] = grown
    corners = shapely.get_coordinates([piece for pieces in gains.values() for piece in pieces])
    for neighbour in sorted({id for void in voids for id in void.borders_m} - gains.keys()):
        shapes[neighbour] = with_points(ground.shape(neighbour), corners, snap_m)
    return shapes
