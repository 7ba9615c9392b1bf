"""Every operator against plain SQL, written by hand, on the same rows."""

from collections.abc import Callable

import pytest

from tests.api.store.cql.conftest import Ids, Rows

AREA = "(properties->>'stated_area_km2')::numeric"
BOX = "ST_MakeEnvelope(116.2, 40.2, 116.3, 40.3, 4490)"

CASES = [
    ("park = '海淀园'", "properties->>'park' = '海淀园'", "AC"),
    ("park <> '海淀园'", "properties->>'park' <> '海淀园'", "B"),
    ("'海淀园' = park", "properties->>'park' = '海淀园'", "AC"),
    ('"park" = \'海淀园\'', "properties->>'park' = '海淀园'", "AC"),
    ("name = 'O''Hara \\ \"q\"'", "properties->>'name' LIKE 'O%'", "D"),
    ("id > 'B' AND id <= 'D'", "feature_id > 'B' AND feature_id <= 'D'", "CD"),
    ("stage < phase", """properties->>'stage' < properties->>'phase' COLLATE "C" """, "F"),
    ("park = note", "properties->>'park' = properties->>'note'", ""),
    ("stated_area_km2 = 0.1", f"{AREA} = 0.1", "B"),
    ("stated_area_km2 > 2", f"{AREA} > 2", "AC"),
    ("stated_area_km2 <= 1e-1", f"{AREA} <= 0.1", "BE"),
    ("stated_area_km2 < -2.5", f"{AREA} < -2.5", "E"),
    ("stated_area_km2 BETWEEN 0.1 AND 2.5", f"{AREA} BETWEEN 0.1 AND 2.5", "AB"),
    ("stated_area_km2 NOT BETWEEN 0.1 AND 2.5", f"{AREA} NOT BETWEEN 0.1 AND 2.5", "CE"),
    ("name BETWEEN 'A' AND 'Z'", """properties->>'name' BETWEEN 'A' AND 'Z' COLLATE "C" """, "AD"),
    ("kind IN ('group', 'site')", "kind IN ('group', 'site')", "ABE"),
    ("kind NOT IN ('group', 'site')", "kind NOT IN ('group', 'site')", "CDF"),
    ("park NOT IN ('海淀园')", "properties->>'park' NOT IN ('海淀园')", "B"),
    ("stated_area_km2 IN (100, 0.1, 7)", f"{AREA} IN (100, 0.1, 7)", "BC"),
    ("CASEI(kind) IN (CASEI('GROUP'), 'site')", "kind IN ('group', 'site')", "ABE"),
    ("park IS NULL", "properties->>'park' IS NULL", "DEF"),
    ("park IS NOT NULL", "properties->>'park' IS NOT NULL", "ABC"),
    ("geometry IS NULL OR modes IS NOT NULL", "properties->'modes' IS NOT NULL", "AB"),
    ("NOT park = '海淀园'", "NOT properties->>'park' = '海淀园'", "B"),
    ("NOT (park = '海淀园' AND kind = 'park')", "NOT (properties->>'park' = '海淀园' AND kind = 'park')", "ABDEF"),
    ("kind = 'group' OR kind = 'park' AND id = 'X'", "kind = 'group'", "AB"),
    ("TRUE", "TRUE", "ABCDEF"),
    ("(kind = 'group') = FALSE", "kind <> 'group'", "CDEF"),
    ("name LIKE '%af%'", "properties->>'name' LIKE '%af%'", "AB"),
    ("name NOT LIKE '%af%'", "properties->>'name' NOT LIKE '%af%'", "CDE"),
    ("name LIKE '____'", "properties->>'name' LIKE '____'", "ABE"),
    (r"name LIKE '50\%\_x'", r"properties->>'name' LIKE '50\%\_x'", "C"),
    (r"name LIKE '%\\%'", r"properties->>'name' LIKE '%\\%'", "D"),
    ("name LIKE 'c%'", "properties->>'name' LIKE 'c%'", "B"),
    ("CASEI(name) LIKE CASEI('C%')", "properties->>'name' ILIKE 'c%'", "AB"),
    ("CASEI(name) = CASEI('οδος')", "properties->>'name' = 'ΟΔΟΣ'", "E"),
    ("ACCENTI(name) = ACCENTI('Cafe')", "properties->>'name' = 'Café'", "A"),
    ("CASEI(ACCENTI(name)) = 'cafe'", "properties->>'name' IN ('Café', 'cafe')", "AB"),
    ("ACCENTI(name) LIKE ACCENTI('%é')", "properties->>'name' IN ('Café', 'cafe')", "AB"),
    ("stated_area_km2 * 2 + 1 = 6", f"{AREA} * 2 + 1 = 6", "A"),
    ("stated_area_km2 + 0.2 = 0.3", f"{AREA} + 0.2 = 0.3", "B"),
    ("1 - stated_area_km2 / 2 < 0", f"1 - {AREA} / 2 < 0", "AC"),
    ("-stated_area_km2 = 3", f"-{AREA} = 3", "E"),
    ("stated_area_km2 / 0 = 1", "FALSE", ""),
    ("stated_area_km2 / 0 IS NULL AND kind = 'park'", "kind = 'park'", "C"),
    ("stated_area_km2 % 2 = 0.5", f"{AREA} % 2 = 0.5", "A"),
    ("stated_area_km2 % 0 = 0.5", "FALSE", ""),
    ("stated_area_km2 DIV 3 = -1", f"div({AREA}, 3) = -1", "E"),
    ("stated_area_km2 ^ 2 = 6.25", f"{AREA} ^ 2 = 6.25", "A"),
    ("stated_area_km2 ^ -1 = 0.4", f"1 / {AREA} = 0.4", "A"),
    ("stated_area_km2 ^ 0.5 = 10", f"{AREA} = 100", "C"),
    ("stated_area_km2 ^ 0.5 IS NULL AND stated_area_km2 < 0", f"{AREA} < 0", "E"),
    ("2 ^ stated_area_km2 = 0.125", f"2 ^ {AREA} = 0.125", "E"),
    ("2 ^ stated_area_km2 IS NULL AND kind = 'park'", "kind = 'park'", "C"),
    ("(stated_area_km2 - 100) ^ -1 IS NULL AND kind = 'park'", "kind = 'park'", "C"),
    ("2 * (stated_area_km2 + 1) = 7", f"2 * ({AREA} + 1) = 7", "A"),
    ("A_CONTAINS(modes, ('园区'))", """properties->'modes' @> '["园区"]'""", "AB"),
    ("A_CONTAINS(modes, ('楼宇', '园区'))", """properties->'modes' @> '["楼宇", "园区"]'""", "A"),
    ("NOT A_CONTAINS(modes, ('楼宇'))", """NOT properties->'modes' @> '["楼宇"]'""", "B"),
    ("A_CONTAINEDBY(modes, ('园区', 'x'))", """properties->'modes' <@ '["园区", "x"]'""", "B"),
    ("A_EQUALS(modes, ('楼宇', '园区'))", "feature_id = 'A'", "A"),
    ("A_EQUALS(modes, carriers)", "properties->'modes' = properties->'carriers'", "B"),
    ("A_OVERLAPS(modes, ('x', '楼宇'))", "properties->'modes' ?| ARRAY['x', '楼宇']", "A"),
    ("NOT A_OVERLAPS(modes, ('x', '楼宇'))", "NOT properties->'modes' ?| ARRAY['x', '楼宇']", "B"),
    ("A_OVERLAPS(modes, carriers) IS NULL AND kind = 'group'", "feature_id = 'A'", "A"),
    ("S_INTERSECTS(geometry, BBOX(116.2, 40.2, 116.3, 40.3))", f"ST_Intersects(geom, {BOX})", "AC"),
    ("S_INTERSECTS(geometry, BBOX(116.2, 40.2, 0, 116.3, 40.3, 9))", f"ST_Intersects(geom, {BOX})", "AC"),
    ("S_INTERSECTS(geometry, BBOX(116.5, 40.5, 116.5, 40.5))", "feature_id IN ('A','C','D','E')", "ACDE"),
    ("S_INTERSECTS(geometry, BBOX(116.5, 40, 116.5, 40.1))", "feature_id IN ('A','C')", "AC"),
    ("S_INTERSECTS(geometry, BBOX(117.9, 0, 10, 50))", "feature_id IN ('B','C','F')", "BCF"),
    ("S_DISJOINT(geometry, BBOX(116.2, 40.2, 116.3, 40.3))", f"ST_Disjoint(geom, {BOX})", "BDEF"),
    ("S_WITHIN(geometry, BBOX(116, 40, 118, 42))", "geom @ ST_MakeEnvelope(116, 40, 118, 42, 4490)", "ABCDE"),
    ("S_CONTAINS(geometry, POINT(116.2 40.2))", "ST_Contains(geom, ST_SetSRID(ST_Point(116.2, 40.2), 4490))", "AC"),
    ("S_CONTAINS(geometry, POINT Z (116.2 40.2 7))", "feature_id IN ('A','C')", "AC"),
    ("S_EQUALS(geometry, POLYGON((117 40, 118 40, 118 41, 117 41, 117 40)))", "feature_id = 'B'", "B"),
    ("S_TOUCHES(geometry, BBOX(115, 40, 116, 41))", "feature_id IN ('A','C')", "AC"),
    ("S_CROSSES(geometry, LINESTRING(115 40.2, 116.1 40.2))", "feature_id IN ('A','C')", "AC"),
    ("S_OVERLAPS(geometry, MULTIPOLYGON(((115 40, 116.4 40, 116.4 41, 115 41, 115 40))))",
     "feature_id IN ('A','C')", "AC"),
    ("S_INTERSECTS(MULTIPOINT((10.5 10.5), (117.5 40.2)), geometry)", "feature_id IN ('B','C','F')", "BCF"),
    ("S_INTERSECTS(geometry, MULTILINESTRING((9 10.5, 10.1 10.5), (9 9, 9 8)))", "feature_id = 'F'", "F"),
    ("S_WITHIN(geometry, GEOMETRYCOLLECTION(POLYGON((0 0, 20 0, 20 20, 0 20, 0 0))))", "feature_id = 'F'", "F"),
    ("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(10.5 10.5), LINESTRING(117.6 40.1, 117.7 40.1)))",
     "feature_id IN ('B','C','F')", "BCF"),
    ("S_DISJOINT(geometry, GEOMETRYCOLLECTION(POINT(10.5 10.5), LINESTRING(117.6 40.1, 117.7 40.1)))",
     "feature_id IN ('A','D','E')", "ADE"),
    ("S_INTERSECTS(geometry, geometry)", "TRUE", "ABCDEF"),
    ("DATE('2024-02-29') < DATE('2024-03-01')", "TRUE", "ABCDEF"),
    ("TIMESTAMP('2024-02-29T08:00:00+08:00') = TIMESTAMP('2024-02-29T00:00:00Z')", "TRUE", "ABCDEF"),
    ("length(name) = 4", "length(properties->>'name') = 4", "ABE"),
    ("size(modes) = 2", "feature_id = 'A'", "A"),
    ("upper(kind) = 'GROUP' AND lower(name) = 'cafe'", "feature_id = 'B'", "B"),
    ("abs(stated_area_km2) = 3", f"abs({AREA}) = 3", "E"),
    ("floor(stated_area_km2) = 2 OR ceil(stated_area_km2) = 1", "feature_id IN ('A', 'B')", "AB"),
    ("shape(geometry) = 'POINT'", "GeometryType(geom) = 'POINT'", "E"),
]  # fmt: skip


