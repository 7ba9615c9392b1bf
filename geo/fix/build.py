"""From repaired shapes to a proposal, proven safe first: valid, polygonal, and on nobody else's land."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from geo import measure
from geo.fix import words
from geo.fix.ground import Ground
from geo.fix.nodes import parts_of
from geo.fix.proposal import Change, Proposal
from geo.model import Edit, Finding, Text


@dataclass(frozen=True)
class Repair:
    """What a repair comes to: new shapes by feature id, and the land that changes hands, in the frame."""

    shapes: Mapping[str, Any]
    moved: Any
    clear: bool = False


def refused(id: str, finding: Finding, title: Text, reason: Text) -> Proposal:
    """A repair that cannot be offered, and why."""
    return Proposal(id=id, finding=finding.id, rule=finding.rule, title=title, disabled_reason=reason)


def proposal(id: str, finding: Finding, title: Text, repair: Repair, ground: Ground) -> Proposal:
    """The repair as a proposal, or the reason why it would do harm."""
    placed = {name: ground.lonlat(_oriented(shape)) for name, shape in sorted(repair.shapes.items())}
    back = {name: _project(shape, ground) for name, shape in placed.items()}
    if reason := _harm(placed, back, ground):
        return refused(id, finding, title, reason)
    changes = tuple(change for name in placed if (change := _change(name, placed[name], back[name], ground)))
    if not changes:
        return refused(id, finding, title, words.NOTHING)
    put = []
    for change in changes:
        feature = ground.layout.feature(change.feature)
        assert feature is not None
        put.append(replace(feature, geometry=change.after))
    moved = shapely.MultiPolygon(list(parts_of(repair.moved)))
    return Proposal(
        id=id,
        finding=finding.id,
        rule=finding.rule,
        title=title,
        edit=Edit(put=tuple(put)),
        changes=changes,
        moved=ground.lonlat(moved),
        area_moved_m2=float(measure.area_m2(moved)),
        clear=repair.clear,
    )


def _oriented(shape: Any) -> Any:
    return shapely.orient_polygons(shapely.MultiPolygon(list(parts_of(shape))))


def _project(shape: Any, ground: Ground) -> Any:
    return ground.frame.project(np.array([shape], dtype=object))[0]


def _change(id: str, placed: Any, back: Any, ground: Ground) -> Change | None:
    """One feature's change, None where its geometry stays as it is."""
    stored = ground.layout.feature(id)
    assert stored is not None and stored.geometry is not None
    if shapely.equals_exact(shapely.normalize(stored.geometry), shapely.normalize(placed)):
        return None
    before = ground.shape(id)
    sound = bool(shapely.is_valid(before))
    gained = _gain_m2(back, before, ground) if sound else 0.0
    lost = _gain_m2(before, back, ground) if sound else 0.0
    before_m2 = float(measure.area_m2(before)) if sound else None
    after_m2 = float(measure.area_m2(back))
    return Change(id, ground.name(id), stored.geometry, placed, before_m2, after_m2, gained, lost)


def _gain_m2(now: Any, then: Any, ground: Ground) -> float:
    """Land in `now` that is not in `then`, rounding left out."""
    area = float(measure.area_m2(shapely.difference(now, then)))
    return area if area > ground.settings.safety.max_spill_m2 else 0.0


def _harm(placed: Mapping[str, Any], back: Mapping[str, Any], ground: Ground) -> Text | None:
    """What would be wrong with the layout afterwards, if anything."""
    for id, shape in back.items():
        if shape.is_empty:
            return words.VANISHES.format(name=ground.name(id))
        if not (shapely.is_valid(shape) and shapely.is_valid(placed[id])):
            return words.INVALID.format(name=ground.name(id))
    for id in filter(ground.has, back):
        others = ground.siblings(id)
        others = others[~np.isin(others.ids.astype(str), [*back])]
        grown = shapely.difference(back[id], ground.shape(id))
        spill_m2 = measure.area_m2(shapely.intersection(others.geometry, grown))
        if (spill_m2 > ground.settings.safety.max_spill_m2).any():
            third = int(np.argmax(spill_m2))
            values = {"name": ground.name(id), "other": others.label(third), "area_m2": float(spill_m2[third])}
            return words.SPILLS.format(**values)
    return None
