"""Proof of scale: a finished sheet is measured as a reader with a ruler would, and held against the ellipsoid.

From the PDF itself come the neat line's corners, the crossings of the graticule or kilometre grid, and the scale bar.
Between these points distances on paper times the scale are compared with geodesic ones. Only distances of at least
`LEAST_SHARE` of the neat line's diagonal count: coordinates are drawn to 0.001 mm, which over 60 mm is 0.002 %, and
over less would say more of rounding than of the map.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pikepdf
import shapely

from geo.crs import SEMI_MAJOR_M, Floats, Frame, Geometries, geodesic_distances_m
from geo.errors import OutOfScale
from geo.sheet import symbols
from geo.sheet.graticule import Net
from geo.sheet.strokes import Drawn
from geo.sheet.window import Window

LEAST_SHARE: Final = 1 / 3
"""Distances shorter than this share of the neat line's diagonal do not count."""
LIMIT_SHARE: Final = 5e-4
"""A sheet drawn worse than this is not handed out."""
_FOUND_WITHIN_MM: Final = 1.0


@dataclass(frozen=True)
class Placed:
    """A map on a sheet: its page (the first is 0), window and frame, the net over it, and the bar's length."""

    page: int
    window: Window
    frame: Frame
    net: Net
    bar_mm: float | None = None


@dataclass(frozen=True)
class Proof:
    """The largest relative error of distances on paper against geodesic ones, and how many were compared.

    `corners_mm` are the corners of the neat line as drawn, from the top left clockwise, in mm from the page's top left.
    """

    error_share: float
    distances: int
    corners_mm: Floats

    @property
    def error_percent(self) -> str:
        """The error in per cent, rounded up, so that nothing is worse than what is printed."""
        return f"{np.ceil(self.error_share * 1e5 - 1e-9) / 1e3:.3f}"


def measure(pdf: bytes, placed: Sequence[Placed]) -> list[Proof]:
    """The proof of each map of a finished PDF. Raises as `measured`."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return measured(document, placed)


def measured(document: pikepdf.Pdf, placed: Sequence[Placed]) -> list[Proof]:
    """The proof of each map of an open document.

    Raises:
        OutOfScale: a neat line, graticule or scale bar is not there, or off by more than `LIMIT_SHARE`.
    """
    pages = {at: Drawn.of(document.pages[at]) for at in {each.page for each in placed}}
    return [_proof(pages[each.page], each) for each in placed]


def _proof(drawn: Drawn, placed: Placed) -> Proof:
    window = placed.window
    corners, bar_share = _quads(drawn.quads(), placed)
    origin = np.array([window.box.x, window.box.y])
    crossings, names = _crossings(drawn.lines(symbols.GRATICULE_LINE), placed, origin)
    claimed = placed.frame.lonlat(window.metres(_outline(window) - origin))
    paper, lonlat = np.vstack([corners, crossings]), np.vstack([claimed, names])
    at, to = _pairs(paper, corners)
    ground_m = np.hypot(*(paper[at] - paper[to]).T) * window.scale / 1000
    planned_m = np.hypot(*np.diff(placed.frame.xy(np.vstack([lonlat[at], lonlat[to]])).reshape(2, -1, 2), axis=0)[0].T)
    geodesic_m = geodesic_distances_m(lonlat[at], lonlat[to])
    drawn_share = max(float(np.abs(ground_m / planned_m - 1).max()), bar_share)
    error_share = max(float(np.abs(ground_m / geodesic_m - 1).max()), bar_share)
    if drawn_share > LIMIT_SHARE or error_share > LIMIT_SHARE + _flattening(placed, lonlat):
        raise _off(placed, max(drawn_share, error_share))
    return Proof(error_share, len(at), corners)


def _quads(quads: Sequence[Floats], placed: Placed) -> tuple[Floats, float]:
    """The neat line's corners, and the relative error of the scale bar."""
    found = np.array([_in_order(quad) for quad in quads]).reshape(-1, 4, 2)
    away_mm = np.abs(found - _outline(placed.window)).max(axis=(1, 2), initial=0.0)
    if not len(found) or away_mm.min() > _FOUND_WITHIN_MM:
        raise _missing(placed, "内图廓", "neat line")
    corners = found[int(np.argmin(away_mm))]
    if placed.bar_mm is None:
        return corners, 0.0
    size = found[:, 2] - found[:, 0]
    off_mm = np.where(size[:, 1] < 0.2 * size[:, 0], np.abs(size[:, 0] - placed.bar_mm), np.inf)
    if off_mm.min() > _FOUND_WITHIN_MM:
        raise _missing(placed, "比例尺", "scale bar")
    return corners, float(off_mm.min()) / placed.bar_mm


