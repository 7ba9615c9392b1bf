"""Filters over HTTP: `filter`, `filter-lang`, `filter-crs`, parameters named like properties; what may be asked for.

Named after the abstract tests of OGC 19-079r2 (Features, Part 3), annex A, and 21-065r2 (CQL2), annex A.
"""

import json
from typing import Any

import httpx
import pytest

from api.routes.ogc import queryables as route
from geo.model import COLUMNS, Kind, Layout, features_of

ITEMS = "/ogc/collections/grid.parcel/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def ids(client: httpx.Client, path: str = ITEMS, **query: Any) -> list[str]:
    """The ids on all pages of three."""
    got = client.get(path, params={"limit": 3} | {k.replace("filter_", "filter-"): v for k, v in query.items()})
    assert got.status_code == 200, got.text
    page = got.json()
    found = [feature["id"] for feature in page["features"]]
    while following := [link["href"] for link in page["links"] if link["rel"] == "next"]:
        page = client.get(following[0]).json()
        found += [feature["id"] for feature in page["features"]]
    return found


def expected(grid: Layout, **values: Any) -> list[str]:
    parcels = [f.row() for f in features_of(grid.features) if f.kind == "parcel"]
    return [row["id"] for row in parcels if all(row[name] == value for name, value in values.items())]


def test_a_filter_leaves_its_features_page_by_page(client: httpx.Client, grid: Layout) -> None:
    assert ids(client, filter="park = '园1'") == expected(grid, park="园1")
    both = {"op": "and", "args": [{"op": "=", "args": [{"property": "park"}, "园1"]},
                                  {"op": "=", "args": [{"property": "stated_area_km2"}, 0.3]}]}  # fmt: skip
    wanted = expected(grid, park="园1", stated_area_km2=0.3)
    assert wanted and ids(client, filter=json.dumps(both), filter_lang="cql2-json") == wanted
    assert ids(client, filter="park = '园1'", stated_area_km2="0.3") == wanted
    assert ids(client, filter="park = '园1'", bbox="0,0,1,1") == []


def test_a_filter_works_on_older_revisions_too(client: httpx.Client, grid: Layout) -> None:
    assert ids(client, filter="id IN ('P00', 'P02')") == ["P02"]
    assert ids(client, filter="id IN ('P00', 'P02')", revision=1) == ["P00", "P02"]


@pytest.mark.parametrize("system", ["4326", "4490", "4547", "4548", "4549", "3857"])
def test_filter_crs_gives_the_axes_their_order(client: httpx.Client, grid: Layout, system: str) -> None:
    answer = client.get(f"{ITEMS}/P25", params={"crs": EPSG + system}).json()
    ring = answer["geometry"]["coordinates"][0][0]
    x, y = ring[0][0] + (ring[2][0] - ring[0][0]) / 2, ring[0][1] + (ring[2][1] - ring[0][1]) / 2
    assert ids(client, filter=f"S_CONTAINS(geometry, POINT({x} {y}))", filter_crs=EPSG + system) == ["P25"]


def test_properties_are_query_parameters(client: httpx.Client, grid: Layout) -> None:
    assert ids(client, park="园0") == expected(grid, park="园0")
    assert ids(client, park="园0", stated_area_km2="0.1") == expected(grid, park="园0", stated_area_km2=0.1)
    assert ids(client, modes="乙") == expected(grid, modes=("甲", "乙"))
    assert ids(client, "/ogc/collections/grid.all/items", kind="site") == ["S/1 甲"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"filter": "park = "}, "filter"),
        ({"filter": "owner = 'x'"}, "filter"),
        ({"filter": "park = 3"}, "filter"),
        ({"filter": "(" * 20_000}, "filter"),
        ({"filter": "TRUE", "filter-lang": "ecql"}, "filter-lang"),
        ({"filter": "TRUE", "filter-crs": "EPSG:2154"}, "filter-crs"),
        ({"filter": "{", "filter-lang": "cql2-json"}, "filter"),
        ({"stated_area_km2": "much"}, "stated_area_km2"),
        ({"owner": "x"}, "owner"),
        ({"geometry": "x"}, "geometry"),
    ],
)
def test_what_is_no_filter_is_answered_400_in_both_languages(
    client: httpx.Client, grid: Layout, query: dict[str, str], place: str
) -> None:
    got = client.get(ITEMS, params=query)
    assert got.status_code == 400
    assert got.headers["content-type"] == "application/problem+json"
    assert place in got.text


def test_queryables_are_a_schema_of_what_filters_know(client: httpx.Client, grid: Layout) -> None:
    got = client.get("/ogc/collections/grid.parcel/queryables")
    assert got.headers["content-type"] == "application/schema+json"
    body = got.json()
    assert body["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert body["$id"] == str(got.url)
    assert set(body["properties"]) == {*COLUMNS, "geometry"} and body["additionalProperties"] is False
    said = body["properties"]
    assert said["kind"]["enum"] == [kind.value for kind in Kind]
    assert said["modes"]["items"] == {"type": "string"} and said["stated_area_km2"]["type"] == "number"
    assert said["geometry"]["x-ogc-role"] == "primary-geometry" and said["id"]["x-ogc-role"] == "id"
    assert said["class"]["title"] == "用地类别 / Land class"
    every = client.get("/ogc/collections/grid.all/queryables").json()
    assert every["properties"]["class"]["title"] == "类别 / Class"
    assert client.get("/ogc/collections/grid.nothing/queryables").status_code == 404


def test_every_queryable_can_be_asked_for(client: httpx.Client, grid: Layout) -> None:
    for name in client.get("/ogc/collections/grid.all/queryables").json()["properties"]:
        got = client.get(ITEMS, params={"filter": f"{name} IS NULL", "limit": 1})
        assert got.status_code == 200, name


def test_functions_are_listed_and_can_be_called(client: httpx.Client, grid: Layout) -> None:
    functions = {each["name"]: each for each in client.get("/ogc/functions").json()["functions"]}
    assert functions["length"]["arguments"] == [{"type": ["string"]}] and functions["length"]["returns"] == ["number"]
    some = {"string": "park", "number": "stated_area_km2", "array": "modes", "geometry": "geometry"}
    for name, each in functions.items():
        args = ", ".join(some[argument["type"][0]] for argument in each["arguments"])
        got = client.get(ITEMS, params={"filter": f"{name}({args}) IS NOT NULL", "limit": 1})
        assert got.status_code == 200, name


def test_the_classes_are_declared_and_linked(client: httpx.Client, grid: Layout) -> None:
    assert set(route.CONFORMS) <= set(client.get("/ogc/conformance").json()["conformsTo"])
    found = client.get("/ogc/collections/grid.parcel").json()["links"]
    rel = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
    assert [link["type"] for link in found if link["rel"] == rel] == ["application/schema+json"]
