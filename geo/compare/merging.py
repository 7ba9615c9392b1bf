"""Three-way merge by feature: what two sides made of one base, put together.

A part of a feature (one property, or its outline) that only one side changed is as that side has it; one that both
changed alike is as they have it. What both changed otherwise is a conflict, and so is a feature that one side deleted
and the other changed, and one of the same id that both added otherwise: each of them is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.compare.alignment import OUTLINE, PARTS, Mask, Places, alike, places, values_of
from geo.compare.conflicts import WHOLE, Choice, MergeConflict, Why, settled
from geo.crs import EPSG, Geometries
from geo.model import COLUMNS, NUMBER_COLUMNS, Edit, Feature, Layout, features_of

_BASE, _MINE, _THEIRS = range(3)


@dataclass(frozen=True)
class Merge:
    """The edit of mine that brings what theirs changed, and the conflicts that nobody has chosen: mine, so far."""

    edit: Edit
    conflicts: tuple[MergeConflict, ...]


def merge(base: Layout, mine: Layout, theirs: Layout, choices: Sequence[Choice] = ()) -> Merge:
    """What theirs changed since the base, as an edit of mine.

    Raises:
        InputError: a choice is about no conflict, or chosen twice.
    """
    sides = _Sides(base, mine, theirs)
    found = sides.conflicts()
    chosen = settled(found, choices)
    return Merge(sides.edit(chosen), tuple(c for c in found if (c.id, c.part) not in chosen))


class _Sides:
    """Three layouts side by side: in which row of each table a feature stands, and where they are alike."""

    def __init__(self, *layouts: Layout) -> None:
        self.tables = [layout.features for layout in layouts]
        ids = pd.Index([])
        for table in self.tables:
            ids = ids.union(pd.Index(table["id"]), sort=None)
        self.ids = ids
        self.rows = [places(table, ids) for table in self.tables]
        base, mine, theirs = (rows >= 0 for rows in self.rows)
        self.common = np.flatnonzero(base & mine & theirs)
        old = self._alike(_BASE, _MINE, self.common)
        other = self._alike(_BASE, _THEIRS, self.common)
        both = self._alike(_MINE, _THEIRS, self.common)
        self.taken = {part: old[part] & ~other[part] for part in PARTS}
        self.clashing = {part: ~(old[part] | other[part] | both[part]) for part in PARTS}
        self.new = np.flatnonzero(~base & ~mine & theirs)
        self.gone, self.changed = self._split(_MINE, base & mine & ~theirs)
        _, self.lost = self._split(_THEIRS, base & theirs & ~mine)
        twins = np.flatnonzero(~base & mine & theirs)
        self.twins = twins[~_whole(self._alike(_MINE, _THEIRS, twins))]

    def conflicts(self) -> list[MergeConflict]:
        """What both sides made otherwise, by id; loops over conflicts alone."""
        found = [*self._parts(), *self._wholes()]
        order = {part: n for n, part in enumerate(PARTS)}
        return sorted(found, key=lambda conflict: (conflict.id, order.get(conflict.part, -1)))

    def edit(self, chosen: dict[tuple[str, str], Any]) -> Edit:
        """What is new and changed there, what was deleted there, and what was chosen, as an edit of mine."""
        put, delete = self._features(_THEIRS, self.new), [str(id) for id in self.ids[self.gone]]
        put += self._changed({key: value for key, value in chosen.items() if key[1] != WHOLE})
        for (id, part), feature in chosen.items():
            if part == WHOLE and feature is None:
                delete.append(id)
            elif part == WHOLE:
                put.append(feature)
        return Edit(tuple(sorted(put, key=lambda feature: feature.id)), tuple(sorted(delete)))

    def _changed(self, chosen: dict[tuple[str, str], Any]) -> list[Feature]:
        """The features on all sides of which a part is taken over or chosen."""
        columns = {part: self._mixed(part) for part in PARTS}
        touched = _any(self.taken)
        where = {str(id): n for n, id in enumerate(self.ids[self.common])} if chosen else {}
        for (id, part), value in chosen.items():
            columns[part][where[id]] = value
            touched[where[id]] = True
        table = pd.DataFrame({part: columns[part][touched] for part in COLUMNS if part != "id"}, dtype=object)
        table.insert(0, "id", self.ids[self.common][touched])
        table = table.astype(dict.fromkeys(NUMBER_COLUMNS, "float64"))
        return features_of(gpd.GeoDataFrame(table, geometry=columns[OUTLINE][touched], crs=EPSG))

    def _mixed(self, part: str) -> Geometries:
        """A part of the common features: theirs where it is taken over, mine elsewhere."""
        mine, theirs = (values_of(self.tables[n], part)[self.rows[n][self.common]] for n in (_MINE, _THEIRS))
        out: Geometries = mine.astype(object)
        out[self.taken[part]] = theirs[self.taken[part]]
        return out

    def _split(self, side: int, chosen: Mask) -> tuple[Places, Places]:
        """Features that one side deleted: those that the other left as they were, and those that it changed."""
        found = np.flatnonzero(chosen)
        same = _whole(self._alike(_BASE, side, found))
        return found[same], found[~same]

    def _alike(self, one: int, other: int, chosen: Places) -> dict[str, Mask]:
        return alike(self.tables[one], self.rows[one][chosen], self.tables[other], self.rows[other][chosen])

    def _parts(self) -> Iterator[MergeConflict]:
        for part in PARTS:
            at = self.common[self.clashing[part]]
            values = [_plain(values_of(self.tables[side], part)[self.rows[side][at]]) for side in range(3)]
            for (id, kind, name), *told in zip(self._heads(at, _MINE), *values, strict=True):
                yield MergeConflict(id, kind, name, part, Why.BOTH_CHANGED, *told)

    def _wholes(self) -> Iterator[MergeConflict]:
        for at, side, why in (
            (self.twins, _MINE, Why.BOTH_ADDED),
            (self.changed, _MINE, Why.DELETED_THERE),
            (self.lost, _THEIRS, Why.DELETED_HERE),
        ):
            sides = [self._optional(side, at) for side in range(3)]
            for (id, kind, name), *told in zip(self._heads(at, side), *sides, strict=True):
                yield MergeConflict(id, kind, name, WHOLE, why, *told)

    def _heads(self, at: Places, side: int) -> Iterator[tuple[str, str, str]]:
        """What features are called on a side: id, kind and name."""
        rows = self.rows[side][at]
        kinds, names = (values_of(self.tables[side], part)[rows].tolist() for part in ("kind", "name"))
        for id, kind, name in zip(self.ids[at].tolist(), kinds, names, strict=True):
            yield str(id), str(kind), str(name or id)

    def _optional(self, side: int, at: Places) -> list[Feature | None]:
        known = {feature.id: feature for feature in self._features(side, at[self.rows[side][at] >= 0])}
        return [known.get(str(id)) for id in self.ids[at]]

    def _features(self, side: int, at: Places) -> list[Feature]:
        return features_of(self.tables[side].iloc[self.rows[side][at]])


def _whole(same: dict[str, Mask]) -> Mask:
    """Which pairs are alike in every part."""
    return np.asarray(np.logical_and.reduce(list(same.values())))


def _any(masks: dict[str, Mask]) -> Mask:
    return np.asarray(np.logical_or.reduce(list(masks.values())))


def _plain(values: Any) -> list[Any]:
    return [None if value != value else value for value in values.tolist()]  # NaN is not itself
