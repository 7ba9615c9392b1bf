"""Each class of the filtering standards that is declared, by its abstract tests, over HTTP.

Source: OGC 19-079r2 (Features, Part 3), annex A; 21-065r2 (CQL2), annex A.
"""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.routes.ogc import queryables as route
from geo.model import Layout, features_of

Row = dict[str, Any]
ITEMS = "/ogc/collections/grid.parcel/items"
BOX = (116.0395, 40.0195, 116.0485, 40.0285)
"""Around P24 alone."""


def area(row: Row) -> float | None:
    value: float | None = row["stated_area_km2"]
    return value


def known(test: Callable[[float], bool]) -> Callable[[Row], bool]:
    """What holds for the stated area where there is one."""

    def holds(row: Row) -> bool:
        value = area(row)
        return value is not None and test(value)

    return holds


def named(row: Row) -> str:
    """The name; that of a feature without one counts as the other side of every test here."""
    return row["name"] or "地块1"


def is_p24(row: Row) -> bool:
    return bool(row["id"] == "P24")


RING = "({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1})".format(*BOX)
INNER = "POINT(116.044 40.024)"
TEXT_CASES: dict[str, list[tuple[str, Callable[[Row], bool]]]] = {
    "basic-cql2": [
        ("name = '地块1'", lambda row: row["name"] == "地块1"),
        ("name <> '地块1'", lambda row: row["name"] not in (None, "地块1")),
        ("stated_area_km2 < 0.2", known(lambda value: value < 0.2)),
        ("stated_area_km2 >= 0.2", known(lambda value: value >= 0.2)),
        ("name IS NULL", lambda row: row["name"] is None),
        ("name IS NOT NULL", lambda row: row["name"] is not None),
        ("NOT name = '地块1' AND park = '园0'", lambda row: named(row) != "地块1" and row["park"] == "园0"),
        ("id = 'P10' OR id = 'P11' AND park = '园0'", lambda row: row["id"] == "P10"),
        ("DATE('2024-01-01') < DATE('2024-01-02')", lambda _: True),
        ("TRUE", lambda _: True),
        ("FALSE", lambda _: False),
    ],
    "advanced-comparison-operators": [
        ("name LIKE '_块%'", lambda row: row["name"] is not None and row["name"] != "迁"),
        ("stated_area_km2 BETWEEN 0.1 AND 0.3", known(lambda value: 0.1 <= value <= 0.3)),
        ("id IN ('P10', 'P11')", lambda row: row["id"] in ("P10", "P11")),
        ("stated_area_km2 NOT IN (0.1, 0.2)", known(lambda value: value not in (0.1, 0.2))),
    ],
    "case-insensitive-comparison": [("CASEI(id) = CASEI('p10')", lambda row: row["id"] == "P10")],
    "accent-insensitive-comparison": [("ACCENTI(id) = ACCENTI('P\u03021\u03010')", lambda row: row["id"] == "P10")],
    "basic-spatial-functions": [
        (f"S_INTERSECTS(geometry, {INNER})", is_p24),
        (f"S_INTERSECTS(geometry, BBOX{BOX})", is_p24),
    ],
    "basic-spatial-functions-plus": [
        (f"S_INTERSECTS(geometry, POLYGON({RING}))", is_p24),
        (f"S_INTERSECTS(geometry, MULTIPOLYGON(({RING})))", is_p24),
        ("S_INTERSECTS(geometry, LINESTRING(116.044 40.024, 116.045 40.025))", is_p24),
        ("S_INTERSECTS(geometry, MULTILINESTRING((116.044 40.024, 116.045 40.025)))", is_p24),
        ("S_INTERSECTS(geometry, MULTIPOINT((116.044 40.024), (0 0)))", is_p24),
        (f"S_INTERSECTS(geometry, GEOMETRYCOLLECTION({INNER}, LINESTRING(0 0, 1 1)))", is_p24),
    ],
    "spatial-functions": [
        (f"S_DISJOINT(geometry, BBOX{BOX})", lambda row: not is_p24(row)),
        (f"S_WITHIN(geometry, BBOX{BOX})", is_p24),
        (f"S_CONTAINS(geometry, {INNER})", is_p24),
        ("S_EQUALS(geometry, geometry)", lambda _: True),
        ("S_TOUCHES(geometry, geometry)", lambda _: False),
        ("S_CROSSES(geometry, LINESTRING(116.044 40.024, 116.0485 40.024))", is_p24),
        ("S_OVERLAPS(geometry, BBOX(116.044, 40.02, 116.049, 40.0285))", is_p24),
    ],
    "array-functions": [
        ("A_CONTAINS(modes, ('甲', '乙'))", lambda row: set(row["modes"]) >= {"甲", "乙"}),
        ("A_CONTAINEDBY(modes, ('甲'))", lambda row: set(row["modes"]) == {"甲"}),
        ("A_EQUALS(modes, ('乙', '甲'))", lambda row: set(row["modes"]) == {"甲", "乙"}),
        ("A_OVERLAPS(modes, ('乙', '丙'))", lambda row: "乙" in row["modes"]),
    ],
    "property-property": [("park < name", lambda row: bool(row["park"] and row["name"]))],
    "functions": [("length(id) = size(modes) + 1 AND id = 'P20'", lambda row: row["id"] == "P20")],
    "arithmetic": [
        ("stated_area_km2 * 10 + 1 = 3", known(lambda value: value == 0.2)),
        ("stated_area_km2 * 10 % 2 = 1", known(lambda value: value in (0.1, 0.3))),
        ("stated_area_km2 * 10 DIV 2 = 1 - 0 / 7", known(lambda value: value in (0.2, 0.3))),
        ("stated_area_km2 ^ 2 = 0.09", known(lambda value: value == 0.3)),
    ],
}  # fmt: skip
CASES = [(name, text, holds) for name, found in TEXT_CASES.items() for text, holds in found]
ELSEWHERE = {
    "queryables", "queryables-query-parameters", "filter", "features-filter", "cql2-text", "cql2-json",
}  # fmt: skip
"""Classes that test_filtering.py shows as a whole."""


def test_every_class_that_is_declared_is_shown() -> None:
    assert {uri.rpartition("/")[2] for uri in route.CONFORMS} == set(TEXT_CASES) | ELSEWHERE


@pytest.mark.parametrize(("name", "text", "holds"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_a_class_holds(client: httpx.Client, grid: Layout, name: str, text: str, holds: Callable[[Row], bool]) -> None:
    got = client.get(ITEMS, params={"filter": text, "limit": 1000})
    assert got.status_code == 200, got.text
    rows = [feature.row() for feature in features_of(grid.features) if feature.kind == "parcel"]
    assert [feature["id"] for feature in got.json()["features"]] == [row["id"] for row in rows if holds(row)], name


def test_logic_in_json_is_the_logic_in_text(client: httpx.Client, grid: Layout) -> None:
    noted = {"op": "not", "args": [{"op": "isNull", "args": [{"property": "note"}]}]}
    said = {"op": "or", "args": [{"op": "=", "args": [{"property": "id"}, "P10"]}, noted]}
    by_json = client.get(ITEMS, params={"filter": json.dumps(said), "filter-lang": "cql2-json"}).json()
    by_text = client.get(ITEMS, params={"filter": "id = 'P10' OR note IS NOT NULL"}).json()
    assert by_json["features"] == by_text["features"] and len(by_text["features"]) == 1
