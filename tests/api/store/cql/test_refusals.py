"""What is no filter is refused with the place and the reason, before it reaches the database."""

import threading

import pytest

from api.store import cql
from geo.errors import InputError

UNREADABLE = [
    ("park = ", "at character 8: expected a property"),
    ("park = 'x", "at character 8: a quote is not closed"),
    ("park = 'x' AND", "found the end"),
    ("park == 'x'", "at character 7"),
    ("park = 'x'; DROP TABLE layout", "at character 11: unexpected character ;"),
    ("park = 'x' -- ", "found the end"),
    ("park = 'x' /* */", "found *"),
    ("park = 'x' OR 1=1 UNION SELECT 1", "the filter should end here, found UNION"),
    ("kind = 'a' = 'b'", "the filter should end here"),
    ("kind NOT 'a'", "expected LIKE, IN or BETWEEN"),
    ("kind IS 'a'", "expected null"),
    ("kind IN 'a'", "expected ("),
    ("kind BETWEEN 1 OR 2", "expected and"),
    ("(kind = 'a'", "expected )"),
    ("NULL", "found NULL"),
    ("", "found the end"),
    ("stated_area_km2 = 1e999", "the number is too large"),
    ("stated_area_km2 = " + "9" * 5000, "the number is too large"),
    ("S_INTERSECTS(geometry, POINT(1e999 1))", "the number is too large"),
    ("S_INTERSECTS(geometry, POINT(nan 1))", "the geometry is not complete"),
    ("S_INTERSECTS(geometry, POLYGON((1 1, 2 2", "the geometry is not complete"),
    ("S_INTERSECTS(geometry, POLYGON((1 1, 2 2)))", "the geometry cannot be read"),
    ("S_INTERSECTS(geometry, POINT(1))", "the geometry cannot be read"),
    ("S_INTERSECTS(geometry, " + "GEOMETRYCOLLECTION(" * 9, "too many parentheses"),
    ("park = 'a\0b'", "cannot be stored"),
    ("park = 'a\ud800b'", "cannot be stored"),
]

UNFIT = [
    ("park = 3", "= compares unlike things: the property park is text, the other side a number"),
    ("3.5 < name", "the property name is text, the other side a number"),
    ("stated_area_km2 = '3'", "the property stated_area_km2 is a number, the other side text"),
    ("park = TRUE", "the other side a truth value"),
    ("phase > DATE('2024-01-01')", "the property phase is text, the other side a date"),
    ("park IN (1, 2)", "in takes text, but this is a number"),
    ("stated_area_km2 BETWEEN 'a' AND 'b'", "between compares unlike things"),
    ("modes = '园区'", "the property modes is a list; for lists there is a_contains"),
    ("modes LIKE '园%'", "like takes text, but the property modes is a list"),
    ("A_CONTAINS(park, ('a'))", "a_contains takes a list, but the property park is text"),
    ("A_CONTAINS(modes, (1, 2))", "a list holds texts only"),
    ("geometry = 'x'", "the property geometry is a geometry"),
    ("S_INTERSECTS(geometry, park)", "s_intersects takes a geometry, but the property park is text"),
    ("S_INTERSECTS(geometry, 'POINT(1 2)')", "s_intersects takes a geometry, but this is text"),
    ("TRUE < FALSE", "< takes text"),
    ("park", "filter takes a truth value, but the property park is text"),
    ("NOT park", "not takes a truth value"),
    ("park AND TRUE", "and takes a truth value"),
    ("park + 1 = 2", "+ takes a number, but the property park is text"),
    ("name LIKE park", "LIKE takes a text that is written out"),
    (r"name LIKE 'a\'", "a quote is not closed"),
    ("CASEI(3) = 'a'", "casei takes text"),
    ("CASEI(name, park) = 'a'", "casei takes 1 arguments, not 2"),
    ("owner = 'x'", "there is no queryable property owner; there are: id, kind, geometry, name"),
    ('"park\' OR 1=1 --" = 1', "there is no queryable property park' OR 1=1 --"),
    ("properties = 'x'", "there is no queryable property properties"),
    ("pg_sleep(10) = 1", "there is no operator or function pg_sleep"),
    ("ST_Area(geometry) > 1", "there is no operator or function st_area"),
    ("length() = 1", "length takes 1 arguments, not 0"),
    ("size(park) = 1", "size takes a list"),
    ("stated_area_km2 ^ 17 = 1", "^ takes exponents from -16 to 16"),
    ("stated_area_km2 ^ -16.5 = 1", "^ takes exponents from -16 to 16"),
    ("(stated_area_km2 ^ stated_area_km2) ^ stated_area_km2 = 1", "may have more than 2000 digits"),
    ("park ^ 2 = 1", "^ takes a number"),
    ("((2 ^ 16) ^ 16) ^ 16 = 1", "may have more than 2000 digits"),
    ("DATE('2024-13-01') = DATE('2024-01-01')", "a date looks like"),
    ("TIMESTAMP('now') = TIMESTAMP('now')", "a timestamp looks like"),
    ("T_AFTER(phase, DATE('2024-01-01'))", "there is no operator or function t_after"),
    ("INTERVAL('..', '2024-01-01') = 1", "intervals cannot be used"),
    ("S_INTERSECTS(geometry, BBOX(1, 2, 3))", "a box takes four or six numbers"),
    ("S_INTERSECTS(geometry, BBOX(1, 2, 3, park))", "a box takes four or six numbers"),
    ("S_INTERSECTS(geometry, BBOX(1, 4, 3, 2))", "south and north reversed"),
    ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", "the geometry is invalid: Self-intersection"),
    ("S_INTERSECTS(geometry, POLYGON EMPTY)", "the geometry is empty"),
    ("S_INTERSECTS(geometry, POINT(40 116))", "coordinates lie outside CRS84 (axis order: east first)"),
]

