"""What goes into the store comes out bit for bit: coordinates, texts, lists, numbers."""

import math

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store import Store
from api.store.entry import multipolygons
from geo.model import COLUMNS, Feature, Layout

numbers = st.floats(-1e-3, 1e-3, allow_nan=False)
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)
texts = st.lists(text, max_size=3).map(tuple)
properties = st.fixed_dictionaries(
    {},
    optional={
        "name": text,
        "class": text,
        "note": text,
        "modes": texts,
        "industries": texts,
        "stated_area_km2": st.floats(allow_nan=False, allow_infinity=False),
    },
)


@st.composite
def polygons(draw: st.DrawFn) -> shapely.Polygon:
    """A valid polygon with a hole, whose coordinates use every bit."""
    lon, lat = draw(st.floats(-170, 170)), draw(st.floats(-80, 80))
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]

    def ring(size: float) -> list[tuple[float, float]]:
        return [(lon + size * x + draw(numbers), lat + size * y + draw(numbers)) for x, y in corners]

    return shapely.Polygon(ring(1.0), [ring(0.3)])


@settings(max_examples=25)
@given(st.lists(st.tuples(polygons(), properties), min_size=1, max_size=4))
def test_bit_for_bit(store: Store, drawn: list[tuple[shapely.Polygon, dict[str, object]]]) -> None:
    features = [Feature(f"F{i}", "parcel", shape, given) for i, (shape, given) in enumerate(drawn)]  # type: ignore[arg-type]
    sent = Layout.of(features, id="trip")
    saved = store.import_layout(sent, author="me", message="")
    assert saved.refused == ()
    got = store.layout("trip")
    assert shapely.to_wkb(multipolygons(sent.features.geometry)).tolist() == shapely.to_wkb(
        np.asarray(got.features.geometry)
    ).tolist()  # fmt: skip
    for name in COLUMNS:
        for a, b in zip(sent.features[name], got.features[name], strict=True):
            assert a == b or (isinstance(a, float) and math.isnan(a) and math.isnan(b)), name
    again = store.import_layout(got, author="me", message="")
    assert not again.changed


def test_the_point_of_a_site_comes_out_as_it_went_in(store: Store) -> None:
    point = shapely.Point(116.123456789012, 39.9)
    saved = store.import_layout(Layout.of([Feature("S", "site", point)], id="pointed"), author="me", message="")
    assert saved.refused == ()
    assert list(store.layout("pointed").features.geometry) == [point]
    refused = store.import_layout(Layout.of([Feature("G", "group", point)], id="pointed"), author="me", message="")
    assert [refusal.feature for refusal in refused.refused] == ["G"]