def _crossings(lines: Sequence[Any], placed: Placed, origin: Floats) -> tuple[Floats, Floats]:
    """Where the net's lines cross inside the neat line, in mm, and the longitudes and latitudes that they stand for.

    A crossing is known by the nearest node of the net, which is many millimetres away from the next. At the largest
    scales a net may have none.
    """
    drawn = np.array([shapely.LineString(line) for line in lines], dtype=object)
    xy = _nodes(drawn[shapely.intersects(drawn, shapely.box(*placed.window.box.bounds))])
    if len(xy) != len(_nodes(np.array(placed.net.lines, dtype=object))):
        raise _missing(placed, "经纬网或公里网", "graticule")
    if not len(xy):
        return np.empty((0, 2)), np.empty((0, 2))
    return xy, placed.net.node(placed.frame.lonlat(placed.window.metres(xy - origin)))


def _nodes(lines: Geometries) -> Floats:
    """Where steep lines meet flat ones."""
    span = shapely.bounds(lines).reshape(-1, 4)
    steep = span[:, 3] - span[:, 1] > span[:, 2] - span[:, 0]
    points = shapely.intersection(lines[steep][:, None], lines[~steep][None, :]).ravel()
    return np.asarray(shapely.get_coordinates(points[shapely.get_type_id(points) == 0]))


def _pairs(points: Floats, corners: Floats) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Every point with each corner and with the crossings nearest to the corners, where that is far enough."""
    own = len(corners)
    crossings = points[own:]
    anchors = [own + int(np.argmin(np.hypot(*(crossings - corner).T))) for corner in corners if len(crossings)]
    ends = np.array([*range(own), *dict.fromkeys(anchors)])
    at, to = np.meshgrid(np.arange(len(points)), ends, indexing="ij")
    once = (at > to) | ~np.isin(at, ends)
    far = np.hypot(*np.moveaxis(points[at] - points[to], -1, 0)) >= LEAST_SHARE * np.hypot(*(corners[2] - corners[0]))
    return at[once & far], to[once & far]


def _outline(window: Window) -> Floats:
    west, north, east, south = window.box.bounds
    return np.array([[west, north], [east, north], [east, south], [west, south]])


def _in_order(quad: Floats) -> Floats:
    """The corners from the top left clockwise."""
    (west, north), (east, south) = quad.min(axis=0), quad.max(axis=0)
    return np.array([[west, north], [east, north], [east, south], [west, south]])


def _flattening(placed: Placed, lonlat: Floats) -> float:
    """What no flat map can avoid: an equal-area map stretches by c²/8 at c radians from its centre, either way."""
    away_m = np.hypot(*placed.frame.xy(lonlat).T).max()
    return float((away_m / SEMI_MAJOR_M) ** 2 / 4)


def _missing(placed: Placed, zh: str, en: str) -> OutOfScale:
    return OutOfScale(
        f"第 {placed.page + 1} 页图上找不到{zh}，无法自检比例尺，未输出",
        f"page {placed.page + 1} has no {en} to prove its scale by, so it is not handed out",
    )


def _off(placed: Placed, share: float) -> OutOfScale:
    off = f"{share * 100:.3f} %"
    return OutOfScale(
        f"第 {placed.page + 1} 页自检未通过：图上距离与 1:{placed.window.scale} 的大地线相差 {off}，未输出",
        f"page {placed.page + 1} fails its proof: distances on paper differ by {off} from geodesic ones at "
        f"1:{placed.window.scale}, so it is not handed out",
    )