JSON = [
    ('{"op": "like", "args": [{"property": "name"}, "50\\\\\\\\\\\\"]}', "must not end with"),
    ("{", "no JSON at character"),
    ("[" * 5000, "no JSON at character"),
    ("null", "ask with IS NULL"),
    ("[]", "filter takes a truth value, but this is a list"),
    ("{}", "no expression of CQL2"),
    ('{"op": "=", "args": [{"property": "park"}, null]}', "filter/args/1: there is no null"),
    ('{"op": "and", "args": [true, {"op": "=", "args": [{"property": "park"}, 3]}]}', "filter/args/1: = compares"),
    ('{"op": "=", "args": {"property": "park"}}', "no expression of CQL2"),
    ('{"op": "=", "args": [1], "x": 2}', "no expression of CQL2"),
    ('{"op": "=", "args": [1]}', "= takes 2 arguments, not 1"),
    ('{"op": "and", "args": [true]}', "and takes 2+ arguments, not 1"),
    ('{"op": ["="], "args": []}', "no expression of CQL2"),
    ('{"property": ["park"]}', "there is no queryable property"),
    ('{"op": "in", "args": [{"property": "park"}, "x"]}', "IN takes a list"),
    ('{"op": "in", "args": [{"property": "park"}, ["x", 3]]}', "filter/args/1/1: in takes text"),
    ('{"op": "=", "args": [{"property": "park"}, "a\\u0000"]}', "the character U+0000"),
    ('{"op": "=", "args": [{"property": "park"}, "\\ud800"]}', "no JSON at character"),
    ('{"op": "s_within", "args": [{"property": "geometry"}, {"type": "Polygon"}]}', "the geometry is no GeoJSON"),
    ('{"op": "s_within", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": ["1", {}]}]}', "GeoJSON"),
    ('{"op": "s_within", "args": [{"property": "geometry"}, {"type": 3}]}', "the geometry is no GeoJSON"),
    ('{"op": "s_within", "args": [{"property": "geometry"}, {"bbox": "1,2,3,4"}]}', "four or six numbers"),
    ('{"op": "=", "args": [{"date": 3}, {"date": "2024-01-01"}]}', "filter/args/0: a date looks like"),
]


@pytest.mark.parametrize(("filter", "reason"), UNREADABLE + UNFIT)
def test_text_that_is_no_filter_is_refused(filter: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        cql.compile(filter)
    assert reason in str(caught.value)
    assert caught.value.zh
    assert caught.value.where == "filter"


@pytest.mark.parametrize(("filter", "reason"), JSON)
def test_json_that_is_no_filter_is_refused(filter: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        cql.compile(filter, "cql2-json")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "filter",
    ["(" * 30_000, "(" * 5000 + "TRUE" + ")" * 5000, "NOT " * 15_000 + "TRUE", "f(" * 20_000, "1+" * 800 + "1=1",
     "a=" * 20_000, "kind IN (" * 5000, "-" * 30_000 + "1=1", "(TRUE AND " * 40 + "kind = " + ")" * 40],
)  # fmt: skip
def test_no_depth_keeps_the_parser_busy(filter: str) -> None:
    faults: list[BaseException] = []

    def run() -> None:
        with pytest.raises(InputError) as caught:
            cql.compile(filter)
        faults.append(caught.value)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(10)
    assert faults


def test_nesting_is_fine_up_to_the_limit() -> None:
    cql.compile("(" * 31 + "TRUE" + ")" * 31)
    with pytest.raises(InputError, match="nested more than 32 deep"):
        cql.compile("(" * 32 + "TRUE" + ")" * 32)
    nested = '{"op":"not","args":[' * 32 + "true" + "]}" * 32
    cql.compile(nested, "cql2-json")
    with pytest.raises(InputError, match="nested more than 32 deep"):
        cql.compile('{"op":"not","args":[' + nested + "]}", "cql2-json")


def test_a_filter_may_not_be_too_large() -> None:
    with pytest.raises(InputError, match="more than 65536 characters"):
        cql.compile("kind = '" + "x" * 65_536 + "'")
    with pytest.raises(InputError, match="more than 2000 parts"):
        cql.compile(" OR ".join(["kind = 'x'"] * 700))
    many = ", ".join(["1 1", "2 2"] * 50)
    with pytest.raises(InputError, match="more than 99 vertices"):
        cql.compile(f"S_INTERSECTS(geometry, LINESTRING({many}))", limits=cql.Limits(vertices=99))


def test_nothing_that_was_sent_stands_in_the_sql() -> None:
    evil = "x'); DROP TABLE layout; --%(cql_0)s"
    found = cql.compile("park = '{0}' OR name LIKE '{0}' OR kind IN ('{0}')".format(evil.replace("'", "''")))
    assert "DROP" not in found.sql
    assert list(found.params.values()) == [evil, evil, [evil]]
