"""What one revision adds, removes and changes, over the rest of the plan in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geo.compare import Change
from geo.crs import Geometries
from geo.errors import InputError
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.changes import numbered_changes
from geo.sheet.plan import drawable
from geo.sheet.scene import Layer, Numbered, Scene
from geo.sheet.scenes.pale import pale_layers
from geo.sheet.subject import Subject


def by_change(subject: Subject) -> Scene:
    """The scene of a comparison map.

    Raises:
        InputError: the two layouts are alike, or nothing that differs has an outline.
    """
    changed = numbered_changes(subject)
    if not changed:
        raise InputError("两个版本没有差别，无从对比", "the two revisions are alike: there is nothing to compare")
    added = _shapes([d.after for _, d in changed if d.change is Change.ADDED])
    removed = _shapes([d.before for _, d in changed if d.change is Change.REMOVED])
    moved = [d for _, d in changed if d.change is Change.MOVED]
    retitled = _shapes([d.after for _, d in changed if d.change is Change.RETITLED])
    pairs = [(d.before, d.after) for d in moved]
    gained = _shapes([_less(after, before) for before, after in pairs])
    lost = _shapes([_less(before, after) for before, after in pairs])

    def both(word: str) -> tuple[str, str]:
        return subject.say(word), subject.second(word)

    layers = (
        *pale_layers(subject),
        Layer(symbols.RETITLED, retitled, *both("retitled")),
        Layer(symbols.ADDED, np.concatenate([added, gained]), *both("added_ground")),
        Layer(symbols.REMOVED, np.concatenate([removed, lost]), *both("removed_ground")),
        Layer(symbols.BEFORE, _shapes([b for b, _ in pairs]), *both("outline_before")),
        Layer(symbols.AFTER, _shapes([a for _, a in pairs]), *both("outline_after")),
    )
    numbered = tuple(
        Numbered(key, d.name, d.after if d.after is not None else d.before)
        for key, d in changed
        if (d.after is not None or d.before is not None) and d.kind != Kind.ZONE
    )
    drawn = _shapes([s for _, d in changed for s in (d.before, d.after)])
    bounds = np.asarray(shapely.total_bounds(drawn)) if len(drawn) else subject.plan.bounds_m
    everything = subject.plan.bounds_m
    near = np.r_[np.minimum(bounds[:2], everything[:2]), np.maximum(bounds[2:], everything[2:])]
    return Scene(near, layers, numbered, number_title=subject.say("change_key"))


def _shapes(found: Sequence[Any]) -> Geometries:
    out = np.empty(len(found), dtype=object)
    out[:] = found
    out = drawable(out)
    return np.asarray(out[~shapely.is_missing(out)], dtype=object)


def _less(one: Any, other: Any) -> Any:
    """The ground of one outline that the other does not have."""
    if one is None or other is None:
        return one
    return shapely.difference(*drawable(np.array([one, other], dtype=object)))
