"""A matrix of files: source × names × encoding × coordinate system × shift × order of axes × what is declared × format.

Each case is drawn by chance from all combinations that its format can carry, written as other programs write it, and
known in truth.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pyogrio
import shapely
from pyproj import Transformer

from geo import crs
from geo.crs import Axes, Floats, Geometries, Shift
from geo.exchange import geoparquet
from geo.exchange.rows import Rows
from tests.geo.exchange.doctor.plots import SOURCES, Land, Plots

CODES = (
    4490, 4326, 4214, 4610, 4548, 4547, 4527, 4526, 4509, 4498, 2436, 2415, 21460, 21420, 2384, 2363, 2345, 2334, 32650,
    3857,
)  # fmt: skip
SHIFTS: tuple[Shift, ...] = ("none", "gcj02", "bd09")
AXES: tuple[Axes, ...] = ("xy", "yx")
_LDID = 29


@dataclass(frozen=True)
class Case:
    """One file and the truth about it; `says` is the EPSG code that it declares, `cpg` the encoding that it does."""

    plots: Plots
    source: str
    named: bool
    code: int
    shift: Shift
    axes: Axes
    format: str
    declares: str
    says: int | None
    encoding: str
    cpg: str

    @property
    def geometry(self) -> Geometries:
        """As the file holds it."""
        return written(self.plots.geometry, self.code, self.axes, self.shift)

    @property
    def table(self) -> pd.DataFrame:
        """As the file holds it: without names, only numbers."""
        if self.named:
            return self.plots.table
        return pd.DataFrame({"number": [str(i) for i in range(len(self.plots.table))]}, dtype=object)


@cache
def _there(code: int) -> Transformer:
    return Transformer.from_crs(4490, code, always_xy=True)


def written(shapes: Geometries, code: int, axes: Axes = "xy", shift: Shift = "none") -> Geometries:
    """True shapes as a file would hold them."""

    def move(lonlat: Floats) -> Floats:
        moved = crs.shifted(lonlat, shift)
        xy = np.column_stack(_there(code).transform(moved[:, 0], moved[:, 1]))
        return xy if axes == "xy" else xy[:, ::-1]

    return np.asarray(shapely.transform(shapes, move), dtype=object)


def case(land: Land, number: int, seed: int) -> Case:
    """Case of a number, the same each time; sources take turns, all else is chance."""
    chance = np.random.default_rng((seed, number))
    source = SOURCES[number % len(SOURCES)]
    format = str(chance.choice(list(WRITERS)))
    code = int(chance.choice(CODES))
    declares = str(chance.choice(list(_DECLARES[format])))
    others = [other for other in CODES if other != code]
    return Case(
        plots=source(land, chance),
        source=source.__name__,
        named=bool(chance.random() < 0.5),
        code=code,
        shift=SHIFTS[int(chance.integers(3))],
        axes=AXES[int(chance.integers(2))],
        format=format,
        declares=declares,
        says={"right": code, "nothing": None, "wrong": int(chance.choice(others))}[declares],
        encoding=str(chance.choice(["UTF-8", "GBK"])) if format in ("shapefile", "csv") else "UTF-8",
        cpg=str(chance.choice(["right", "nothing", "wrong"])) if format == "shapefile" else "right",
    )


def write(case: Case, folder: Path) -> Path:
    """The file of a case."""
    return WRITERS[case.format](case, folder)


def _name(code: int | None) -> str | None:
    return None if code is None else f"EPSG:{code}"


def _frame(case: Case) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(case.table, geometry=case.geometry, crs=_name(case.says))


def _geojson(case: Case, folder: Path) -> Path:
    features = [
        {"type": "Feature", "properties": row, "geometry": orjson.loads(shapely.to_geojson(shape))}
        for row, shape in zip(case.table.to_dict("records"), case.geometry, strict=True)
    ]
    document: dict[str, object] = {"type": "FeatureCollection", "features": features}
    if case.says is not None:
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{case.says}"}}
    path = folder / "plots.geojson"
    path.write_bytes(orjson.dumps(document))
    return path


def _geopackage(case: Case, folder: Path) -> Path:
    return _gdal(case, folder / "plots.gpkg", "GPKG")


def _flatgeobuf(case: Case, folder: Path) -> Path:
    return _gdal(case, folder / "plots.fgb", "FlatGeobuf")


def _gdal(case: Case, path: Path, driver: str) -> Path:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.write_dataframe(_frame(case), path, driver=driver, encoding=case.encoding)
    return path


def _geoparquet(case: Case, folder: Path) -> Path:
    lines = io.BytesIO()
    for i, (row, shape) in enumerate(zip(case.table.to_dict("records"), case.geometry, strict=True)):
        cells = {"id": str(i), **row, "geometry": shapely.to_wkb(shape, hex=True)}
        lines.write(orjson.dumps(cells, option=orjson.OPT_APPEND_NEWLINE))
    path = folder / "plots.parquet"
    geoparquet.write_rows(Rows(lines, list(case.table.columns), f"EPSG:{case.says}"), path, {})
    return path


def _shapefile(case: Case, folder: Path) -> Path:
    shape = folder / "plots.shp"
    _gdal(case, shape, "ESRI Shapefile")
    cpg, dbf = shape.with_suffix(".cpg"), shape.with_suffix(".dbf")
    cpg.unlink(missing_ok=True)
    body = bytearray(dbf.read_bytes())
    body[_LDID] = 0
    dbf.write_bytes(body)
    if case.cpg != "nothing":
        other = {"UTF-8": "GBK", "GBK": "UTF-8"}[case.encoding]
        cpg.write_text(case.encoding if case.cpg == "right" else other)
    path = folder / "plots.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(folder.glob("plots.*")):
            if part != path:
                archive.write(part, part.name)
    return path


def _csv(case: Case, folder: Path) -> Path:
    table = case.table.assign(WKT=[shapely.to_wkt(shape, rounding_precision=-1) for shape in case.geometry])
    path = folder / "plots.csv"
    path.write_bytes(table.to_csv(index=False).encode(case.encoding))
    return path


WRITERS: dict[str, Callable[[Case, Path], Path]] = {
    "geojson": _geojson,
    "geopackage": _geopackage,
    "flatgeobuf": _flatgeobuf,
    "geoparquet": _geoparquet,
    "shapefile": _shapefile,
    "csv": _csv,
}
_DECLARES: dict[str, tuple[str, ...]] = {
    "geojson": ("right", "nothing", "wrong"),
    "geopackage": ("right", "nothing", "wrong"),
    "flatgeobuf": ("right", "nothing", "wrong"),
    "shapefile": ("right", "nothing", "wrong"),
    "geoparquet": ("right", "wrong"),
    "csv": ("nothing",),
}
