"""Single features and edits, and the columns that many of them make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.errors import InputError
from geo.model.text import Text

Property = str | float | tuple[str, ...] | None

LIST_COLUMNS: Final = ("modes", "carriers", "industries", "leading", "cultivated")
NUMBER_COLUMNS: Final = ("stated_area_km2",)
COLUMNS: Final = (
    "id", "kind", "name", "park", "district", "class", *LIST_COLUMNS,
    "stage", "phase", "lot", "basis", "stated_area_km2", "source", "note",
)  # fmt: skip
"""The properties of a feature, in the order in which files and answers write them."""


class Kind(StrEnum):
    """What a feature is."""

    PARK = "park"
    GROUP = "group"
    RESERVE = "reserve"
    SMALL = "small"
    ZONE = "zone"
    SPECIALTY = "specialty"
    PARCEL = "parcel"
    SITE = "site"

    @property
    def label(self) -> Text:
        """What people call it."""
        return _TITLES[self]


_TITLES: Final[Mapping[Kind, Text]] = {
    Kind.PARK: Text("分园", "Park"),
    Kind.GROUP: Text("发展组团", "Development group"),
    Kind.RESERVE: Text("预留发展区", "Reserve area"),
    Kind.SMALL: Text("小规模创新发展区", "Small innovation area"),
    Kind.ZONE: Text("功能分区", "Functional zone"),
    Kind.SPECIALTY: Text("特色园", "Specialty park"),
    Kind.PARCEL: Text("地块", "Parcel"),
    Kind.SITE: Text("点状设施", "Site"),
}


POINT_KINDS: Final = frozenset({Kind.SITE})
"""Kinds whose features may be a point instead of polygons."""


@dataclass(frozen=True)
class Feature:
    """One thing on the map: a geometry in EPSG:4490 (or none) and the closed set of properties."""

    id: str
    kind: str
    geometry: BaseGeometry | None
    properties: Mapping[str, Property] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """As a row of a layout's table: every column present, lists as tuples."""
        row: dict[str, Any] = dict.fromkeys(COLUMNS)
        row.update(dict.fromkeys(LIST_COLUMNS, ()))
        row.update({k: v for k, v in self.properties.items() if v is not None})
        row.update(id=self.id, kind=self.kind, geometry=self.geometry)
        return row


@dataclass(frozen=True)
class Edit:
    """A change to a layout: features to put (new or replaced, whole) and ids to delete."""

    put: tuple[Feature, ...] = ()
    delete: tuple[str, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The ids that this edit changes."""
        return frozenset(self.delete) | {f.id for f in self.put}


def columns_of(features: Iterable[Feature]) -> tuple[dict[str, crs.Geometries], crs.Geometries]:
    """Single features as object arrays by column name, and their geometries, sorted by id, as a layout has them.

    Raises:
        InputError: two features share an id.
    """
    rows = sorted((f.row() for f in features), key=lambda row: str(row["id"]))
    refuse_twins([row["id"] for row in rows])
    columns = {name: _objects([row[name] for row in rows]) for name in COLUMNS}
    for name in NUMBER_COLUMNS:
        columns[name] = _objects([np.nan if value is None else float(value) for value in columns[name]])
    return columns, promoted(_objects([row["geometry"] for row in rows]))


def _objects(values: Sequence[Any]) -> crs.Geometries:
    """An object array, one place for each value even where the values are sequences."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def refuse_twins(ids: Iterable[Any]) -> None:
    """Raise InputError where an id occurs more than once."""
    twice = [id for id, times in Counter(ids).items() if times > 1]
    if twice:
        names = ", ".join(map(str, twice[:5]))
        raise InputError(f"要素编号重复：{names}", f"feature ids occur more than once: {names}")


def promoted(geometry: crs.Geometries) -> crs.Geometries:
    """Geometries as the store holds them: a Polygon as a MultiPolygon, a MultiPoint of one point as that point."""
    types = shapely.get_type_id(geometry)
    single = np.flatnonzero(types == shapely.GeometryType.POLYGON)
    dot = np.flatnonzero((types == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(geometry) == 1))
    geometry = geometry.copy()
    geometry[single] = shapely.multipolygons(geometry[single], indices=np.arange(len(single)))
    geometry[dot] = shapely.get_geometry(geometry[dot], 0)
    return geometry


def features_of(table: gpd.GeoDataFrame) -> list[Feature]:
    """The rows of a layout's table as single features."""
    names = [name for name in COLUMNS if name not in ("id", "kind")]
    columns = [_plain(table[name].to_numpy(dtype=object, copy=True), name) for name in names]
    shapes = np.asarray(table.geometry.values, dtype=object)
    heads = zip(table["id"].to_numpy(dtype=object), table["kind"].to_numpy(dtype=object), shapes, strict=True)
    rows = zip(*columns, strict=True)
    return [
        Feature(id, kind, shape, dict(zip(names, row, strict=True)))
        for (id, kind, shape), row in zip(heads, rows, strict=True)
    ]


def _plain(values: crs.Geometries, name: str) -> crs.Geometries:
    """A column as properties: a missing number is None."""
    if name in NUMBER_COLUMNS:
        values[np.isnan(values.astype(float))] = None
    return values
