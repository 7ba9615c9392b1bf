"""A whole plan, held as columns because checks read arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import crs
from geo.model.features import (
    COLUMNS,
    NUMBER_COLUMNS,
    Edit,
    Feature,
    columns_of,
    features_of,
    promoted,
    refuse_twins,
)
from geo.model.text import Text


@dataclass(frozen=True)
class Layout:
    """Features of one plan, sorted by id.

    `features` has the columns of `COLUMNS` plus `geometry` (EPSG:4490, longitude first) and a plain
    0..n-1 index. Lists are tuples; a missing text is None; a missing number is NaN. A geometry may be
    missing or invalid here (a file can hold anything): the store is stricter than this.
    """

    id: str
    features: gpd.GeoDataFrame
    revision: int | None = None
    rulebook: str = "zgc"
    title: Text | None = None

    @staticmethod
    def of(
        features: Iterable[Feature],
        *,
        id: str,
        revision: int | None = None,
        rulebook: str = "zgc",
        title: Text | None = None,
    ) -> Layout:
        """A layout from single features.

        Raises:
            InputError: two features share an id.
        """
        columns, geometry = columns_of(features)
        table = pd.DataFrame(columns, dtype=object).astype(dict.fromkeys(NUMBER_COLUMNS, "float64"))
        return Layout(id, gpd.GeoDataFrame(table, geometry=geometry, crs=crs.EPSG), revision, rulebook, title)

    @staticmethod
    def from_table(
        table: gpd.GeoDataFrame,
        *,
        id: str,
        revision: int | None = None,
        rulebook: str = "zgc",
        title: Text | None = None,
    ) -> Layout:
        """A layout from a table with the layout's columns, in any order of rows; a Polygon becomes a MultiPolygon."""
        refuse_twins(table["id"])
        table = table.sort_values("id", kind="stable", ignore_index=True)
        for name in COLUMNS:
            if name in NUMBER_COLUMNS:
                table[name] = pd.to_numeric(table[name]).astype("float64")
            else:
                table[name] = table[name].astype(object).where(table[name].notna(), None)
        table = table.set_geometry(promoted(np.asarray(table.geometry.values, dtype=object)), crs=crs.EPSG)
        return Layout(id, table[[*COLUMNS, "geometry"]], revision, rulebook, title)

    def __len__(self) -> int:
        return len(self.features)

    def apply(self, edit: Edit) -> Layout:
        """This layout after an edit; a deleted id that is not there is ignored."""
        table = self.features[~self.features["id"].isin(edit.touched)]
        if edit.put:
            new = Layout.of(edit.put, id=self.id).features
            table = gpd.GeoDataFrame(pd.concat([table, new]) if len(table) else new, crs=crs.EPSG)
        return Layout.from_table(table, id=self.id, rulebook=self.rulebook, title=self.title)

    def inverse(self, edit: Edit) -> Edit:
        """The edit that takes this layout back to what it is, once `edit` was applied to it."""
        rows = self.features[self.features["id"].isin(edit.touched)]
        return Edit(put=tuple(features_of(rows)), delete=tuple(sorted(edit.touched - {*rows["id"]})))

    def feature(self, id: str) -> Feature | None:
        """The feature of that id, or None."""
        rows = self.features[self.features["id"] == id]
        return next(iter(features_of(rows)), None)

    @property
    def schematic(self) -> bool:
        """Whether any outline is schematic, so that every view must say so."""
        return bool((self.features["basis"] == "schematic").any())
