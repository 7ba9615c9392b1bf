"""Coordinates of a file as CGCS2000 degrees, once it is decided what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from typing import Literal, Protocol

import numpy as np
import shapely
from pyproj import Transformer

from geo.crs.frame import EPSG, Floats, Geometries
from geo.crs.shift import Shift, unshifted
from geo.crs.systems import datum_of, is_same_datum, understood

Axes = Literal["xy", "yx"]


class Placed(Protocol):
    """Where coordinates lie: `geo.exchange.intake.decisions.Placement`."""

    @property
    def crs(self) -> str:
        """The coordinate system, as `systems.name_of` names it."""

    @property
    def axes(self) -> Axes:
        """Their order: "yx" where northing or latitude comes first."""

    @property
    def shift(self) -> Shift:
        """The shift of the degrees."""


def place(geometries: Geometries, placement: Placed) -> Geometries:
    """Geometries of a file in EPSG:4490 degrees, longitude first and flat; missing ones stay missing.

    Undoes the order of axes, the projection, the datum (`accuracy` says how well) and the shift, in this order.
    Degrees on CGCS2000 or WGS 84 without a shift stay as they are to the last bit. A coordinate for which there is no
    answer is not finite.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    move = mover(placement.crs, placement.axes, placement.shift)
    return np.asarray(shapely.transform(geometries, move), dtype=object)


def mover(crs: str, axes: Axes = "xy", shift: Shift = "none") -> Callable[[Floats], Floats]:
    """What `place` does to (n, 2) coordinates.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    degrees = degrees_from(crs)

    def move(xy: Floats) -> Floats:
        return unshifted(degrees(xy if axes == "xy" else xy[:, ::-1]), shift)

    return move


@lru_cache(maxsize=256)
def degrees_from(crs: str) -> Callable[[Floats], Floats]:
    """From (n, 2) coordinates of a system, east first, to (n, 2) degrees in EPSG:4490.

    The datum changes by the best operation that PROJ has without grids; where it has none, degrees stay.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    system = understood(crs, where="crs")
    steps: list[Callable[[Floats], Floats]] = []
    if not system.is_geographic:
        steps.append(_by(Transformer.from_crs(system, system.geodetic_crs, always_xy=True)))
    if not is_same_datum(system):
        steps.append(_datum_change((system.geodetic_crs or system).to_wkt()))
    return lambda xy: reduce(lambda now, step: step(now), steps, xy)


@lru_cache(maxsize=64)
def _datum_change(geographic: str) -> Callable[[Floats], Floats]:
    return _by(Transformer.from_crs(geographic, EPSG, always_xy=True))


def _by(transformer: Transformer) -> Callable[[Floats], Floats]:
    def move(xy: Floats) -> Floats:
        x, y = transformer.transform(xy[:, 0], xy[:, 1])
        return np.column_stack([x, y])

    return move


def accuracy_m(crs: str) -> float | None:
    """How well the datum of a system becomes CGCS2000 in metres; None where PROJ has no operation for it.

    Raises:
        UnknownCRS: the coordinate system is not understood.
    """
    system = understood(crs, where="crs")
    if is_same_datum(system):
        return 0.0 if "China" in datum_of(system) else 0.1
    known = Transformer.from_crs(system, EPSG, always_xy=True).accuracy
    return known if known >= 0 else None
