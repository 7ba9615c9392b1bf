"""A layout with every kind of value, served over the OGC API."""

import pytest
import shapely

from api.store import Store
from geo.model import Edit, Feature, Layout

COUNT = 60


def parcel(n: int) -> Feature:
    """A parcel on a grid of ten columns; every third has no name, every fourth no stated area."""
    west, south = 116 + 0.01 * (n % 10), 40 + 0.01 * (n // 10)
    said: dict[str, object] = {"park": f"园{n % 2}", "modes": ("甲", "乙")[: n % 3], "basis": "schematic"}
    if n % 3:
        said["name"] = f"地块{n % 7}"
    if n % 4:
        said["stated_area_km2"] = n % 5 / 10
    return Feature(f"P{n:02d}", "parcel", shapely.box(west, south, west + 0.008, south + 0.008), said)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def grid(store: Store) -> Layout:
    """Revision 1 has all parcels and a site, revision 2 lacks P00 and has P01 moved."""
    site = Feature("S/1 甲", "site", shapely.Point(116.05, 40.05), {"name": "站"})
    store.import_layout(Layout.of([*map(parcel, range(COUNT)), site], id="grid"), author="me", message="")
    moved = Feature("P01", "parcel", shapely.box(117, 41, 117.1, 41.1), {"name": "迁"})
    store.save("grid", 1, Edit(put=(moved,), delete=("P00",)), author="me", message="")
    return store.layout("grid")
