"""From the table of sites to cells: every feature's piece in every site, tiling the site exactly."""

from __future__ import annotations

import tomllib
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from data.boundaries.build.coverage import FRAME, cleaned
from data.boundaries.build.cuts import cut, grown
from data.boundaries.build.shapes import SHAPES, outline
from data.boundaries.build.streets import Grid, at_crossings
from geo.crs import Geometries
from geo.measure import M2_PER_KM2

SITES: Final = Path(__file__).with_name("sites.toml")
_SITES_OF_A_SCATTERED_PARK: Final = 7


@dataclass(frozen=True)
class Part:
    """A piece of a feature in a site: its size and the side from which it is cut (None: the rest)."""

    feature: str
    area_m2: float
    side: str | None


@dataclass(frozen=True)
class Site:
    """One connected piece of a park, as the table describes it."""

    park: str
    name: str
    at: tuple[float, float]
    turn: float
    parts: tuple[Part, ...]
    corners: tuple[tuple[float, ...], ...]
    flip: str = ""
    wide: float = 1.0
    seed: int = 0

    def block_m(self, scattered: bool) -> float:
        """The usual distance of cross streets: coarser where a park's outline runs over many sites."""
        share = 0.40 if scattered else 0.205
        return float(np.clip(share * np.sqrt(self.area_m2), 260, 1400))

    @property
    def area_m2(self) -> float:
        """The parts' areas together."""
        return sum(part.area_m2 for part in self.parts)


def _part(text: str) -> Part:
    """ "G01 75.00 S" as a part."""
    feature, area_km2, *side = text.split()
    return Part(feature, round(float(area_km2) * M2_PER_KM2), side[0] if side else None)


def sites(path: Path = SITES) -> list[Site]:
    """The table of sites."""
    found = []
    for row in tomllib.loads(path.read_text("utf-8"))["site"]:
        corners = row["outline"] if "outline" in row else SHAPES[row["shape"]]
        parts = tuple(_part(text) for text in row["parts"])
        found.append(
            Site(
                park=row["park"],
                name=row["name"],
                at=(row["at"][0], row["at"][1]),
                turn=row["turn"],
                parts=parts,
                corners=tuple(tuple(corner) for corner in corners),
                flip=row.get("flip", ""),
                wide=row.get("wide", 1.0),
                seed=row.get("seed", 0),
            )
        )
    return found


def drawn(site: Site, land: shapely.Geometry, scattered: bool = False) -> list[tuple[str, Any]]:
    """The site's parts as (feature, polygon in the frame), each of its exact area.

    Raises:
        ValueError: a cut leaves a part in pieces; the table must put it elsewhere.
    """
    rng = np.random.default_rng(zlib.crc32(site.name.encode()) + site.seed)
    x, y = FRAME.xy(np.array([site.at]))[0]
    grid = Grid(float(x), float(y), site.turn)
    ring = outline(site.corners, site.flip) * (np.sqrt(site.wide), 1 / np.sqrt(site.wide))
    ring *= np.sqrt(site.area_m2 / shapely.Polygon(ring).area)
    rest = grown(at_crossings(ring, site.block_m(scattered), rng), grid, land, site.area_m2)
    cells: list[tuple[str, Any]] = []
    for part in site.parts:
        piece = rest
        if part.side:
            piece, rest = cut(rest, grid, part.side, part.area_m2, rng)
        if not isinstance(piece, shapely.Polygon):
            raise ValueError(f"{site.name}: {part.feature} is in pieces: {shapely.get_num_geometries(piece)}")
        cells.append((part.feature, piece))
    return cells


def features(land: dict[str, shapely.Geometry]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Cells by feature and park outlines by park, in degrees; `land` is where each park may be drawn."""
    cells: dict[str, list[Any]] = defaultdict(list)
    parks: dict[str, list[Any]] = defaultdict(list)
    table = sites()
    count = Counter(site.park for site in table)
    for site in table:
        found = drawn(site, land[site.park], count[site.park] >= _SITES_OF_A_SCATTERED_PARK)
        pieces: Geometries = cleaned([piece for _, piece in found])
        for (feature, _), piece in zip(found, pieces, strict=True):
            cells[feature].append(piece)
            parks[site.park].append(piece)
    return (
        {feature: shapely.MultiPolygon(pieces) for feature, pieces in sorted(cells.items())},
        {park: shapely.coverage_union_all(pieces) for park, pieces in sorted(parks.items())},
    )
