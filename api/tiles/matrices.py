"""The grids that tiles are cut by, as OGC Two Dimensional Tile Matrix Sets 2.0 (17-083r4).

`WebMercatorQuad` is the web's own grid in EPSG:3857. `CGCS2000Quad` is the grid of China's national map service
(天地图's matrix set `c`) in CGCS2000 degrees: level 1 is two tiles of 180°, and every level halves the cell.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from geo.errors import NotFound
from geo.model import Text

TILE_SIZE: Final = 256
EARTH_RADIUS_M: Final = 6378137.0
_PIXEL_M: Final = 0.00028
_WORLD_M: Final = 2 * math.pi * EARTH_RADIUS_M
_DEGREE_M: Final = math.radians(EARTH_RADIUS_M)
_TMS_URI: Final = "http://www.opengis.net/def/tilematrixset/OGC/1.0/"

Corners = tuple[float, float, float, float]
WORLD: Final[Corners] = (-180.0, -90.0, 180.0, 90.0)


class Cell(NamedTuple):
    """One tile of a matrix set: its address, and its corners (west, south, east, north) in the set's CRS."""

    set: MatrixSet
    level: int
    row: int
    col: int
    corners: Corners

    def lonlat(self, margin_share: float = 0.0) -> Corners:
        """West, south, east, north in degrees, widened on every side by a share of the tile."""
        west, south, east, north = self.corners
        margin = (east - west) * margin_share
        lower = self.set.to_lonlat(west - margin, south - margin)
        return *lower, *self.set.to_lonlat(east + margin, north + margin)

    def bend_share(self) -> float:
        """How far the middle of the tile is from the middle latitude of its edges, as a share of its height."""
        left, bottom, _, top = self.corners
        _, south, _, north = self.lonlat()
        _, middle = self.set.to_lonlat(left, (bottom + top) / 2)
        return abs(middle - (south + north) / 2) / (north - south)


@dataclass(frozen=True)
class MatrixSet:
    """A quadtree of tiles; `world` is the width of all tiles of a level and `unit_m` the length of a CRS unit."""

    id: str
    title: Text
    crs: str
    epsg: int
    axes: tuple[str, str]
    west_north: tuple[float, float]
    world: float
    unit_m: float
    levels: range
    square: bool
    to_lonlat: Callable[[float, float], tuple[float, float]]
    uri: str | None = None
    scale_set: str | None = None

    def size(self, level: int) -> tuple[int, int]:
        """Columns and rows of a level."""
        return 2**level, 2**level if self.square else 2 ** (level - 1)

    def cell(self, level: str, row: str, col: str) -> Cell:
        """The tile of that address. Raises NotFound with a sentence that says what there is."""
        z = self._number(level, self.levels, "层级", "level")
        cols, rows = self.size(z)
        y = self._number(row, range(rows), "行号", "row", z)
        x = self._number(col, range(cols), "列号", "column", z)
        side = self.world / cols
        left, top = self.west_north
        # From the origin each time: neighbours then share their edge to the last bit.
        return Cell(self, z, y, x, (left + x * side, top - (y + 1) * side, left + (x + 1) * side, top - y * side))

    def _number(self, text: str, known: range, zh: str, en: str, level: int | None = None) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) in known:
            return int(text)
        at = Text("", "") if level is None else Text(f"第 {level} 级的", f" of level {level}")
        span = f"{known[0]}–{known[-1]}"
        raise NotFound(
            f"{self.id} {at.zh}{zh}为 {span}，没有 {text[:20]}",
            f"{self.id} has no {en} {text[:20]}{at.en}; there are {span}",
        )

    def document(self) -> dict[str, Any]:
        """As the JSON encoding of the standard."""
        known = {"uri": self.uri, "wellKnownScaleSet": self.scale_set}
        return {
            "id": self.id,
            "title": f"{self.title.zh} {self.title.en}",
            **{key: value for key, value in known.items() if value},
            "crs": self.crs,
            "orderedAxes": list(self.axes),
            "tileMatrices": [self._matrix(level) for level in self.levels],
        }

    def _matrix(self, level: int) -> dict[str, Any]:
        cols, rows = self.size(level)
        cell = self.world / cols / TILE_SIZE
        # EPSG:4490 names the latitude first, EPSG:3857 the easting.
        origin = list(self.west_north if self.axes[0] == "X" else reversed(self.west_north))
        return {
            "id": str(level),
            "scaleDenominator": cell * self.unit_m / _PIXEL_M,
            "cellSize": cell,
            "cornerOfOrigin": "topLeft",
            "pointOfOrigin": origin,
            "tileWidth": TILE_SIZE,
            "tileHeight": TILE_SIZE,
            "matrixWidth": cols,
            "matrixHeight": rows,
        }


def _from_mercator(x: float, y: float) -> tuple[float, float]:
    latitude = math.degrees(math.atan(math.sinh(y / EARTH_RADIUS_M)))
    return math.degrees(x / EARTH_RADIUS_M), latitude


def _as_is(x: float, y: float) -> tuple[float, float]:
    return x, y


WEB_MERCATOR: Final = MatrixSet(
    id="WebMercatorQuad",
    title=Text("网络墨卡托", "Google Maps compatible, for the world"),
    crs="http://www.opengis.net/def/crs/EPSG/0/3857",
    epsg=3857,
    axes=("X", "Y"),
    west_north=(-_WORLD_M / 2, _WORLD_M / 2),
    world=_WORLD_M,
    unit_m=1.0,
    levels=range(25),
    square=True,
    to_lonlat=_from_mercator,
    uri=f"{_TMS_URI}WebMercatorQuad",
    scale_set="http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
)

CGCS2000: Final = MatrixSet(
    id="CGCS2000Quad",
    title=Text("国家大地坐标系经纬度（天地图 c）", "CGCS2000 degrees, the levels of China's national map service"),
    crs="http://www.opengis.net/def/crs/EPSG/0/4490",
    epsg=4490,
    axes=("Lat", "Lon"),
    west_north=(-180.0, 90.0),
    world=360.0,
    unit_m=_DEGREE_M,
    levels=range(1, 22),
    square=False,
    to_lonlat=_as_is,
)

SETS: Final = {matrices.id: matrices for matrices in (WEB_MERCATOR, CGCS2000)}


def find(id: str) -> MatrixSet:
    """The matrix set of that id. Raises NotFound."""
    if id not in SETS:
        known = ", ".join(SETS)
        raise NotFound(f"没有切片方案 {id[:40]}；可选：{known}", f"no tile matrix set {id[:40]}; known are {known}")
    return SETS[id]
