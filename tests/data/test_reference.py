"""The reference layout: exact areas, exact tiling, inside its districts, drawn like a plan."""

import csv
import json
from typing import Any

import numpy as np
import pytest
import shapely

from data.boundaries.build.files import BOUNDARIES, RULEBOOK
from geo.check import check
from geo.crs import Geometries, geodesic_area_m2
from geo.measure import M2_PER_KM2, area_m2
from geo.model import COLUMNS, SCHEMATIC_NOTICE, Layout
from geo.rulebook import Rulebook
from tests import pinned
from tests.conftest import ON

FILE = BOUNDARIES / "zgc-2020.geojson"
EXACT_KM2 = 1e-6


def table(name: str) -> list[dict[str, str]]:
    with (RULEBOOK / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PARKS = {row["id"]: row for row in table("parks")}
GROUPS = {row["id"]: row for row in table("groups")}


@pytest.fixture(scope="module")
def drawn(reference: Layout, book: Rulebook) -> dict[str, Any]:
    """Outlines in the frame by id."""
    shapes = book.frame.project(np.asarray(reference.features.geometry.values, dtype=object))
    return dict(zip(reference.features["id"], shapes, strict=True))


@pytest.fixture(scope="module")
def raw(reference: Layout) -> dict[str, Any]:
    """Outlines in degrees by id."""
    return dict(zip(reference.features["id"], reference.features.geometry, strict=True))


@pytest.fixture(scope="module")
def land(book: Rulebook) -> dict[str, Any]:
    """District outlines in the frame by name."""
    shapes = book.frame.project(np.asarray(book.districts.geometry.values, dtype=object))
    return dict(zip(book.districts["name"], shapes, strict=True))


def cells_of(park: str, reference: Layout) -> list[str]:
    """The groups, reserve and small areas of a park, by its roster name."""
    rows = reference.features
    return list(rows["id"][(rows["park"] == park) & rows["kind"].isin(["group", "reserve", "small"])])


def array(shapes: Any) -> Geometries:
    return np.array(list(shapes), dtype=object)


def km2(outline: Any) -> float:
    return float(area_m2(array([outline]))[0]) / M2_PER_KM2


def test_the_whole_roster_and_nothing_else(reference: Layout) -> None:
    rows = reference.features
    ids = {kind: set(rows["id"][rows["kind"] == kind]) for kind in ("park", "group", "zone")}
    assert ids["park"] == set(PARKS)
    assert ids["group"] == set(GROUPS)
    assert ids["zone"] == {
        "YQ-CORE", "YQ-W", "YQ-M", "YQ-E", "TZ-ZJW", "TZ-XJ", "TZ-YJW", "TZ-HX", "TZ-YH", "TZ-WL",
    }  # fmt: skip
    assert set(rows["kind"]) == {"park", "group", "reserve", "small", "zone"}


def test_valid_multipolygons_of_nine_decimals(reference: Layout) -> None:
    shapes = reference.features.geometry
    assert set(shapes.geom_type) == {"MultiPolygon"}
    assert shapes.is_valid.all()
    lonlat = shapely.get_coordinates(shapes.values)
    assert (np.round(lonlat, 9) == lonlat).all()


@pytest.mark.parametrize("id", PARKS)
def test_park_has_its_approved_area(id: str, drawn: dict[str, Any], raw: dict[str, Any]) -> None:
    approved = float(PARKS[id]["approved_area_km2"])
    assert abs(km2(drawn[id]) - approved) < EXACT_KM2
    assert abs(geodesic_area_m2(raw[id]) / M2_PER_KM2 - approved) < 1e-4


@pytest.mark.parametrize("id", GROUPS)
def test_group_has_its_schematic_area(id: str, drawn: dict[str, Any]) -> None:
    assert abs(km2(drawn[id]) - float(GROUPS[id]["schematic_area_km2"])) < EXACT_KM2


def test_parks_sum_to_488(drawn: dict[str, Any]) -> None:
    assert sum(km2(drawn[id]) for id in PARKS) == pytest.approx(488.0, abs=1e-5)


@pytest.mark.parametrize("id", PARKS)
def test_cells_tile_the_park_exactly(id: str, reference: Layout, raw: dict[str, Any], drawn: dict[str, Any]) -> None:
    cells = cells_of(PARKS[id]["name"], reference)
    for shapes in (raw, drawn):
        parts = array(shapes[cell] for cell in cells)
        assert shapely.coverage_is_valid(parts)
        assert shapely.equals(shapely.coverage_union_all(parts), shapes[id])


def test_every_park_but_mentougou_has_room_left(reference: Layout) -> None:
    for id, row in PARKS.items():
        kinds = {cell[0] for cell in cells_of(row["name"], reference)}
        assert kinds == ({"G"} if id == "P12" else {"G", "R", "S"}), id


def test_small_areas_are_small(reference: Layout, drawn: dict[str, Any]) -> None:
    rows = reference.features
    small = {id: km2(drawn[id]) for id in rows["id"][rows["kind"] == "small"]}
    assert all(0.1 < area < 2.0 for area in small.values()), small


@pytest.mark.parametrize("kinds", [("park",), ("group", "reserve", "small"), ("zone",)], ids="-".join)
def test_nothing_overlaps_and_no_slivers(kinds: tuple[str, ...], reference: Layout, drawn: dict[str, Any]) -> None:
    """Two outlines of one layer share a border exactly, or are more than 60 m apart."""
    rows = reference.features
    shapes = array(drawn[id] for id in rows["id"][rows["kind"].isin(kinds)])
    assert shapely.coverage_is_valid(shapes)
    parts = array(part for shape in shapes for part in shape.geoms)
    near, other = shapely.STRtree(parts).query(parts, predicate="dwithin", distance=60.0)
    pairs = near < other
    assert (shapely.distance(parts[near[pairs]], parts[other[pairs]]) < 1e-6).all()
    assert all(shapely.length(shapely.intersection(parts[near[pairs]], parts[other[pairs]])) > 100)


def test_everything_lies_inside_its_districts(reference: Layout, drawn: dict[str, Any], land: dict[str, Any]) -> None:
    for id, names in zip(reference.features["id"], reference.features["district"], strict=True):
        ground = shapely.union_all([land[name] for name in names.split(";")])
        assert shapely.area(shapely.difference(drawn[id], ground)) < 1e-3, id


def test_named_districts_are_really_reached(reference: Layout, drawn: dict[str, Any], land: dict[str, Any]) -> None:
    for id, names in zip(reference.features["id"], reference.features["district"], strict=True):
        for name in names.split(";"):
            assert shapely.area(shapely.intersection(drawn[id], land[name])) > 10_000, (id, name)


@pytest.mark.parametrize(
    ("id", "sites"),
    [("P10", 11), ("P03", 9), ("P13", 4), ("P09", 3), ("P07", 2), ("P08", 3), ("P05", 3), ("P06", 5), ("P16", 3)],
)
def test_parks_in_several_sites(id: str, sites: int, raw: dict[str, Any]) -> None:
    assert shapely.get_num_geometries(raw[id]) == sites


@pytest.mark.parametrize("id", [*PARKS, *GROUPS])
def test_sites_lie_where_the_facts_put_them(id: str, drawn: dict[str, Any], book: Rulebook) -> None:
    row = PARKS.get(id) or GROUPS[id]
    stated = shapely.Point(book.frame.xy(np.array([[float(row["lon"]), float(row["lat"])]]))[0])
    assert shapely.distance(shapely.convex_hull(drawn[id]), stated) < 1500


@pytest.mark.parametrize("id", [*PARKS, *GROUPS])
def test_outline_has_20_to_150_vertices(id: str, raw: dict[str, Any]) -> None:
    rings = sum(1 + len(part.interiors) for part in raw[id].geoms)
    assert 20 <= shapely.get_num_coordinates(raw[id]) - rings <= 150


def corners_deg(ring: Any) -> Any:
    """The turns of a ring at its vertices, in degrees; 0 is straight on."""
    xy = shapely.get_coordinates(ring)[:-1]
    ahead = np.roll(xy, -1, axis=0) - xy
    bearing = np.degrees(np.arctan2(ahead[:, 1], ahead[:, 0]))
    return (bearing - np.roll(bearing, 1) + 180) % 360 - 180


@pytest.mark.parametrize("id", [*PARKS, *GROUPS])
def test_outline_is_compact_and_block_like(id: str, drawn: dict[str, Any]) -> None:
    """Neither round nor frayed nor a staircase: mostly straight on, a few right angles, wide everywhere."""
    for part in drawn[id].geoms:
        compact = 4 * np.pi * part.area / part.length**2
        assert 0.3 < compact < 0.82
        turns = corners_deg(part.exterior)
        assert (np.abs(turns) > 60).sum() >= 3
        core = shapely.buffer(part, -90, join_style="mitre")
        assert core.geom_type == "Polygon"
        assert not core.is_empty
        assert longest_staircase(part.exterior, turns) < 4


def longest_staircase(ring: Any, turns: Any) -> int:
    """The most right angles in a row with less than 250 m from each to the next."""
    steps = np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T)
    square = np.abs(turns) > 60
    stairs = np.tile(square & np.roll(square, -1) & (steps < 250), 2)
    runs = np.split(stairs, np.flatnonzero(~stairs))
    return max(int(run.sum()) for run in runs) + 1


