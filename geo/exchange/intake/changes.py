"""What an import would change in a layout, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely

from geo.compare.alignment import alike, places
from geo.exchange.intake.areas import Stated, stated_areas
from geo.exchange.intake.draft import Draft
from geo.exchange.intake.matching import Match, Matching, matched
from geo.exchange.intake.pairing import Pairs
from geo.exchange.intake.quarantine import quarantine_data
from geo.exchange.intake.values import Objects
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Layout, Text
from geo.rulebook import Rulebook

Mode = Literal["update", "replace"]


@dataclass(frozen=True)
class Preview:
    """A draft beside the layout that it goes into.

    `changes` says of each feature of `layout` whether it is "added", "changed" or "same"; `removed` are the features
    of the existing layout that would go, in mode "replace".
    """

    draft: Draft
    matching: Matching
    existing: Layout | None
    changes: Objects
    removed: gpd.GeoDataFrame
    areas: tuple[Stated, ...]

    @property
    def layout(self) -> Layout:
        """The file's features as the layout would have them."""
        return self.matching.layout

    @property
    def matches(self) -> tuple[Match, ...]:
        """Which features of the file are which of the layout."""
        return self.matching.matches

    @property
    def mended(self) -> tuple[str, ...]:
        """The ids of features whose outlines were mended."""
        return tuple(self.matching.ids[id] for id in self.draft.mended)

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What was converted, mended and left out."""
        return self.draft.remarks

    @property
    def counts(self) -> dict[str, int]:
        """How many features would be added, changed, removed, and stay the same."""
        counted = {name: int((self.changes == name).sum()) for name in ("added", "changed", "same")}
        return {"added": counted["added"], "changed": counted["changed"], "removed": len(self.removed),
                "same": counted["same"]}  # fmt: skip

    @cached_property
    def whole(self) -> Layout:
        """The layout as it would be after the import."""
        if self.existing is None:
            return self.layout
        old = self.existing.features
        gone = {*self.layout.features["id"].tolist(), *self.removed["id"].tolist()}
        stays = old[~old["id"].isin(gone)]
        table = pd.concat([stays, self.layout.features]) if len(stays) else self.layout.features
        base = self.existing
        return Layout.from_table(
            gpd.GeoDataFrame(table, crs=old.crs), id=base.id, rulebook=base.rulebook, title=base.title
        )

    def data(self) -> dict[str, Any]:
        """As an object for `orjson`: geometries are fragments of JSON."""
        return {
            "features": _collection(self.layout.features, self.changes.tolist()),
            "removed": _collection(self.removed),
            "matches": [match.data() for match in self.matches],
            "changes": self.counts,
            "areas": [stated.data() for stated in self.areas],
            "quarantine": quarantine_data(self.matching.quarantine),
            "mended": list(self.mended),
            "remarks": [remark.data() for remark in self.remarks],
        }


def preview(
    draft: Draft, existing: Layout | None, book: Rulebook, *, mode: Mode = "update", pairs: Pairs | None = None
) -> Preview:
    """What a draft would change in a layout; None: the layout would be new.

    In mode "update" features of the layout that are not in the file stay, and so does what the file has no column for.
    In mode "replace" they go, except those whose features in the file are in quarantine. `pairs`: see `matched`.

    Raises:
        InputError: `pairs` names a feature that there is not, or one twice.
    """
    matching = matched(draft, existing, book.frame, pairs=pairs, keep=mode == "update")
    table = matching.layout.features
    if existing is None:
        added = np.full(len(table), "added", dtype=object)
        return Preview(draft, matching, None, added, table.iloc[:0], stated_areas(matching.layout, book.frame))
    old = existing.features
    there = {*table["id"].tolist(), *(item.id for item in matching.quarantine)}
    removed = old[~old["id"].isin(there)] if mode == "replace" else old.iloc[:0]
    areas = stated_areas(matching.layout, book.frame)
    return Preview(draft, matching, existing, _changes(table, old), removed, areas)


def _changes(new: gpd.GeoDataFrame, old: gpd.GeoDataFrame) -> Objects:
    partners = places(old, pd.Index(new["id"]))
    out = np.full(len(new), "added", dtype=object)
    rows = np.flatnonzero(partners >= 0)
    same = np.logical_and.reduce(list(alike(new, rows, old, partners[rows]).values()))
    out[rows] = np.where(same, "same", "changed")
    return out


def _collection(table: gpd.GeoDataFrame, changes: Sequence[str] | None = None) -> dict[str, Any]:
    features = list(_features(table))
    for feature, change in zip(features, changes or (), strict=False):
        feature["change"] = change
    return {"type": "FeatureCollection", "features": features}


def _features(table: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    shapes = shapely.to_geojson(np.asarray(table.geometry.values, dtype=object))
    columns = [_plain(table[name], name) for name in COLUMNS]
    for shape, *values in zip(shapes.tolist(), *columns, strict=True):
        yield {
            "type": "Feature",
            "id": values[0],
            "geometry": None if shape is None else orjson.Fragment(shape),
            "properties": dict(zip(COLUMNS, values, strict=True)),
        }


def _plain(column: pd.Series[Any], name: str) -> list[Any]:
    if name in NUMBER_COLUMNS:
        return [None if value != value else value for value in column.tolist()]  # NaN is not itself
    return [list(value) for value in column.tolist()] if name in LIST_COLUMNS else column.tolist()
