"""The shifts of Chinese public web maps: GCJ-02, and BD-09 upon it; both ways, exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import numpy as np

from geo.crs.frame import Floats

Shift = Literal["none", "gcj02", "bd09"]

_GCJ_A = 6378245.0
_GCJ_EE = 0.00669342162296594323
_PRECISION_DEG = 1e-11
_ROUNDS = 20
_BD_TURNS: Final = np.pi * 3000.0 / 180.0


def gcj02_from_wgs84(lonlat: Floats) -> Floats:
    """Shift true (n, 2) degrees to GCJ-02, as Chinese public web maps draw them (inside China only)."""
    x, y = lonlat[:, 0] - 105.0, lonlat[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    d_lat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    d_lat += (wave + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y)) * 2 / 3
    d_lat += (160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)) * 2 / 3
    d_lon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    d_lon += (wave + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x)) * 2 / 3
    d_lon += (150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)) * 2 / 3
    phi = np.radians(lonlat[:, 1])
    magic = 1 - _GCJ_EE * np.sin(phi) ** 2
    d_lat_deg = np.degrees(d_lat * magic * np.sqrt(magic) / (_GCJ_A * (1 - _GCJ_EE)))
    d_lon_deg = np.degrees(d_lon * np.sqrt(magic) / (_GCJ_A * np.cos(phi)))
    return np.column_stack([lonlat[:, 0] + d_lon_deg, lonlat[:, 1] + d_lat_deg])


def wgs84_from_gcj02(lonlat: Floats) -> Floats:
    """Undo the GCJ-02 shift of (n, 2) degrees exactly: iterate until the shift forward returns the input.

    The shift changes so slowly that each step gains about four digits.

    Raises:
        ArithmeticError: no convergence, which means that the input lies far outside China.
    """
    return _all_there(_undone(gcj02_from_wgs84, lonlat), "GCJ-02")


def bd09_from_gcj02(lonlat: Floats) -> Floats:
    """Shift (n, 2) degrees of GCJ-02 on to BD-09, as Baidu's maps draw them."""
    x, y = lonlat[:, 0], lonlat[:, 1]
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURNS)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURNS)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


def gcj02_from_bd09(lonlat: Floats) -> Floats:
    """Undo BD-09 of (n, 2) degrees exactly, so far as GCJ-02.

    Raises:
        ArithmeticError: no convergence, which means that the input lies far outside China.
    """
    return _all_there(_undone(bd09_from_gcj02, lonlat), "BD-09")


def shifted(lonlat: Floats, shift: Shift) -> Floats:
    """True (n, 2) degrees as a shifted map draws them."""
    if shift == "none":
        return lonlat
    moved = gcj02_from_wgs84(lonlat)
    return moved if shift == "gcj02" else bd09_from_gcj02(moved)


def unshifted(lonlat: Floats, shift: Shift) -> Floats:
    """Shifted (n, 2) degrees as they truly are; NaN where there is no answer, far outside China."""
    if shift == "bd09":
        lonlat = _undone(bd09_from_gcj02, lonlat)
    return lonlat if shift == "none" else _undone(gcj02_from_wgs84, lonlat)


def _undone(forward: Callable[[Floats], Floats], lonlat: Floats) -> Floats:
    """Where `forward` leads to `lonlat`, NaN where no such place is found."""
    guess = lonlat.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        for _ in range(_ROUNDS):
            error = forward(guess) - lonlat
            guess -= error
            open_ = ~(np.abs(error).max(axis=1, initial=0.0) < _PRECISION_DEG)
            if not open_.any():
                break
        else:
            guess[open_] = np.nan
    return guess


def _all_there(lonlat: Floats, name: str) -> Floats:
    if np.isnan(lonlat).any():
        raise ArithmeticError(f"{name} inversion does not converge; are these coordinates in China?")
    return lonlat