def test_yanqing_is_tiled_by_its_core_and_bands(raw: dict[str, Any], book: Rulebook, drawn: dict[str, Any]) -> None:
    tiles = array(raw[id] for id in ("YQ-CORE", "YQ-W", "YQ-M", "YQ-E"))
    district = book.districts.set_index("name").geometry["延庆区"]
    assert shapely.coverage_is_valid(tiles)
    assert shapely.equals(shapely.coverage_union_all(tiles), district)
    assert km2(drawn["YQ-CORE"]) == pytest.approx(9.60, abs=EXACT_KM2)


def test_tongzhou_assignments_have_their_published_areas(drawn: dict[str, Any]) -> None:
    published = {r["zone_id"]: r["published_area_km2"] for r in table("zones") if r["zone_id"] in drawn}
    for id, area in published.items():
        if area:
            assert km2(drawn[id]) == pytest.approx(float(area), abs=EXACT_KM2), id


def test_properties_are_complete_and_say_schematic(reference: Layout) -> None:
    features = json.loads(FILE.read_text("utf-8"))["features"]
    assert [f["id"] for f in features] == sorted(f["id"] for f in features)
    for feature in features:
        properties = feature["properties"]
        assert tuple(properties) == COLUMNS
        assert properties["id"] == feature["id"]
        assert properties["basis"] == "schematic"
        assert properties["name"] and properties["source"] and "示意" in properties["note"]
        if properties["kind"] == "group":
            row = GROUPS[feature["id"]]
            assert properties["modes"] == [m for m in row["modes"].split(";") if m]
            assert properties["carriers"] == [c for c in row["carriers"].split(";") if c]
            assert properties["industries"] == row["industries"].split(";")
            assert (properties["class"], properties["park"]) == (row["class"], row["park"])
            assert properties["stated_area_km2"] is None
        if properties["kind"] == "park":
            assert properties["stated_area_km2"] == float(PARKS[feature["id"]]["approved_area_km2"])


