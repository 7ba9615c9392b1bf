"""Coordinates of a filter in every system that is offered, in its own axis order."""

import pytest
from pyproj import Transformer

from api.store import cql
from geo.errors import InputError
from tests.api.store.cql.conftest import Rows

NORTH_FIRST = {4326, 4490, 4547, 4548, 4549}


def coordinates(code: int | None, lon: float, lat: float) -> tuple[float, float]:
    """A place as a system has it, by its own definition."""
    if code is None:
        return lon, lat
    east, north = Transformer.from_crs(4326 if code == 3857 else 4490, code, always_xy=True).transform(lon, lat)
    return (north, east) if code in NORTH_FIRST else (east, north)


@pytest.mark.parametrize("code", [None, 4326, 4490, 4547, 4548, 4549, 3857])
def test_a_place_is_where_its_system_says(code: int | None, rows: Rows) -> None:
    a, b = coordinates(code, 117.2, 40.2), coordinates(code, 117.21, 40.21)
    expected = ["B", "C"]
    assert rows(f"S_INTERSECTS(geometry, POINT({a[0]} {a[1]}))", crs=code) == expected
    assert rows(f"S_INTERSECTS(geometry, BBOX({a[0]}, {a[1]}, {b[0]}, {b[1]}))", crs=code) == expected
    json = (
        f'{{"op": "s_intersects", "args": [{{"property": "geometry"}}, {{"type": "Point", "coordinates": {list(a)}}}]}}'
    )
    assert rows(json, "cql2-json", code) == expected


@pytest.mark.parametrize("code", [None, 4326, 4490])
def test_a_box_across_the_180th_meridian_has_two_parts(code: int | None, rows: Rows) -> None:
    low, high = coordinates(code, 117.9, 0), coordinates(code, 10, 50)
    assert rows(f"S_INTERSECTS(geometry, BBOX({low[0]}, {low[1]}, {high[0]}, {high[1]}))", crs=code) == ["B", "C", "F"]


def test_a_projected_box_may_not_be_reversed() -> None:
    with pytest.raises(InputError, match="west and east reversed"):
        cql.compile("S_INTERSECTS(geometry, BBOX(2, 0, 1, 1))", crs=3857)


@pytest.mark.parametrize("code", [4326, 4490, 4547, 4549, 3857])
def test_coordinates_beyond_the_system_are_refused_before_the_database_sees_them(code: int) -> None:
    for point in ("1e300 1e300", "116 1e30", "1e30 40"):
        with pytest.raises(InputError, match=f"outside EPSG:{code}"):
            cql.compile(f"S_INTERSECTS(geometry, POINT({point}))", crs=code)


def test_the_axis_order_is_told_where_it_may_be_the_fault() -> None:
    with pytest.raises(InputError, match=r"outside EPSG:4490 \(axis order: north first\)"):
        cql.compile("S_INTERSECTS(geometry, POINT(116 40))", crs=4490)


def test_other_systems_are_not_offered() -> None:
    with pytest.raises(InputError, match="EPSG:2154 is not offered; there are: CRS84, EPSG:3857, EPSG:4326") as caught:
        cql.compile("TRUE", crs=2154)
    assert caught.value.where == "filter-crs"
