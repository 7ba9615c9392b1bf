"""The kilometre grid lies on whole kilometres of its Gauss-Krüger zone."""

import numpy as np
import pytest
import shapely

from geo.crs import Frame, gauss_kruger, projection
from geo.sheet.kilometre import kilometre_grid
from geo.sheet.paper import Box
from geo.sheet.window import Window

FRAME = Frame(116.4, 40.2)


@pytest.mark.parametrize("scale", [1_000, 10_000, 25_000, 100_000, 500_000])
def test_every_line_has_the_coordinate_that_its_labels_say(scale: int) -> None:
    window = Window(Box(0, 0, 250, 240), scale, (5_000.0, -20_000.0))
    net = kilometre_grid(window, FRAME, spacing_mm=32)
    assert net.meridian_deg == 117 and len(net.lines) >= 4
    to_grid = projection(4548)
    labels = {(t.edge, round(t.at_mm, 6)): float(t.text) for t in net.ticks}
    named = 0
    for line in net.lines:
        ends = shapely.get_coordinates(line)[[0, -1]]
        metres = to_grid(FRAME.lonlat(window.metres(shapely.get_coordinates(line))))
        for (x, y), at in zip(ends, metres[[0, -1]], strict=True):
            for edge, where, axis in (("top", x, 0), ("bottom", x, 0), ("left", y, 1), ("right", y, 1)):
                label = labels.get((edge, round(float(where), 6)))
                if label is not None and abs(label * 1000 - at[axis]) < 1:
                    named += 1
                    assert np.ptp(metres[:, axis]) < 0.05 * scale / 1000
    assert named >= len(net.lines)


@pytest.mark.parametrize(
    ("lon", "code", "meridian"), [(116.4, 4548, 117), (115.4, 4547, 114), (73.0, 4534, 75), (140, 4554, 135)]
)
def test_zones_by_longitude(lon: float, code: int, meridian: int) -> None:
    assert gauss_kruger(lon) == (code, meridian)
