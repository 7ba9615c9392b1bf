"""Tells a PDF where its maps lie (ISO 32000-2, 12.10: geospatial features), so that other programs open it in place."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pikepdf

from geo.crs import Floats, Frame
from geo.sheet.proof import Placed
from geo.sheet.strokes import MM_PER_PT

_UNIT_SQUARE: Final = (0, 1, 1, 1, 1, 0, 0, 0)


def viewport(placed: Placed, corners_mm: Floats, height_pt: float, name: str) -> Any:
    """The viewport of one map: its neat line on the page, and the latitude and longitude of its corners.

    `corners_mm` are the corners as drawn, from the top left clockwise.
    """
    west, north = corners_mm[0] / MM_PER_PT
    east, south = corners_mm[2] / MM_PER_PT
    window = placed.window
    inside = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * [window.box.width, window.box.height]
    lonlat = placed.frame.lonlat(window.metres(inside))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Viewport,
        Name=pikepdf.String(name),
        BBox=_numbers([west, height_pt - south, east, height_pt - north], 5),
        Measure=pikepdf.Dictionary(
            Type=pikepdf.Name.Measure,
            Subtype=pikepdf.Name.GEO,
            Bounds=pikepdf.Array([0, 0, 0, 1, 1, 1, 1, 0]),
            GPTS=_numbers(lonlat[:, ::-1].ravel().tolist(), 10),
            LPTS=pikepdf.Array(list(_UNIT_SQUARE)),
            GCS=_system(placed.frame),
        ),
    )


def _system(frame: Frame) -> Any:
    return pikepdf.Dictionary(Type=pikepdf.Name.PROJCS, WKT=pikepdf.String(frame.wkt))


def _numbers(values: list[Any], digits: int) -> Any:
    return pikepdf.Array([pikepdf.Object.parse(f"{float(value):.{digits}f}".encode()) for value in values])
