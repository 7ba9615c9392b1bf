"""The grids: what the registry and the national map service publish, and addresses that are not there."""

import math

import numpy as np
import pytest
from pyproj import Transformer

from api.tiles.matrices import CGCS2000, SETS, WEB_MERCATOR, MatrixSet, find
from geo.errors import NotFound


def test_the_web_grid_is_that_of_the_registry() -> None:
    document = WEB_MERCATOR.document()
    assert document["uri"] == "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    assert document["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    assert [m["id"] for m in document["tileMatrices"]] == [str(z) for z in range(25)]
    first, last = document["tileMatrices"][0], document["tileMatrices"][24]
    assert first["scaleDenominator"] == pytest.approx(559082264.028717, rel=1e-12)
    assert first["cellSize"] == pytest.approx(156543.033928041, rel=1e-12)
    assert first["pointOfOrigin"] == pytest.approx([-20037508.3427892, 20037508.3427892], abs=1e-6)
    assert (last["matrixWidth"], last["matrixHeight"]) == (16777216, 16777216)


def test_the_national_grid_has_two_tiles_at_level_1() -> None:
    document = CGCS2000.document()
    assert document["crs"] == "http://www.opengis.net/def/crs/EPSG/0/4490"
    assert document["orderedAxes"] == ["Lat", "Lon"]
    assert "uri" not in document
    first = document["tileMatrices"][0]
    assert first["id"] == "1"
    assert (first["matrixWidth"], first["matrixHeight"]) == (2, 1)
    assert first["pointOfOrigin"] == [90.0, -180.0]
    assert first["cellSize"] == 360 / 256 / 2
    assert first["scaleDenominator"] == pytest.approx(279541132.014358, rel=1e-12)
    for before, after in zip(document["tileMatrices"], document["tileMatrices"][1:], strict=False):
        assert after["cellSize"] == before["cellSize"] / 2
        assert after["matrixWidth"] == before["matrixWidth"] * 2
        assert after["matrixHeight"] == before["matrixHeight"] * 2


@pytest.mark.parametrize("matrices", SETS.values(), ids=lambda m: m.id)
def test_tiles_of_a_level_cover_the_world_without_overlap(matrices: MatrixSet) -> None:
    cols, rows = matrices.size(3)
    corners = {(row, col): matrices.cell("3", str(row), str(col)).corners for row in range(rows) for col in range(cols)}
    for (row, col), (west, south, east, north) in corners.items():
        if (row, col + 1) in corners:
            assert corners[row, col + 1][0] == east
        if (row + 1, col) in corners:
            assert corners[row + 1, col][3] == south
        assert east - west == pytest.approx(north - south)
    _, south, east, _ = corners[rows - 1, cols - 1]
    assert (east, south) == (matrices.west_north[0] + matrices.world, -matrices.west_north[1])


def test_degrees_of_the_web_grid_are_those_of_proj() -> None:
    to_lonlat = Transformer.from_crs(3857, 4326, always_xy=True)
    for z, row, col in [(0, 0, 0), (3, 7, 1), (12, 1550, 3372), (24, 6349206, 13811712)]:
        cell = WEB_MERCATOR.cell(str(z), str(row), str(col))
        west, south, east, north = cell.corners
        corners = np.array([*to_lonlat.transform(west, south), *to_lonlat.transform(east, north)])
        assert np.abs(corners - np.array(cell.lonlat())).max() < 1e-9


def test_a_margin_widens_every_side() -> None:
    assert CGCS2000.cell("1", "0", "1").lonlat(0.25) == (-45.0, -135.0, 225.0, 135.0)


@pytest.mark.parametrize(
    ("matrices", "address", "says"),
    [
        (WEB_MERCATOR, ("25", "0", "0"), "has no level 25; there are 0–24"),
        (WEB_MERCATOR, ("2", "4", "0"), "has no row 4 of level 2; there are 0–3"),
        (WEB_MERCATOR, ("2", "0", "4"), "has no column 4 of level 2; there are 0–3"),
        (CGCS2000, ("0", "0", "0"), "has no level 0; there are 1–21"),
        (CGCS2000, ("1", "1", "0"), "has no row 1 of level 1; there are 0–0"),
        (CGCS2000, ("21", "0", "2097152"), "has no column 2097152"),
        (CGCS2000, ("1", "-1", "0"), "has no row -1"),
        (CGCS2000, ("1", "0", "1.5"), "has no column 1.5"),
        (CGCS2000, ("²", "0", "0"), "has no level ²"),
        (CGCS2000, ("9" * 5000, "0", "0"), "has no level 99999"),
    ],
)
def test_an_address_outside_is_told_what_there_is(
    matrices: MatrixSet, address: tuple[str, str, str], says: str
) -> None:
    with pytest.raises(NotFound, match=says) as caught:
        matrices.cell(*address)
    assert len(caught.value.zh) < 100


def test_an_unknown_set_is_told_the_known_ones() -> None:
    assert find("CGCS2000Quad") is CGCS2000
    with pytest.raises(NotFound, match="known are WebMercatorQuad, CGCS2000Quad"):
        find("WorldCRS84Quad")


def test_scales_follow_the_standard_pixel_of_28_hundredths_of_a_millimetre() -> None:
    for matrices in SETS.values():
        for matrix in matrices.document()["tileMatrices"]:
            unit_m = matrix["scaleDenominator"] * 0.00028 / matrix["cellSize"]
            assert unit_m == pytest.approx(1.0 if matrices is WEB_MERCATOR else 2 * math.pi * 6378137 / 360)
