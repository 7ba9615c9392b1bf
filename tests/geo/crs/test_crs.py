"""The frame is equal-area to 1e-7, and the GCJ-02 shift comes off exactly."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import crs
from geo.crs import Frame
from geo.errors import UnknownCRS
from geo.model import Layout

FRAME = Frame(116.4, 40.2)
LON, LAT = st.floats(115.4, 117.6), st.floats(39.4, 41.1)


@given(LON, LAT)
def test_the_frame_comes_back(lon: float, lat: float) -> None:
    there = FRAME.xy(np.array([[lon, lat]]))
    assert FRAME.lonlat(there)[0] == pytest.approx([lon, lat], abs=1e-12)


@given(LON, LAT, st.floats(0.002, 0.05), st.floats(0.002, 0.05))
def test_areas_agree_with_geodesic_areas(lon: float, lat: float, width: float, height: float) -> None:
    box = shapely.segmentize(shapely.box(lon, lat, lon + width, lat + height), 0.005)
    in_frame = shapely.area(FRAME.project(np.array([box], dtype=object)))[0]
    assert in_frame == pytest.approx(crs.geodesic_area_m2(box), rel=1e-7)


def test_areas_of_the_reference_layout_agree_with_geodesic_areas(reference: Layout) -> None:
    shapes = np.asarray(reference.features.geometry.values, dtype=object)
    measured = shapely.area(FRAME.project(shapes))
    geodesic = np.array([crs.geodesic_area_m2(shape) for shape in shapes])
    assert np.abs(measured / geodesic - 1).max() < 1e-6


@given(st.floats(73, 135), st.floats(18, 53))
def test_gcj02_is_undone_exactly(lon: float, lat: float) -> None:
    point = np.array([[lon, lat]])
    back = crs.wgs84_from_gcj02(crs.gcj02_from_wgs84(point))
    assert np.abs(back - point).max() < 1e-9


def test_gcj02_moves_beijing_by_some_hundred_metres() -> None:
    point = np.array([[116.4, 39.9]])
    moved = crs.gcj02_from_wgs84(point)
    metres = crs.geodesic_distance_m((116.4, 39.9), (moved[0, 0], moved[0, 1]))
    assert 450 < metres < 650


def test_gcj02_of_nonsense_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        crs.wgs84_from_gcj02(np.array([[np.nan, 39.9]]))


def table(epsg: int | None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.Point(116.4, 39.9)], crs=4490).to_crs(epsg or 4490)


@pytest.mark.parametrize("epsg", [4490, 4326, 4547, 4548, 32650, 3857])
def test_coordinates_on_the_same_datum_become_degrees(epsg: int) -> None:
    read = crs.to_lonlat(table(epsg), where="here")
    assert read.crs.to_epsg() == 4490
    assert shapely.get_coordinates(read.geometry)[0] == pytest.approx([116.4, 39.9], abs=1e-8)


@pytest.mark.parametrize("epsg", [4214, 4610, 2436])
def test_another_datum_needs_a_decision(epsg: int) -> None:
    with pytest.raises(UnknownCRS, match="here"):
        crs.to_lonlat(table(epsg), where="here")


def test_no_crs_is_refused() -> None:
    with pytest.raises(UnknownCRS, match="no coordinate system"):
        crs.to_lonlat(gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)]), where="here")


@pytest.mark.parametrize("epsg", [4547, 4549, 3857])
def test_metres_of_a_projected_system_become_the_degrees_of_its_tables(epsg: int) -> None:
    read = crs.to_lonlat(table(epsg), where="here")
    metres = shapely.get_coordinates(np.asarray(table(epsg).geometry))
    assert np.array_equal(crs.unprojection(epsg)(metres), shapely.get_coordinates(np.asarray(read.geometry)))


def test_metres_that_no_projection_has_become_no_degrees() -> None:
    assert not np.isfinite(crs.unprojection(4547)(np.array([[1e30, 1e30]]))).all()
