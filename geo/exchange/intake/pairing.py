"""Which feature of a file is which of a layout: as a person says, by id, by name, by overlap; in this order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.crs import Floats, Frame
from geo.errors import InputError
from geo.exchange.intake.draft import Draft
from geo.exchange.intake.faults import Mask
from geo.exchange.intake.overlaps import Ground, Rows, candidates, mutual, shares, upper_shares
from geo.exchange.intake.values import Objects
from geo.exchange.typed import folded

MIN_SHARE: Final = 0.5
"""What two outlines must have in common to be one feature: of outlines that lie beside each other one alone can."""

SAME_NAME_SHARE: Final = 0.1
"""The same for features of one name, which several have."""

Pairs = Mapping[str, str | None]


class Pairing:
    """Rows of a file and rows of a layout that are one feature; each is found once."""

    def __init__(self, draft: Draft, existing: gpd.GeoDataFrame, frame: Frame) -> None:
        self.new, self.old = draft.layout.features, existing
        self.partner = np.full(len(self.new), -1, dtype=np.int64)
        self.by = np.full(len(self.new), "", dtype=object)
        self._made = np.array([_made(draft, id) for id in self.new["id"].tolist()], dtype=bool)
        self._share = np.full(len(self.new), np.nan)
        self._apart = np.zeros(len(self.new), dtype=bool)
        self._taken = np.zeros(len(self.old), dtype=bool)
        self._ground = (_ground(self.new, frame), _ground(self.old, frame))
        self._names = [_keys(table, park=False) for table in (self.new, self.old)]

    def find(self, pairs: Pairs) -> None:
        """Find all of them.

        Raises:
            InputError: `pairs` names a feature that there is not, or one twice.
        """
        self._said(pairs)
        self._same_ids()
        self._same_names(_keys(self.new, park=True), _keys(self.old, park=True))
        self._same_names(*self._names, one_without_park=True)
        self._overlapping()

    @property
    def share(self) -> Floats:
        """What those that were found have in common with their partners (0 to 1), by row; NaN where none was found."""
        rows = np.flatnonzero((self.partner >= 0) & np.isnan(self._share))
        self._share[rows] = shares(*self._ground, rows, self.partner[rows])
        return self._share

    def _said(self, pairs: Pairs) -> None:
        new, old = (dict(zip(table["id"].tolist(), range(len(table)), strict=True)) for table in (self.new, self.old))
        for id, was in pairs.items():
            if id not in new or (was is not None and was not in old):
                raise InputError(f"没有要素 {id} 或 {was}", f"there is no feature {id} or {was}", where=f"pairs.{id}")
            self._apart[new[id]] = True
            if was is not None and self._taken[old[was]]:
                raise InputError(f"{was} 被对应了两次", f"{was} is named twice", where=f"pairs.{id}")
            if was is not None:
                self._join(np.array([new[id]]), np.array([old[was]]), "pair")

    def _same_ids(self) -> None:
        places = pd.Index(self.old["id"]).get_indexer(pd.Index(self.new["id"]))
        rows = np.flatnonzero((places >= 0) & ~self._made & ~self._apart)
        rows = rows[~self._taken[places[rows]]]
        self._join(rows, places[rows], "id")

    def _same_names(self, new: Objects, old: Objects, *, one_without_park: bool = False) -> None:
        """Pair names that one free feature has on either side."""
        mine, theirs = self._free()
        mine, theirs = mine[new[mine] != ""], theirs[old[theirs] != ""]
        mine, theirs = mine[_single(new[mine])], theirs[_single(old[theirs])]
        places = pd.Index(old[theirs]).get_indexer(pd.Index(new[mine]))
        rows, partners = mine[places >= 0], theirs[places[places >= 0]]
        if one_without_park:
            without = self.new["park"].isna().to_numpy()[rows] | self.old["park"].isna().to_numpy()[partners]
            rows, partners = rows[without], partners[without]
        self._join(rows, partners, "name")

    def _overlapping(self) -> None:
        i, j = candidates(*self._ground, *self._free())
        kinds = [table["kind"].to_numpy(dtype=object) for table in (self.new, self.old)]
        kept = kinds[0][i] == kinds[1][j]
        i, j = i[kept], j[kept]
        mine, theirs = (names[rows] for names, rows in zip(self._names, (i, j), strict=True))
        needed = np.where((mine == theirs) & (mine != ""), SAME_NAME_SHARE, MIN_SHARE)
        kept = upper_shares(*self._ground, i, j) >= needed
        i, j, needed = i[kept], j[kept], needed[kept]
        share = shares(*self._ground, i, j)
        kept = share >= needed
        best = np.flatnonzero(kept)[mutual(i[kept], j[kept], share[kept])]
        self._join(i[best], j[best], "overlap")
        self._share[i[best]] = share[best]

    def _free(self) -> tuple[Rows, Rows]:
        return np.flatnonzero((self.partner < 0) & ~self._apart), np.flatnonzero(~self._taken)

    def _join(self, rows: Any, partners: Any, by: str) -> None:
        self.partner[rows] = partners
        self.by[rows] = by
        self._taken[partners] = True


def name_key(kind: Any, name: Any, park: Any = None) -> str:
    """A feature's kind and name (and park) as they are compared: without width and case of letters and spaces."""
    plain = folded(name or "")
    return f"{kind}\n{plain}\n{folded(park or '')}" if plain else ""


def _keys(table: gpd.GeoDataFrame, *, park: bool) -> Objects:
    parks = table["park"].tolist() if park else [None] * len(table)
    out = np.empty(len(table), dtype=object)
    out[:] = [name_key(*row) for row in zip(table["kind"].tolist(), table["name"].tolist(), parks, strict=True)]
    return out


def _single(keys: Objects) -> Mask:
    return ~pd.Series(keys, dtype=object).duplicated(keep=False).to_numpy(dtype=bool)


def _ground(table: gpd.GeoDataFrame, frame: Frame) -> Ground:
    return Ground.of(np.asarray(table.geometry.values, dtype=object), frame)


def _made(draft: Draft, id: str) -> bool:
    return id in draft.origins and draft.origins[id].made
