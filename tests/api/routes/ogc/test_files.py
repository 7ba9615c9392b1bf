"""GeoParquet and FlatGeobuf hold the very features that the pages hold, in the same order, east before north."""

import io
from pathlib import Path
from typing import Any

import geopandas as gpd
import httpx
import orjson
import pyogrio
import pyproj
import pytest
import shapely
from arro3.io import read_parquet

from api.routes.ogc import files
from geo import exchange
from geo.model import COLUMNS, LIST_COLUMNS, Layout, features_of

ITEMS = "/ogc/collections/grid.all/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
MEDIA = {"geoparquet": "application/vnd.apache.parquet", "flatgeobuf": "application/flatgeobuf"}
BOTH = pytest.mark.parametrize("f", MEDIA)
Row = dict[str, Any]


def ask(client: httpx.Client, f: str, **query: Any) -> httpx.Response:
    got = client.get(ITEMS, params={"f": f, **query})
    assert got.status_code == 200, got.text
    assert got.headers["content-type"] == MEDIA[f]
    return got


def rows(got: httpx.Response) -> list[Row]:
    """What a file holds: properties, lists as they are in the format, and the geometry."""
    if got.headers["content-type"] == MEDIA["flatgeobuf"]:
        table = pyogrio.read_dataframe(io.BytesIO(got.content)).astype(object)
        return table.where(table.notna(), None).to_dict("records")  # type: ignore[no-any-return]
    found = read_parquet(io.BytesIO(got.content)).read_all()
    columns = {name: found[name].to_pylist() for name in found.column_names}
    columns["geometry"] = shapely.from_wkb(columns["geometry"]).tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def expected(client: httpx.Client, f: str, **query: Any) -> list[Row]:
    """The same as GeoJSON, as rows."""
    features = client.get(ITEMS, params={"limit": 1000, **query}).json()["features"]
    found = [{"id": each["id"]} | each["properties"] | {"geometry": each["geometry"]} for each in features]
    for row in found:
        row["geometry"] = None if row["geometry"] is None else shapely.geometry.shape(row["geometry"])
        for name in row.keys() & set(LIST_COLUMNS) if f == "flatgeobuf" else ():
            row[name] = ";".join(row[name])
    return found


@BOTH
@pytest.mark.parametrize("batch", [7, 60])
@pytest.mark.parametrize(
    "query",
    [
        {}, {"sortby": "-stated_area_km2,name"}, {"filter": "park='园1'"}, {"properties": "name,modes"},
        {"properties": ""}, {"revision": 1}, {"bbox": "116,40,116.02,40.02"}, {"skipGeometry": "true"},
        {"filter": "park='nowhere'"}, {"datetime": "2026-01-01"},
    ],
)  # fmt: skip
def test_it_holds_what_the_pages_hold(
    client: httpx.Client, grid: Layout, monkeypatch: pytest.MonkeyPatch, f: str, batch: int, query: dict[str, Any]
) -> None:
    monkeypatch.setattr(files, "_BATCH", batch)
    assert rows(ask(client, f, limit=1000, **query)) == expected(client, f, **query)


@BOTH
def test_every_property_is_a_column_in_its_usual_order(client: httpx.Client, grid: Layout, f: str) -> None:
    first = rows(ask(client, f, limit=1))[0]
    assert list(first) == [*COLUMNS, "geometry"]


@BOTH
def test_pages_follow_by_the_header_link(client: httpx.Client, grid: Layout, f: str) -> None:
    found: list[str] = []
    got = ask(client, f, limit=7)
    assert got.headers["ogc-numberreturned"] == "7" and got.headers["ogc-numbermatched"] == "60"
    assert got.links["collection"]["url"].endswith("/collections/grid.all")
    while True:
        found += [row["id"] for row in rows(got)]
        if "next" not in got.links:
            break
        assert got.links["next"]["type"] == MEDIA[f]
        got = client.get(got.links["next"]["url"])
    assert found == [row["id"] for row in expected(client, f)]


@BOTH
def test_accept_asks_for_it_too_and_it_is_saved_under_a_name(client: httpx.Client, grid: Layout, f: str) -> None:
    got = client.get(ITEMS, headers={"Accept": MEDIA[f]})
    assert got.headers["content-type"] == MEDIA[f] and "Accept" in got.headers["vary"]
    ending = {"geoparquet": "parquet", "flatgeobuf": "fgb"}[f]
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''grid.all.{ending}"
    head = client.head(ITEMS, params={"f": f})
    assert head.status_code == 200 and head.headers["content-type"] == MEDIA[f]


@BOTH
def test_the_same_bytes_have_the_same_tag(client: httpx.Client, grid: Layout, f: str) -> None:
    first = ask(client, f)
    assert {ask(client, f).content for _ in range(5)} == {first.content}
    held = {"If-None-Match": first.headers["etag"]}
    assert client.get(ITEMS, params={"f": f}, headers=held).status_code == 304
    pinned = ask(client, f, revision=1)
    assert "immutable" in pinned.headers["cache-control"] and pinned.headers["etag"] != first.headers["etag"]


@BOTH
@pytest.mark.parametrize("system", ["CRS84", "EPSG:4326", "EPSG:4490", "EPSG:4547", "EPSG:4549", "EPSG:3857"])
def test_east_comes_first_in_every_system(client: httpx.Client, grid: Layout, f: str, system: str) -> None:
    got = ask(client, f, crs=system, limit=1000)
    name = "OGC:CRS84" if system == "CRS84" else system
    if f == "flatgeobuf":
        said = pyogrio.read_info(io.BytesIO(got.content))["crs"]
    else:
        geo = orjson.loads(read_parquet(io.BytesIO(got.content)).schema.metadata[b"geo"])
        column = geo["columns"]["geometry"]
        assert geo["version"] == "1.1.0" and column["geometry_types"] == ["MultiPolygon", "Point"]
        said = column["crs"]
    found = pyproj.CRS.from_user_input(said)
    assert found.to_authority() == tuple(name.split(":"))
    east = gpd.GeoSeries([feature.geometry for feature in features_of(grid.features)], crs=4490)
    there = east if system in ("CRS84", "EPSG:4326", "EPSG:4490") else east.to_crs(name)
    tolerance = 0 if there is east else 1e-6
    assert all(
        shapely.equals_exact(row["geometry"], shape, tolerance=tolerance)
        for row, shape in zip(rows(got), there, strict=True)
    )


@BOTH
def test_the_command_line_reads_it_as_the_layout_that_it_is(
    client: httpx.Client, grid: Layout, tmp_path: Path, f: str
) -> None:
    made = tmp_path / f"saved{files.ENDINGS[next(e for e in files.ENDINGS if e.f == f)]}"
    made.write_bytes(ask(client, f, limit=1000).content)
    back = exchange.read(made)
    assert (back.id, back.revision, back.rulebook) == ("grid", 2, "zgc")
    assert features_of(back.features) == features_of(grid.features)


@BOTH
def test_what_there_is_not_is_refused(client: httpx.Client, grid: Layout, f: str) -> None:
    for url, status in (
        (f"/ogc/collections/nope.all/items?f={f}", 404),
        (f"/ogc/collections/grid.findings/items?f={f}", 400),
        (f"{ITEMS}?f={f}&revision=9", 404),
        (f"{ITEMS}?f={f}&limit=0", 400),
        (f"{ITEMS}/P05?f={f}", 400),
    ):
        got = client.get(url)
        assert got.status_code == status and got.headers["content-type"] == "application/problem+json", url
