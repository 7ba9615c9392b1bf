"""Random filters give the rows of three-valued logic, never an error of SQL, never a value outside a parameter."""

import json
import re
from typing import Any

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from api.store import cql
from geo.errors import InputError
from tests.api.store.cql.conftest import FEATURES, select
from tests.api.store.cql.trees import Node, trees, truth, words

# Everything that may stand in the SQL: names and signs of our own, and small numbers of our own.
ALLOWED = re.compile(
    r"%\(cql_\d+\)s::(text\[\]|text|numeric|jsonb|boolean|bytea|date|timestamptz)"
    r"|'(array|number|g|\[\\u0300-\\u036F\]|[a-z_0-9]+)'|\"(C|default)\"|[A-Za-z_]\w*|::|->>?|@>|<@|\?\||<>|<=|>="
    r"|[=<>+\-*/(),\s]|\b(0|4490)\b"
)


def clean(sql: str) -> bool:
    return ALLOWED.sub("", sql) == ""


@given(trees)
def test_a_filter_gives_the_rows_of_three_valued_logic(connection: psycopg.Connection[Any], tree: Node) -> None:
    found = cql.compile(json.dumps(tree), "cql2-json")
    assert clean(found.sql), found.sql
    expected = [feature.id for feature in FEATURES if truth(tree, feature.row()) is True]
    assert select(connection, found.sql, found.params) == expected


SIGNS = """
    ( ) , = <> < > + - * / ^ % div and or not like in between is null true false casei accenti length size name park
    modes geometry stated_area_km2 kind 1 2.5 'a' '%' '' '園' point(1|2) bbox(1,2,3,4) a_overlaps( s_within(
    date('2024-01-01') timestamp('2024-01-01T00:00:00Z')
"""
signs = st.sampled_from([sign.replace("|", " ") for sign in SIGNS.split()])


@given(st.lists(signs, max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_is_a_filter_or_is_refused(connection: psycopg.Connection[Any], text: str) -> None:
    try:
        found = cql.compile(text)
    except InputError as error:
        assert error.zh and error.en and error.where
        return
    assert clean(found.sql), found.sql
    select(connection, found.sql, found.params)


shapes = st.recursive(
    words | st.integers() | st.floats() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["op", "args", "property", "type", "coordinates", "bbox", "date"]), inner)
    ),
    max_leaves=12,
)


@given(shapes | st.tuples(st.sampled_from(["s_within", "like", "in", "^", "casei"]), st.lists(shapes, max_size=3)).map(
    lambda said: {"op": said[0], "args": said[1]}
))  # fmt: skip
def test_any_json_is_a_filter_or_is_refused(connection: psycopg.Connection[Any], tree: Node) -> None:
    try:
        found = cql.compile(json.dumps(tree), "cql2-json")
    except InputError as error:
        assert error.zh and error.en and error.where
        return
    select(connection, found.sql, found.params)


numbers = st.floats(allow_nan=True) | st.floats(-200, 200)
codes = st.sampled_from([None, 4326, 4490, 4547, 4549, 3857])


@given(
    st.lists(numbers, min_size=3, max_size=7), codes, st.sampled_from(["Polygon", "LineString", "MultiPoint", "bbox"])
)
def test_no_coordinates_make_an_error_of_sql(
    connection: psycopg.Connection[Any], found: list[float], code: int | None, type: str
) -> None:
    points = [[a, b] for a in found[:4] for b in found[-2:]]
    shape: Node = {"bbox": found[:4]}
    if type != "bbox":
        shape = {"type": type, "coordinates": [[*points, points[0]]] if type == "Polygon" else points}
    tree = {"op": "s_intersects", "args": [{"property": "geometry"}, shape]}
    try:
        made = cql.compile(json.dumps(tree), "cql2-json", code)
    except InputError as error:
        assert error.zh and error.en
        return
    assert isinstance(select(connection, made.sql, made.params), list)
