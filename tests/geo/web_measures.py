"""Areas and coordinates as this package computes them, for the page's own formulas to be held against.

Written by `python -m tests.geo.web_measures` to `web/src/model/edit/measures.json`; a test says when it is out of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from geo.crs import Frame, Geometries
from geo.measure import area_m2, length_m

FILE = Path(__file__).parents[2] / "web/src/model/edit/measures.json"
COMMAND = "python -m tests.geo.web_measures"
FRAME = Frame(116.4, 40.2)
CORNERS = {
    "far west": (115.42, 39.72),
    "far south": (116.22, 39.44),
    "far north": (116.62, 41.05),
    "far east": (117.5, 40.68),
    "centre": (116.4, 40.2),
}
ZONES = {38: 4547, 39: 4548, 40: 4549}


def _ring(lon: float, lat: float, count: int, reach_deg: float, seed: int) -> list[tuple[float, float]]:
    """A closed outline with an uneven border, on the grid of 1e-9 degrees."""
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = reach_deg * rng.uniform(0.6, 1.0, count)
    xy = np.column_stack([lon + radius * np.cos(turn) * 1.3, lat + radius * np.sin(turn)]).round(9)
    return [*map(tuple, xy.tolist()), tuple(xy[0].tolist())]


def shapes() -> dict[str, Any]:
    """Polygons of every make at every corner: plain, with a hole, in several parts, small, large."""
    out: dict[str, Any] = {}
    for seed, (name, (lon, lat)) in enumerate(CORNERS.items()):
        shell, hole = _ring(lon, lat, 24, 0.01, seed), _ring(lon, lat, 9, 0.003, seed + 50)
        away = _ring(lon + 0.04, lat + 0.01, 12, 0.008, seed + 90)
        out[f"{name}, plain"] = shapely.MultiPolygon([shapely.Polygon(shell)])
        out[f"{name}, with a hole"] = shapely.MultiPolygon([shapely.Polygon(shell, [hole])])
        out[f"{name}, two parts"] = shapely.MultiPolygon([shapely.Polygon(shell, [hole]), shapely.Polygon(away)])
        out[f"{name}, a plot"] = shapely.MultiPolygon([shapely.Polygon(_ring(lon, lat, 5, 0.0004, seed + 20))])
    out["all of the city"] = shapely.MultiPolygon([shapely.Polygon(_ring(116.4, 40.2, 60, 0.7, 7))])
    return out


def document() -> dict[str, Any]:
    """The file's contents."""
    names, found = zip(*shapes().items(), strict=True)
    plane = FRAME.project(np.array(found, dtype=object))
    return {
        "made_by": COMMAND,
        "frame": {"lon_0": FRAME.lon_0, "lat_0": FRAME.lat_0},
        "areas": [
            {"name": n, "coordinates": shapely.geometry.mapping(s)["coordinates"], "area_m2": a, "border_m": m}
            for n, s, a, m in zip(names, found, _listed(area_m2(plane)), _listed(length_m(plane)), strict=True)
        ],
        "positions": [{"lonlat": p, "xy": FRAME.xy(np.array([p]))[0].tolist()} for p in CORNERS.values()],
        "gauss_kruger": [_gauss_kruger(zone, epsg, p) for zone, epsg in ZONES.items() for p in CORNERS.values()],
    }


def _listed(numbers: Geometries | np.ndarray[Any, Any]) -> list[float]:
    return [float(n) for n in numbers]


def _gauss_kruger(zone: int, epsg: int, lonlat: tuple[float, float]) -> dict[str, Any]:
    east, north = Transformer.from_crs(4490, epsg, always_xy=True).transform(*lonlat)
    return {"zone": zone, "lonlat": lonlat, "easting_m": east, "northing_m": north}


def text() -> str:
    """The file's text."""
    return json.dumps(document(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
