"""Random layouts with whatever a file format may lose: exact coordinates, holes, parts, Unicode, lists, nulls."""

import hypothesis.strategies as st
import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Feature, Kind, Layout, Property, Text

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
"""Of all planes; XML and with it KML and XLSX have no such thing as the two last of the first."""
_WORDS = st.text(_LETTERS, min_size=1, max_size=8)
_LONG = st.builds(lambda word, times: word * times, _WORDS, st.integers(60, 90))
_TEXTS = st.one_of(
    _WORDS, st.just(""), st.sampled_from([" 前后 ", "一行\n又一行\t", "[]", "1.0", "null", "a;b"]), _LONG
)
_LISTS = st.lists(_WORDS | st.sampled_from(["", "甲;乙", '["丙"]']), max_size=3)
_LON, _LAT = st.floats(115.5, 117.4), st.floats(39.5, 41.0)


@st.composite
def polygon(draw: st.DrawFn) -> Polygon:
    x, y, width, height = draw(_LON), draw(_LAT), draw(st.floats(0.001, 0.1)), draw(st.floats(0.001, 0.1))
    outer = shapely.box(x, y, x + width, y + height)
    hole = shapely.box(x + width / 4, y + height / 4, x + width / 2, y + height / 2)
    return draw(st.sampled_from([outer, Polygon(outer.exterior, [hole.exterior.coords])]))


def geometry() -> st.SearchStrategy[BaseGeometry | None]:
    several = st.lists(polygon(), min_size=1, max_size=3).map(MultiPolygon)
    points = st.tuples(_LON, _LAT)
    return st.one_of(
        st.none(), polygon(), several, points.map(Point), st.lists(points, min_size=2, max_size=3).map(MultiPoint)
    )


@st.composite
def feature(draw: st.DrawFn, ids: st.SearchStrategy[str]) -> Feature:
    properties: dict[str, Property] = {}
    for name in COLUMNS:
        if name in LIST_COLUMNS:
            properties[name] = tuple(draw(_LISTS))
        elif name in NUMBER_COLUMNS:
            properties[name] = draw(st.one_of(st.none(), st.floats(0, 1e4)))
        elif name not in ("id", "kind"):
            properties[name] = draw(st.one_of(st.none(), _TEXTS))
    return Feature(draw(ids), draw(st.sampled_from(list(Kind))), draw(geometry()), properties)


@st.composite
def layouts(draw: st.DrawFn, min_size: int = 0) -> Layout:
    items = draw(st.lists(feature(_WORDS), min_size=min_size, max_size=4, unique_by=lambda f: f.id))
    title = draw(st.none() | st.builds(Text, _WORDS, _WORDS))
    return Layout.of(items, id="t", revision=draw(st.none() | st.integers(1, 99)), title=title)
