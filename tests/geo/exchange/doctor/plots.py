"""True shapes for the matrix of files: of districts and layouts as they are, cut, simplified, densified, redrawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.crs import Frame, Geometries
from geo.model import Layout
from geo.rulebook import Rulebook

MOST = 16
Chance = np.random.Generator


@dataclass(frozen=True)
class Plots:
    """True shapes in EPSG:4490 with the attributes of a Chinese file: 编号, 名称, 所在区, 所属园."""

    geometry: Geometries
    table: pd.DataFrame

    def at(self, rows: np.ndarray) -> Plots:
        return Plots(self.geometry[rows], self.table.iloc[rows].reset_index(drop=True))

    def some(self, chance: Chance, least: int, most: int) -> Plots:
        count = min(int(chance.integers(least, most + 1)), len(self.geometry))
        return self.at(chance.choice(len(self.geometry), count, replace=False))

    def redrawn(self, geometry: Geometries) -> Plots:
        return Plots(geometry, self.table)


@dataclass(frozen=True)
class Land:
    """Where plots come from."""

    districts: Plots
    features: Plots
    kinds: np.ndarray
    frame: Frame

    @classmethod
    def of(cls, book: Rulebook, layout: Layout) -> Land:
        table = layout.features
        named = pd.DataFrame(
            {"编号": table["id"], "名称": table["name"], "所在区": table["district"], "所属园": table["park"]},
            dtype=object,
        )
        districts = pd.DataFrame(
            {"编号": book.districts["id"].astype(str), "名称": book.districts["name"]}, dtype=object
        )
        return cls(
            Plots(np.asarray(book.districts.geometry.values, dtype=object), districts),
            Plots(np.asarray(table.geometry.values, dtype=object), named),
            table["kind"].to_numpy(),
            book.frame,
        )

    def of_kind(self, *kinds: str) -> Plots:
        return self.features.at(np.flatnonzero(np.isin(self.kinds, kinds)))


def all_districts(land: Land, chance: Chance) -> Plots:
    return land.districts


def some_districts(land: Land, chance: Chance) -> Plots:
    return land.districts.some(chance, 1, 8)


def all_parks(land: Land, chance: Chance) -> Plots:
    return land.of_kind("park")


def groups(land: Land, chance: Chance) -> Plots:
    return land.of_kind("group").some(chance, 3, MOST)


def single(land: Land, chance: Chance) -> Plots:
    return land.features.some(chance, 1, 1)


def mixed(land: Land, chance: Chance) -> Plots:
    return land.features.some(chance, 3, MOST)


def neighbours(land: Land, chance: Chance) -> Plots:
    """All that belongs to one park."""
    park = chance.choice(land.features.table["所属园"].dropna().unique())
    return land.features.at(np.flatnonzero(land.features.table["所属园"] == park)[:MOST])


def parcels(land: Land, chance: Chance) -> Plots:
    """Neighbouring parcels anywhere in a group that is cut along streets, at its edge or not."""
    plot = land.of_kind("group", "reserve").some(chance, 1, 1)
    shape = land.frame.project(plot.geometry)[0]
    west, south, east, north = shape.bounds
    step = float(np.clip(np.sqrt(shape.area / 12), 120, 500))
    x, y = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    cells = shapely.box(x.ravel(), y.ravel(), x.ravel() + step, y.ravel() + step)
    cut = shapely.intersection(cells, shape)
    cut = cut[(shapely.area(cut) > 500) & (shapely.get_type_id(cut) == 3)]
    somewhere = shapely.centroid(chance.choice(cut))
    nearest = cut[np.argsort(shapely.distance(cut, somewhere))[: int(chance.integers(4, MOST + 1))]]
    table = plot.table.iloc[np.zeros(len(nearest), dtype=int)].reset_index(drop=True)
    table["编号"] = [f"{plot.table['编号'].iloc[0]}-{i:02d}" for i in range(len(nearest))]
    table["名称"] = [f"地块{i + 1}" for i in range(len(nearest))]
    return Plots(land.frame.unproject(np.asarray(nearest, dtype=object)), table)


def digitised(land: Land, chance: Chance) -> Plots:
    """Outlines as a hand draws them, every vertex 1 to 5 m off."""
    plots, noise_m = land.features.some(chance, 3, MOST), float(chance.uniform(1, 5))

    def move(xy: np.ndarray) -> np.ndarray:
        places, place_of = np.unique(xy, axis=0, return_inverse=True)
        return xy + chance.normal(0, noise_m / np.sqrt(2), places.shape)[place_of.ravel()]

    moved = shapely.transform(land.frame.project(plots.geometry), move)
    return plots.redrawn(land.frame.unproject(np.asarray(moved, dtype=object)))


def simplified(land: Land, chance: Chance) -> Plots:
    plots = (land.districts if chance.random() < 0.5 else land.features).some(chance, 1, MOST)
    thin = shapely.simplify(land.frame.project(plots.geometry), float(chance.uniform(5, 80)))
    return plots.redrawn(land.frame.unproject(np.asarray(thin, dtype=object)))


def densified(land: Land, chance: Chance) -> Plots:
    plots = land.features.some(chance, 1, MOST)
    dense = shapely.segmentize(land.frame.project(plots.geometry), float(chance.uniform(20, 200)))
    return plots.redrawn(land.frame.unproject(np.asarray(dense, dtype=object)))


SOURCES = (
    all_districts, some_districts, all_parks, groups, single, mixed, neighbours, parcels, digitised, simplified,
    densified,
)  # fmt: skip
