"""Coordinates of every system of Chinese plan data become degrees, their shifts come off, and systems have names."""

from dataclasses import dataclass

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from geo import crs
from geo.crs import Axes, Shift
from geo.errors import UnknownCRS

POINTS = np.array([[115.5, 39.5], [116.4, 39.9], [117.4, 41.0]])


@dataclass(frozen=True)
class Placed:
    crs: str
    axes: Axes = "xy"
    shift: Shift = "none"


def placed(xy: crs.Floats, where: Placed) -> crs.Floats:
    return shapely.get_coordinates(crs.place(np.array([shapely.linestrings(xy), None]), where))


@given(st.floats(73, 135), st.floats(18, 53))
def test_bd09_is_undone_exactly(lon: float, lat: float) -> None:
    point = np.array([[lon, lat]])
    assert np.abs(crs.gcj02_from_bd09(crs.bd09_from_gcj02(point)) - point).max() < 1e-9
    assert np.abs(crs.unshifted(crs.shifted(point, "bd09"), "bd09") - point).max() < 1e-9


def test_bd09_moves_beijing_by_about_a_kilometre() -> None:
    moved = crs.shifted(POINTS, "bd09")
    assert ((crs.geodesic_distances_m(POINTS, moved) > 800) & (crs.geodesic_distances_m(POINTS, moved) < 1600)).all()


def test_a_shift_that_cannot_be_undone_is_no_number_and_spoils_no_other() -> None:
    back = crs.unshifted(np.vstack([POINTS, [[np.inf, 39.9]], [[1e8, 4e6]]]), "gcj02")
    assert np.isfinite(back[:3]).all() and np.isnan(back[3:]).any(axis=1).all()


CODES = [4490, 4326, 4214, 4610, 4547, 4548, 4527, 4498, 4509, 2436, 2415, 21420, 21460, 2384, 2363, 2334, 2345,
         32650, 3857]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("shift", ["none", "gcj02", "bd09"])
@pytest.mark.parametrize("axes", ["xy", "yx"])
def test_every_system_becomes_degrees(code: int, shift: crs.Shift, axes: crs.Axes) -> None:
    there = Transformer.from_crs(4490, code, always_xy=True)
    shifted = crs.shifted(POINTS, shift)
    xy = np.column_stack(there.transform(shifted[:, 0], shifted[:, 1]))
    file = xy if axes == "xy" else xy[:, ::-1]
    assert np.abs(placed(file, Placed(f"EPSG:{code}", axes, shift)) - POINTS).max() < 2e-9


@pytest.mark.parametrize("name", ["EPSG:4490", "EPSG:4326"])
def test_degrees_stay_to_the_last_bit(name: str) -> None:
    assert np.array_equal(placed(POINTS, Placed(name)), POINTS)


def test_any_central_meridian_that_is_described() -> None:
    text = CRS.from_proj4("+proj=tmerc +lon_0=116.35 +x_0=500000 +ellps=GRS80").to_wkt()
    xy = np.column_stack(Transformer.from_crs(4490, text, always_xy=True).transform(POINTS[:, 0], POINTS[:, 1]))
    assert np.abs(placed(xy, Placed(text)) - POINTS).max() < 1e-9


@pytest.mark.parametrize("name", ["EPSG:1", "nonsense", "EPSG:4978"])
def test_what_is_no_system_is_refused(name: str) -> None:
    with pytest.raises(UnknownCRS):
        crs.place(np.array([shapely.Point(0, 0)]), Placed(name))


@pytest.mark.parametrize(
    ("name", "zh"),
    [
        ("EPSG:4490", "CGCS2000 经纬度"),
        ("EPSG:4527", "CGCS2000 / 3 度带 39 带，中央经线 117°E，带带号"),
        ("EPSG:4548", "CGCS2000 / 3 度带，中央经线 117°E，不带带号"),
        ("EPSG:4509", "CGCS2000 / 6 度带，中央经线 117°E，不带带号"),
        ("EPSG:21420", "北京 1954 / 6 度带 20 带，中央经线 117°E，带带号"),
        ("EPSG:2384", "西安 1980 / 3 度带，中央经线 117°E，不带带号"),
        ("EPSG:32650", "WGS 84 / UTM 50N，中央经线 117°E"),
        ("EPSG:3857", "Web 墨卡托（EPSG:3857）"),
    ],
)
def test_titles(name: str, zh: str) -> None:
    assert crs.title(name)[0] == zh
    assert crs.title(name)[1].isascii() or "°" in crs.title(name)[1]


def test_how_well_a_datum_is_known() -> None:
    assert crs.accuracy_m("EPSG:4548") == 0
    assert crs.accuracy_m("EPSG:2436") is None
    assert "没有公开" in crs.accuracy("EPSG:2436")[0] and "off by tens of metres" in crs.accuracy("EPSG:2436")[1]
    assert "厘米" in crs.accuracy("EPSG:32650")[0]


@pytest.mark.parametrize("code", [4490, 4548, 21420, 32650, 3857])
def test_systems_are_named_by_their_code_also_from_their_text(code: int) -> None:
    assert crs.name_of(CRS.from_epsg(code)) == f"EPSG:{code}"
    assert crs.name_of(CRS.from_epsg(code).to_wkt("WKT1_ESRI")) == f"EPSG:{code}"


def test_systems_without_a_code_are_named_by_their_text() -> None:
    assert crs.name_of("OGC:CRS84") == "EPSG:4326"
    assert crs.name_of("+proj=tmerc +lon_0=116.35 +x_0=500000 +ellps=krass").startswith("PROJCRS[")
