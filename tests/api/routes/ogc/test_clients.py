"""Programs that people use read every collection completely, page by page, with coordinates where they belong."""

import json
import math
import multiprocessing
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import httpx
import numpy as np
import pyogrio
import pyproj
import pytest
import shapely
from owslib.ogcapi.features import Features
from shapely.geometry.base import BaseGeometry

from geo.model import LIST_COLUMNS, Layout, features_of

QGIS_PYTHON = Path("/usr/bin/python3")
QGIS_READS_SYSTEMS_SINCE = 33600
QGIS = """
import json, os, sys
from qgis.core import Qgis, QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
told = {"version": Qgis.QGIS_VERSION_INT}
for wanted in sys.argv[3:]:
    source = f"url='{sys.argv[1]}' typename='{sys.argv[2]}' pageSize='7' srsname='{wanted}'"
    layer = QgsVectorLayer(source, "layer", "OAPIF")
    assert layer.isValid(), layer.error().message()
    told[wanted] = {"crs": layer.crs().authid(), "rows": {
        f["id"]: [f["name"] or None, f["stated_area_km2"] or None, f.geometry().asWkt(17)] for f in layer.getFeatures()
    }}
print(json.dumps(told), flush=True)
os._exit(0)  # QGIS may crash when it is torn down in an unlucky order.
"""


def ogc(client: httpx.Client) -> str:
    return f"{str(client.base_url).rstrip('/')}/ogc"


def rows(layout: Layout, kind: str = "all") -> dict[str, dict[str, Any]]:
    return {f.id: f.row() for f in features_of(layout.features) if kind in ("all", f.kind)}


def same(told: Any, expected: Any) -> bool:
    """Equal, where what is absent may be None, NaN, or an empty list."""
    if isinstance(told, np.ndarray | list | tuple):
        return list(told) == list(expected or ())
    nothing = told is None or (isinstance(told, float) and math.isnan(told))
    return nothing == (expected in (None, ()) or expected != expected) and (nothing or told == expected)


def moved(geometry: BaseGeometry, number: int) -> BaseGeometry:
    """In another system, east before north, as programs keep coordinates within."""
    shape: BaseGeometry = gpd.GeoSeries([geometry], crs=4490).to_crs(number).iloc[0]
    return shape


@pytest.fixture(scope="module")
def beside() -> Iterator[ProcessPoolExecutor]:
    """Another process: GDAL keeps Python's lock while it waits for the answer, which a thread of ours has to give."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def gdal(beside: ProcessPoolExecutor, client: httpx.Client, layer: str, page: int, **options: Any) -> gpd.GeoDataFrame:
    """A collection as GDAL's driver for the OGC API reads it."""
    read = partial(pyogrio.read_dataframe, f"OAPIF:{ogc(client)}", layer=layer, PAGE_SIZE=page, **options)
    return beside.submit(read).result(60).set_index("id", drop=False)


@pytest.mark.parametrize("page", [1, 7, 59, 60, 1000])
def test_gdal_reads_every_page_with_every_value(
    beside: ProcessPoolExecutor, client: httpx.Client, grid: Layout, page: int
) -> None:
    expected = rows(grid)
    found = gdal(beside, client, "grid.all", page)
    assert list(found.index) == sorted(expected)
    assert found["stated_area_km2"].dtype == np.float64
    for id, row in expected.items():
        got = found.loc[id]
        assert shapely.equals_exact(got["geometry"], row["geometry"], tolerance=0, normalize=True), id
        wrong = {name: got[name] for name in row if name != "geometry" and not same(got[name], row[name])}
        assert not wrong, id


@pytest.mark.parametrize("layer", ["park", "group", "reserve", "small", "zone", "all"])
def test_gdal_reads_the_reference_layout(
    beside: ProcessPoolExecutor, client: httpx.Client, reference: Layout, layer: str
) -> None:
    expected = rows(reference, layer)
    found = gdal(beside, client, f"{reference.id}.{layer}", 9)
    assert set(found.index) == set(expected) and len(found) == len(expected)
    for name in LIST_COLUMNS:
        assert all(same(value, expected[id][name]) for id, value in found[name].items()), name


@pytest.mark.parametrize("number", [4326, 4490, 4547, 4548, 4549, 3857])
def test_gdal_puts_coordinates_where_they_belong_in_each_system(
    beside: ProcessPoolExecutor, client: httpx.Client, grid: Layout, number: int
) -> None:
    found = gdal(beside, client, "grid.parcel", 7, CRS=f"EPSG:{number}")
    assert len(found) == 59 and found.crs.to_epsg() in (number, None)
    for id, row in rows(grid, "parcel").items():
        expected = moved(row["geometry"], number)
        assert shapely.hausdorff_distance(found.loc[id, "geometry"], expected) < (1e-3 if number > 4500 else 1e-12)


