"""What is measured, each in a process of its own: our check, geopandas' overlay, PostGIS' self-join, single edits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from api import embedded
from geo.check import Checker, check
from geo.crs import Geometries
from geo.model import Edit
from geo.rulebook import load
from tests.bench.parcels import layout
from tests.homes import open_home

ON: Final = date(2026, 11, 21)
RULES: Final = ["GEO001", "GEO002", "GEO003", "ATT001", "ROS001", "ROS004"]
EDITS: Final = 200

SELF_JOIN: Final = """
    SELECT count(*) FROM parcel a JOIN parcel b ON a.id < b.id AND a.geom && b.geom
    AND ST_Relate(a.geom, b.geom, 'T********')
"""


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and the result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def full_check(cells: Geometries) -> dict[str, float]:
    """Validity, overlaps, gaps, kinds and roster of one layout, from stored coordinates to the report."""
    plan = layout(cells, load().frame)
    seconds, report = timed(lambda: check(plan, load(), on=ON, select=RULES))
    assert report.summary["crashed"] == 0
    return {"seconds": seconds, "findings": len(report.findings)}


def overlaps_only(cells: Geometries) -> dict[str, float]:
    """Only the overlap rule."""
    plan = layout(cells, load().frame)
    seconds, report = timed(lambda: check(plan, load(), on=ON, select=["GEO002"]))
    return {"seconds": seconds, "findings": len(report.findings)}


def overlay(cells: Geometries) -> dict[str, float]:
    """geopandas.overlay of the parcels with themselves, in the same projected metres."""
    table = gpd.GeoDataFrame({"id": np.arange(len(cells))}, geometry=cells, crs=4548)
    seconds, result = timed(lambda: gpd.overlay(table, table, how="intersection", keep_geom_type=True))
    return {"seconds": seconds, "findings": int((result["id_1"] < result["id_2"]).sum())}


def postgis(cells: Geometries) -> dict[str, float]:
    """The self-join by bounding box and ST_Relate, on a table with an index, statistics and all the cores it takes."""
    with open_home() as home, embedded.start(home) as server, server.connect(embedded.ADMIN) as database:
        database.execute("CREATE TEMP TABLE parcel (id int, geom geometry)")
        with database.cursor().copy("COPY parcel FROM STDIN") as copy:
            for id, cell in enumerate(shapely.to_wkb(cells, hex=True)):
                copy.write_row((id, cell))
        database.execute("CREATE INDEX ON parcel USING gist (geom)")
        database.execute("ANALYZE parcel")
        seconds, row = timed(lambda: database.execute(SELF_JOIN).fetchone())
    return {"seconds": seconds, "findings": row[0]}


def edits(cells: Geometries) -> dict[str, float]:
    """Moving single parcels by some metres, each checked again: milliseconds per edit."""
    plan = layout(cells, load().frame)
    checker = Checker(plan, load(), ON, select=RULES)
    chosen = np.random.default_rng(7).choice(len(plan), EDITS, replace=False)
    milliseconds = []
    for row in chosen:
        feature = plan.feature(plan.features["id"][int(row)])
        assert feature is not None
        moved = shapely.transform(feature.geometry, lambda lonlat: lonlat + 3e-5)
        edit = Edit(put=(replace(feature, geometry=moved),))
        milliseconds.append(timed(partial(checker.apply, edit))[0] * 1000)
    ranked = sorted(milliseconds)
    return {"p50_ms": statistics.median(ranked), "p95_ms": ranked[int(len(ranked) * 0.95)]}


CONTENDERS: Final = {
    "full_check": full_check,
    "overlaps_only": overlaps_only,
    "overlay": overlay,
    "postgis": postgis,
    "edits": edits,
}