def test_file_says_what_it_is() -> None:
    head = json.loads(FILE.read_text("utf-8"))["yuantu"]
    assert (head["layout"], head["rulebook"], head["revision"]) == ("zgc-2020", "zgc", None)
    assert head["notice"] == SCHEMATIC_NOTICE.data()
    assert set(head["title"]) == {"zh", "en"}


def test_no_open_finding_but_pinned_advice(reference: Layout, book: Rulebook) -> None:
    findings = check(reference, book, on=ON, stage="all").findings
    assert {(f.rule, f.subjects) for f in findings if f.status == "open"} == pinned.OPEN
    assert {(f.rule, f.subjects) for f in findings if f.status == "waived"} == pinned.WAIVED


def test_provenance_owns_up(reference: Layout) -> None:
    facts = json.loads((BOUNDARIES / "zgc-2020.provenance.json").read_text("utf-8"))
    assert facts["notice"] == SCHEMATIC_NOTICE.data()
    assert "未公开" in facts["basis"]["zh"] and "No polygons" in facts["basis"]["en"]
    assert facts["sources"] and facts["method"] and facts["seeds"]
    assert facts["areas"]["unconfirmed"] == [i for i, r in PARKS.items() if r["area_status"].startswith("unconfirmed")]
    assert sum(facts["features"].values()) == len(reference)
