"""Random pairs of layouts: blocks that move between parks and classes, come, go, shift and overlap."""

from functools import cache

import hypothesis.strategies as st
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Frame
from geo.model import Edit, Feature
from tests.geo.rules.shapes import shape

FRAME = Frame(116.4, 40.2)
_PLACES = st.integers(0, 11)
_WHERE = {
    "park": st.sampled_from(["海淀园", "昌平园", None]),
    "class": st.sampled_from(["三城一区", "生态涵养区", None]),
}
_WORDS = {
    "name": st.sampled_from(["甲", "乙", None]),
    "modes": st.sampled_from([(), ("研发创新",), ("研发创新", "双创社区")]),
    "stated_area_km2": st.sampled_from([None, 1.0, 2.5]),
    "note": st.sampled_from([None, "示意"]),
}


@cache
def _rectangle(width: int, height: int, place: int) -> BaseGeometry | None:
    return shape(f"rect {width} {height} at {place % 4 * 1000} {place // 4 * 1000}", FRAME)


@st.composite
def block(draw: st.DrawFn, *, disjoint: bool) -> Feature:
    """A block of a grid whose cells touch; where they need not be disjoint, one can be larger than its cell."""
    place = draw(_PLACES)
    width, height = draw(st.sampled_from([400, 1000])), draw(st.sampled_from([500, 1000]))
    if not disjoint:
        width = draw(st.sampled_from([400, 1000, 1700]))
    outline = _rectangle(width, height, place)
    kind = draw(st.sampled_from(["group", "group", "reserve"])) if not disjoint else "group"
    properties = {name: draw(values) for name, values in (_WHERE | _WORDS).items()}
    id = f"f{place:02}" if disjoint else f"f{draw(st.integers(0, 11)):02}"
    return Feature(id, kind, outline, properties)


def _unlike(features: list[Feature]) -> list[Feature]:
    return list({feature.id: feature for feature in features}.values())


def blocks(*, disjoint: bool = False) -> st.SearchStrategy[list[Feature]]:
    """Features of unlike ids; disjoint ones lie in cells of their own."""
    return st.lists(block(disjoint=disjoint), max_size=9).map(_unlike)


@st.composite
def edit(draw: st.DrawFn) -> Edit:
    """A change of some features: put anew, in part or in whole, or deleted."""
    put = _unlike(draw(st.lists(block(disjoint=False), max_size=4)))
    ids = {feature.id for feature in put}
    gone = draw(st.lists(st.integers(0, 11).map(lambda n: f"f{n:02}"), max_size=2, unique=True))
    return Edit(tuple(put), tuple(id for id in gone if id not in ids))


def union_m2(shapes: list[shapely.Geometry]) -> float:
    """The ground under outlines in the frame, counted once."""
    return float(shapely.union_all(shapes).area)