@pytest.mark.parametrize(("filter", "sql", "ids"), CASES, ids=[case[0] for case in CASES])
def test_an_operator_gives_the_rows_of_plain_sql(
    filter: str, sql: str, ids: str, rows: Rows, plain: Callable[[str], Ids]
) -> None:
    assert rows(filter) == plain(sql) == list(ids)


JSON_CASES = [
    ('{"op": "=", "args": [{"property": "park"}, "海淀园"]}', "AC"),
    ('{"op": "and", "args": [{"op": ">", "args": [{"property": "stated_area_km2"}, 1]},'
     ' {"op": "like", "args": [{"property": "name"}, "C%"]}]}', "A"),
    ('{"op": "not", "args": [{"op": "isNull", "args": [{"property": "park"}]}]}', "ABC"),
    ('{"op": "in", "args": [{"property": "kind"}, ["park", "site"]]}', "CE"),
    ('{"op": "in", "args": [{"property": "kind"}, []]}', ""),
    ('{"op": "in", "args": [{"property": "stated_area_km2"}, []]}', ""),
    ('{"op": "between", "args": [{"property": "stated_area_km2"}, 0, 3]}', "AB"),
    ('{"op": "a_containedBy", "args": [{"property": "modes"}, ["园区"]]}', "B"),
    ('{"op": "=", "args": [{"op": "casei", "args": [{"property": "kind"}]}, "group"]}', "AB"),
    ('{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [10, 10, 11, 11]}]}', "F"),
    ('{"op": "s_within", "args": [{"property": "geometry"}, {"type": "Polygon", "coordinates":'
     ' [[[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]]}]}', "F"),
    ('{"op": "<", "args": [{"date": "2024-01-01"}, {"date": "2024-01-02"}]}', "ABCDEF"),
    ("true", "ABCDEF"),
    ("false", ""),
]  # fmt: skip


@pytest.mark.parametrize(("filter", "ids"), JSON_CASES)
def test_a_filter_in_json_gives_its_rows(filter: str, ids: str, rows: Rows) -> None:
    assert rows(filter, "cql2-json") == list(ids)
