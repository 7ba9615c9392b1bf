"""Filters of every form that the standard shows, read by us as the library `cql2` reads them, in text and in JSON.

The forms are those of OGC 21-065r2 (CQL2), clauses 6 to 8 and annex B; places and properties are our own.
"""

import json
from typing import Any

import cql2
import pytest

from api.store import cql
from api.store.cql.text import parse_text

EXAMPLES = [
    "park='海淀园'",
    "stated_area_km2>5",
    "stated_area_km2 <= 500",
    "size(modes) < 4",
    "stated_area_km2-150.0 > 0",
    "DATE('2024-01-01') >= date('1970-01-01')",
    "geometry IS NOT NULL",
    "name LIKE '中关村%'",
    "name LIKE '%园%' AND name NOT LIKE '%镇%'",
    "stated_area_km2 BETWEEN 100.0 and 150.0",
    "NOT stated_area_km2 BETWEEN 10 AND 20",
    "district IN ('海淀区','昌平区','延庆区','通州区')",
    "stated_area_km2 NOT IN (1,2,3,4)",
    "NOT \"district\" IN ('a', 'b', 'c')",
    "stated_area_km2 IN (0.1,0.2)",
    "CASEI(class) IN (CASEI('Οδος'),CASEI('Straße'))",
    "CASEI(source) LIKE CASEI('%calcutta%')",
    "name LIKE CASEI('FOO%')",
    "ACCENTI(name) = ACCENTI('débárquér')",
    "CASEI(note) = CASEI('somebody else')",
    "S_INTERSECTS(geometry,POINT(116.319836 40.288087))",
    'S_INTERSECTS("geometry", BBOX(-128.098193, -1.1, -99999.0, 180.0, 90.0, 100000.0))',
    "S_WITHIN(geometry,BBOX(116,40,117.5,41))",
    "S_CROSSES(geometry, LINESTRING (116 40.5, 117.1 40.9, -159.757695 0.99999))",
    "S_CROSSES(LINESTRING(116.72 40.2, 116.73 40.3), POLYGON((116 40, 117 40, 117 41, 116 41, 116 40)))",
    'S_DISJOINT("geometry", MULTIPOLYGON (((144.022387 45.176126, -1.1 0.0, 180.0 47.808086, 144.022387 45.176126))))',
    "S_TOUCHES(geometry, MULTILINESTRING ((-1.9 -0.99999, 75.292574 1.5),(-1.9 -1.1, 1.5 8.547371)))",
    "S_WITHIN(POLYGON Z ((0 0 -7, 9 0 -8, 9 9 0.5, 0 0 -7)), geometry)",
    "S_EQUALS(MULTIPOINT ((180.0 -0.5), (33.470475 -0.99999)), geometry)",
    "S_EQUALS(GEOMETRYCOLLECTION (POINT (1.9 2.0), LINESTRING (9.0 1.1, -8.1 -5.0, 0.5 0.3)), geometry)",
    "S_OVERLAPS(geometry, BBOX(-179.912109, 1.9, 180.0, 16.897016))",
    "S_CONTAINS(geometry, POINT (-3.508362 -1.754181))",
    "stated_area_km2 < 0.1 AND lot='28' AND phase='203'",
    "stated_area_km2=0.1 OR stated_area_km2=0.2",
    "stated_area_km2 BETWEEN 0.1 AND 0.2 AND lot='28'",
    "basis='surveyed' AND S_INTERSECTS(geometry,POLYGON((116 40, 117 40, 117 41, 116 40)))",
    "TRUE AND (stated_area_km2>5 OR name LIKE 'a%' OR name LIKE '%b')",
    "(stated_area_km2>5 AND name='brick') OR FALSE",
    "NOT (stated_area_km2<5) OR TRUE",
    '(NOT "name" LIKE \'foo%\' AND "stated_area_km2" > 10)',
    '("name" IS NULL OR "stated_area_km2" BETWEEN 10 AND 20)',
    "\"id\" <> 'fa7e1920-9107-422d-a3db-c468cbc5d6df'",
    "name = 'It''s'",
    '"stated_area_km2" > ("stated_area_km2" + 10)',
    '"stated_area_km2" <> (22.1 * "stated_area_km2")',
    "stated_area_km2 = (2 / stated_area_km2)",
    "stated_area_km2 <= (2 ^ stated_area_km2)",
    "0 = (stated_area_km2 % 2)",
    "1 = (stated_area_km2 div 2)",
    "stated_area_km2 = ((((-1 * stated_area_km2) * 2.0) + (stated_area_km2 / 6.1234)) - (stated_area_km2 ^ 2.0))",
    "A_CONTAINEDBY(modes, ('a', 'b', 'c'))",
    "A_CONTAINS(modes, ('a','b'))",
    "A_EQUALS(('a', 'b'), modes)",
    "A_OVERLAPS(modes, carriers)",
    "(length(name) = 3) = TRUE",
]
# What has a form but no meaning here, for features have no times and lists hold texts: read, then refused in words.
OTHERS = [
    "T_BEFORE(phase, DATE('2015-01-01'))",
    "T_DURING(INTERVAL(phase, stage), INTERVAL('2017-06-10T07:30:00Z', '..'))",
    "A_OVERLAPS(modes, (TIMESTAMP('2012-08-10T05:30:00Z'), DATE('2010-02-10'), FALSE))",
    "S_WITHIN(geometry,Buffer(geometry,10,'m'))",
    "FALSE <> Bar(geometry, 100, 'a', 'b', FALSE)",
]


def alike(node: Any) -> Any:
    """A tree with operators in small letters and every number as one of double precision."""
    if isinstance(node, dict):
        return {key: value.lower() if key == "op" else alike(value) for key, value in node.items()}
    if isinstance(node, list):
        return [alike(item) for item in node]
    return float(node) if isinstance(node, int) and not isinstance(node, bool) else node


@pytest.mark.parametrize("text", EXAMPLES + OTHERS)
def test_the_parser_reads_what_the_library_reads(text: str) -> None:
    assert alike(parse_text(text, cql.Limits())) == alike(cql2.parse_text(text).to_json())


@pytest.mark.parametrize("text", EXAMPLES)
def test_text_and_json_become_the_same_sql(text: str) -> None:
    assert cql.compile(text) == cql.compile(json.dumps(cql2.parse_text(text).to_json()), "cql2-json")
