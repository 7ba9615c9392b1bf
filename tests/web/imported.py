"""A file as planners send it: a Shapefile in GBK without .cpg, shifted as Chinese web maps are, areas in hectares."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geo import exchange
from geo.crs import shifted
from geo.measure import area_m2
from geo.rulebook import load
from geo.settings import data_dir

STEM = "总规图斑"
_HECTARE_M2 = 10_000
_HEBEI = shapely.box(116.70, 39.20, 116.72, 39.22)
_LANGUAGE_BYTE = 29
"""Where the header of a .dbf names its encoding; zero names none."""


def shapefile() -> bytes:
    """Parks and groups of the practice draft, zipped; of the last two rows one has no outline, one lies in Hebei."""
    layout = exchange.read(data_dir() / "boundaries" / "practice-draft.geojson")
    found = layout.features[layout.features["kind"].isin(["park", "group"])]
    outlines = found.geometry.to_numpy()
    here = ~shapely.is_missing(outlines) & shapely.is_valid(outlines)
    found, outlines = found[here], outlines[here]
    areas_ha = np.round(area_m2(load("zgc").frame.project(outlines)) / _HECTARE_M2, 2)
    table = gpd.GeoDataFrame(
        {
            "编号": [*found["id"], "ZZ-1", "ZZ-2"],
            "园区名称": [*found["name"], "上庄组团", "廊坊组团"],
            "类型": [*np.where(found["kind"] == "park", "分园", "发展组团"), "发展组团", "发展组团"],
            "面积": [*areas_ha, 200.0, 250.0],
        },
        crs="EPSG:4490",
        geometry=[*shapely.transform(outlines, lambda lonlat: shifted(lonlat, "gcj02")), None, _HEBEI],
    )
    return _zipped(table)


def _zipped(table: gpd.GeoDataFrame) -> bytes:
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w") as archive:
        path = Path(folder) / f"{STEM}.shp"
        pyogrio.write_dataframe(table, path, encoding="GBK")
        for ending in ("shp", "shx", "dbf"):
            body = bytearray(path.with_suffix(f".{ending}").read_bytes())
            if ending == "dbf":
                body[_LANGUAGE_BYTE] = 0
            archive.writestr(f"{STEM}.{ending}", bytes(body))
    return packed.getvalue()
