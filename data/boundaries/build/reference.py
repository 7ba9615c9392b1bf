"""The reference layout zgc-2020: schematic outlines with the areas that the documents state.

No public polygons of the parks exist. The outlines are drawn here: each site grown to its area on its
district's land, then cut along streets into groups, reserve and small areas, so that these tile the park.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from data.boundaries.build import drawing, roster, zones
from data.boundaries.build.coverage import DECIMALS, FRAME
from data.boundaries.build.files import RETRIEVED, as_multipolygon, write_collection, write_provenance
from geo.measure import M2_PER_KM2, area_m2
from geo.model import SCHEMATIC_NOTICE

LAYOUT: Final = "zgc-2020"
TITLE: Final = {
    "zh": "中关村国家自主创新示范区空间布局（示意）",
    "en": "Zhongguancun National Innovation Demonstration Zone, layout (schematic)",
}
SETBACK_M: Final = 100.0
"""Between a district's border and the outlines along it, so that parks on both sides of one stay well apart."""

_OPENING_M: Final = 175.0
"""Half the width below which a horn of a district is not drawn in."""
_CALM_M: Final = 60.0
"""How far a set-back border may be straightened; less than the set-back, so never outside the district."""
_TOLERANCE_M2: Final = 2.0


def read_districts(folder: Path) -> dict[str, Any]:
    """districts.geojson as geometries in degrees by name."""
    found = json.loads((folder / "districts.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["name"]: shape(f["geometry"]) for f in found}


def land_of(names: str, districts: dict[str, Any]) -> shapely.Geometry:
    """Where one may draw in the districts ("a;b"): set back from the border, its narrow horns left out."""
    members = FRAME.project(np.array([districts[name] for name in names.split(";")], dtype=object))
    inner = shapely.buffer(shapely.union_all(members), -SETBACK_M, join_style="mitre")
    opened = shapely.buffer(shapely.buffer(inner, -_OPENING_M), _OPENING_M, join_style="mitre")
    return shapely.simplify(shapely.intersection(inner, opened), _CALM_M)


def districts_under(outline: Any, names: str, districts: dict[str, Any]) -> str:
    """Those of the districts "a;b" that the outline lies in, in the same notation."""
    return ";".join(n for n in names.split(";") if shapely.relate_pattern(outline, districts[n], "T********"))


def demand_area(id: str, outline: Any, area_km2: str) -> None:
    """Refuse an outline that is invalid or not of its stated area.

    Raises:
        ValueError: its parts meet, or it is off by more than 2 m2.
    """
    if not shapely.is_valid(outline):
        raise ValueError(f"{id}: {shapely.is_valid_reason(outline)}")
    measured = float(area_m2(FRAME.project(np.array([outline], dtype=object)))[0])
    if abs(measured - float(area_km2) * M2_PER_KM2) > _TOLERANCE_M2:
        raise ValueError(f"{id} measures {measured / M2_PER_KM2:.6f} km2, not {area_km2}")


def features(folder: Path) -> list[dict[str, Any]]:
    """Every feature of the layout as GeoJSON, sorted by id."""
    districts = read_districts(folder)
    parks = {row["id"]: row for row in roster.table("parks")}
    land = {id: land_of(row["districts"], districts) for id, row in parks.items()}
    cells, outlines = drawing.features(land)
    found: list[tuple[dict[str, Any], Any]] = []
    for id, row in parks.items():
        demand_area(id, outlines[id], row["approved_area_km2"])
        found.append((roster.park(row), outlines[id]))
    for row in roster.table("groups"):
        demand_area(row["id"], cells[row["id"]], row["schematic_area_km2"])
        found.append((roster.group(row), cells.pop(row["id"])))
    for id, outline in cells.items():
        host = parks[id.split("-")[1]]
        found.append((roster.remainder(id, host, districts_under(outline, host["districts"], districts)), outline))
    drawn = zones.features(districts, {name: land_of(name, districts) for name in ("延庆区", "通州区")})
    rows = {row["zone_id"]: row for row in roster.table("zones")}
    found += [(roster.zone(rows[id]), outline) for id, outline in drawn.items()]
    return sorted((as_feature(p, g) for p, g in found), key=lambda feature: str(feature["id"]))


def as_feature(properties: dict[str, Any], outline: Any) -> dict[str, Any]:
    """A GeoJSON feature; its geometry is a MultiPolygon whose rings run as RFC 7946 asks."""
    geometry = mapping(as_multipolygon(outline))
    return {"type": "Feature", "id": properties["id"], "properties": properties, "geometry": geometry}


def members(layout: str, title: dict[str, str]) -> dict[str, Any]:
    """The foreign member that says what a layout file is."""
    notice = SCHEMATIC_NOTICE.data()
    return {"layout": layout, "revision": None, "rulebook": "zgc", "title": title, "notice": notice}


def provenance(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Where the layout comes from and how it is drawn."""
    kinds = [f["properties"]["kind"] for f in found]
    return {
        "file": f"{LAYOUT}.geojson",
        "notice": SCHEMATIC_NOTICE.data(),
        "basis": {
            "zh": "各分园未公开矢量边界。轮廓按公开面积和大致位置绘制，仅为示意，不表示批准的四至范围。",
            "en": "No polygons of the parks are public. Outlines are drawn to the stated areas at approximate "
            "places; they illustrate and do not show approved limits.",
        },
        "sources": {
            "areas, names, modes, carriers, industries, centres": "data/rulebook/zgc: parks, groups, zones (.csv)",
            "Yanqing's band lines": "data/rulebook/zgc/zone_lines.csv (own approximation)",
            "districts": "data/boundaries/districts.geojson",
            "sites and their parts": "data/boundaries/build/sites.toml, zones.toml (own drawing)",
            "retrieved": RETRIEVED,
        },
        "method": [
            "each site: an outline of shapes.py in the site's own turned street grid, a vertex at every "
            "crossing street, all moved by one gentle city-wide bend, clipped to the district set back by "
            f"{SETBACK_M:g} m, grown until its ellipsoidal area is exact",
            "each part: cut off along a street whose position is found by bisection on the area",
            "pieces of a site noded as one coverage; a park is the union of its pieces",
            f"coordinates rounded to {DECIMALS} decimals (0.1 mm)",
        ],
        "seeds": "CRC-32 of each site's name; no other randomness",
        "areas": {
            "parks": "approved_area_km2, within 2 m2",
            "groups": "schematic_area_km2, within 2 m2; our working values, not approved areas",
            "unconfirmed": [r["id"] for r in roster.table("parks") if r["area_status"].startswith("unconfirmed")],
            "residual": ["P04"],
        },
        "features": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
    }


def build(folder: Path) -> None:
    """Write zgc-2020.geojson and its provenance."""
    found = features(folder)
    write_collection(folder / f"{LAYOUT}.geojson", found, yuantu=members(LAYOUT, TITLE))
    write_provenance(folder / f"{LAYOUT}.provenance.json", provenance(found))
