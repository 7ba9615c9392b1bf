"""Plain query parameters as a filter."""

from typing import Any

import psycopg
import pytest

from api.store import cql
from geo.errors import InputError
from tests.api.store.cql.conftest import select


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({}, "ABCDEF"),
        ({"kind": "group"}, "AB"),
        ({"kind": "group", "park": "海淀园"}, "A"),
        ({"id": "D"}, "D"),
        ({"modes": "园区"}, "AB"),
        ({"modes": "x"}, ""),
        ({"stated_area_km2": "2.50"}, "A"),
        ({"name": "' OR TRUE --"}, ""),
        ({"name": 'O\'Hara \\ "q"'}, "D"),
    ],
)
def test_all_of_the_parameters_hold(params: dict[str, str], ids: str, connection: psycopg.Connection[Any]) -> None:
    found = cql.equalities(params)
    assert select(connection, found.sql, found.params) == list(ids)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("owner", "x", "owner: no such parameter; queryable are: id, kind, name"),
        ("geometry", "x", "geometry: no such parameter"),
        ("stated_area_km2", "much", "much is no number"),
        ("stated_area_km2", "nan", "nan is no number"),
        ("name", "a\0", "cannot be stored"),
    ],
)
def test_what_is_no_parameter_is_refused(name: str, value: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        cql.equalities({name: value})


def test_parameters_and_a_filter_do_not_share_names() -> None:
    assert not cql.equalities({"kind": "a"}).params.keys() & cql.compile("kind = 'a'").params.keys()