def test_gdal_asks_the_server_for_a_box_and_finds_all_in_it(
    beside: ProcessPoolExecutor, client: httpx.Client, grid: Layout
) -> None:
    box = (116.0, 40.0, 116.03, 40.02)
    expected = {id for id, row in rows(grid, "parcel").items() if shapely.box(*box).intersects(row["geometry"])}
    found = gdal(beside, client, "grid.parcel", 3, bbox=box)
    assert set(found["id"]) == expected and len(found) == len(expected)


def test_the_command_line_of_gdal_copies_a_collection(client: httpx.Client, grid: Layout, tmp_path: Path) -> None:
    if shutil.which("ogr2ogr") is None:
        pytest.skip("ogr2ogr is not installed: Debian's package gdal-bin has it")
    made = tmp_path / "grid.gpkg"
    copy = ["ogr2ogr", str(made), f"OAPIF:{ogc(client)}", "grid.parcel", "-oo", "PAGE_SIZE=7"]
    subprocess.run(copy, check=True, capture_output=True, timeout=120)
    found = gpd.read_file(made).set_index("id")
    assert set(found.index) == set(rows(grid, "parcel"))
    assert found.loc["P02", "stated_area_km2"] == 0.2 and found.loc["P01", "geometry"].bounds == (117, 41, 117.1, 41.1)


@pytest.mark.parametrize("number", [None, 4490, 4549])
def test_owslib_reads_every_page(client: httpx.Client, grid: Layout, number: int | None) -> None:
    service = Features(ogc(client))
    assert {"grid.parcel", "grid.all"} <= set(service.feature_collections())
    chosen = {} if number is None else {"crs": f"http://www.opengis.net/def/crs/EPSG/0/{number}"}
    page = service.collection_items("grid.parcel", limit=7, **chosen)
    found = page["features"]
    while following := [link["href"] for link in page["links"] if link["rel"] == "next"]:
        query = dict(httpx.URL(following[0]).params)
        page = service.collection_items("grid.parcel", **query)
        found += page["features"]
    assert [feature["id"] for feature in found] == sorted(rows(grid, "parcel"))
    first = found[0]["geometry"]["coordinates"][0][0][0]
    west, south, east, north = 117, 41, 117.1, 41.1
    if number == 4549:
        back = pyproj.Transformer.from_crs(4549, 4490).transform(*first)
        assert south - 1e-8 <= back[0] <= north + 1e-8 and west - 1e-8 <= back[1] <= east + 1e-8
    else:
        lon, lat = first if number is None else reversed(first)
        assert west <= lon <= east and south <= lat <= north
    assert service.collection_item("grid.parcel", "P02")["properties"]["name"] == "地块2"


def qgis(client: httpx.Client, layer: str, *systems: str, tmp_path: Path) -> dict[str, Any]:
    """What QGIS's own provider reads, in a Python of the system that has it."""
    probe = [str(QGIS_PYTHON), "-c", "import qgis.core"]
    if not QGIS_PYTHON.exists() or subprocess.run(probe, capture_output=True, timeout=60).returncode:
        pytest.skip("QGIS is not installed: Debian's package python3-qgis has it")
    run = subprocess.run(
        [str(QGIS_PYTHON), "-c", QGIS, ogc(client), layer, *systems],
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_qgis_reads_every_page(client: httpx.Client, grid: Layout, tmp_path: Path) -> None:
    told = qgis(client, "grid.parcel", "OGC:CRS84", "EPSG:4490", "EPSG:4549", tmp_path=tmp_path)
    expected = rows(grid, "parcel")
    for wanted in ("OGC:CRS84", "EPSG:4490", "EPSG:4549"):
        found = told[wanted]
        if told["version"] >= QGIS_READS_SYSTEMS_SINCE:
            assert found["crs"] == wanted
        assert set(found["rows"]) == set(expected), "every page"
        number = int(found["crs"][5:]) if found["crs"].startswith("EPSG") else 4326
        for id, (name, area, wkt) in found["rows"].items():
            row = expected[id]
            assert name == row["name"] and same(area, row["stated_area_km2"] or None), id
            shape = moved(row["geometry"], number)
            assert shapely.hausdorff_distance(shapely.from_wkt(wkt), shape) < (1e-3 if number == 4549 else 1e-9)
