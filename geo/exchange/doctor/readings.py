"""Ways in which the coordinates of a layer can be read, each held against the ground: system, order of axes, shift."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Axes, Floats, Shift, in_degrees, mover, name_of, possible, siblings, title
from geo.errors import UnknownCRS
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.claims import Claim, Kept, claims, kept
from geo.exchange.doctor.fitting import Fit
from geo.exchange.intake.decisions import Placement
from geo.exchange.source import Layer

SAME_M: Final = 0.05
"""Readings nearer to each other than this are one."""

_MOST_ROWS: Final = 800
_MOST_POINTS: Final = 1500
_FEW_POINTS: Final = 200
_AREAL: Final = (1, 2, 3, 5, 6, 7)
_LEAST_INSIDE_SHARE: Final = 0.2
_CONTRADICTS: Final = 0.1
_RARER: Final = {"UTM": 0.35, "Xi'an 1980": 0.1, "Beijing 1954": 0.1}
_SHIFTED_DEGREES: Final[dict[Shift, float]] = {"none": 0.72, "gcj02": 0.18, "bd09": 0.10}
_SHIFTED_METRES: Final[dict[Shift, float]] = {"none": 0.80, "gcj02": 0.13, "bd09": 0.07}
_AGAINST_HEADER: Final = 0.3


@dataclass(frozen=True)
class Sample:
    """Some vertices of a layer as they stand: `row_of` is the row of each, `outline` whether it is no lone point."""

    xy: Floats
    row_of: Any
    outline: Any

    @classmethod
    def of(cls, layer: Layer) -> Sample:
        """The same vertices each time; each place once."""
        chance = np.random.default_rng(16)
        rows = np.flatnonzero(~shapely.is_missing(layer.geometry) & ~shapely.is_empty(layer.geometry))
        if len(rows) > _MOST_ROWS:
            rows = np.sort(chance.choice(rows, _MOST_ROWS, replace=False))
        xy, index = shapely.get_coordinates(layer.geometry[rows], return_index=True)
        finite = np.flatnonzero(np.isfinite(xy).all(axis=1))
        _, first = np.unique(xy[finite], axis=0, return_index=True)
        chosen = finite[first]
        if len(chosen) > _MOST_POINTS:
            chosen = chance.choice(chosen, _MOST_POINTS, replace=False)
        row_of = rows[index[chosen]]
        return cls(xy[chosen], row_of, np.isin(shapely.get_type_id(layer.geometry[row_of]), _AREAL))


@dataclass(frozen=True)
class Reading:
    """One way to read a sample: where its vertices come to lie in the frame, and how well that fits the ground."""

    placement: Placement
    prior: float
    xy: Floats
    fit: Fit
    named: Kept
    zoned: Kept

    @cached_property
    def weight(self) -> float:
        """In nats."""
        return float(np.log(self.prior)) + self.evidence

    @property
    def evidence(self) -> float:
        """In nats, without what is usual or declared."""
        return self.fit.gain + self.named.gain + self.zoned.gain

    def differs_m(self, other: Reading) -> float:
        """How far apart the two put the same vertex, at the median."""
        with np.errstate(invalid="ignore"):
            apart = np.hypot(*(self.xy - other.xy).T)
        return float(np.median(apart[np.isfinite(apart)])) if np.isfinite(apart).any() else np.inf


@dataclass(frozen=True)
class Ground:
    """A layer's sample, what its rows say of where they lie, and the ground to hold it against."""

    sample: Sample
    anchors: Anchors
    said: tuple[Claim, ...]
    zone: tuple[Claim, ...]
    header: Axes | None
    """The order of axes that the file names in words."""

    @classmethod
    def of(cls, layer: Layer, anchors: Anchors) -> Ground:
        """The ground of a layer."""
        sample = Sample.of(layer)
        rows = np.unique(sample.row_of)
        zone = Claim("", anchors.near, tuple(rows.tolist()))
        return cls(sample, anchors, claims(layer.table, anchors.areas, rows), (zone,), layer.axes)

    def read(self, placement: Placement, prior: float) -> Reading:
        """The sample read in a way."""
        xy = self._frame(placement, self.sample.xy)
        fit = Fit.of(xy[self.sample.outline], self.anchors.lines)
        row_of = self.sample.row_of
        return Reading(placement, prior, xy, fit, kept(self.said, xy, row_of), kept(self.zone, xy, row_of))

    def inside_share(self, placement: Placement) -> float:
        """How much of a few vertices lies in or near the zone."""
        xy = self._frame(placement, self.sample.xy[:: max(1, len(self.sample.xy) // _FEW_POINTS)])
        return float(np.mean(shapely.contains_xy(self.anchors.around, xy)))

    def _frame(self, placement: Placement, xy: Floats) -> Floats:
        lonlat = mover(placement.crs, placement.axes, placement.shift)(xy)
        return self.anchors.frame.xy(np.where(np.isfinite(lonlat), lonlat, np.nan))


def declared_name(layer: Layer) -> str | None:
    """The short name of the system that a layer declares; None where it declares none that is understood."""
    if layer.crs is None:
        return None
    try:
        return name_of(layer.crs)
    except UnknownCRS:
        return None


def all_readings(layer: Layer, ground: Ground) -> list[Reading]:
    """Every reading that puts the layer at least partly into the zone, likeliest first; readings that agree are one."""
    if not len(ground.sample.xy):
        return []
    declared = declared_name(layer)
    found: list[Reading] = []
    for crs, axes in _systems(ground, declared):
        prior = _prior(crs, axes, declared, layer.axes)
        for shift, usual in (_SHIFTED_DEGREES if in_degrees(crs) else _SHIFTED_METRES).items():
            found.append(ground.read(Placement(crs, axes, shift), prior * usual))
    found.sort(key=lambda reading: -reading.prior)
    distinct: list[Reading] = []
    for reading in found:
        if all(reading.differs_m(other) > SAME_M for other in distinct):
            distinct.append(reading)
    return sorted(distinct, key=lambda reading: -reading.weight)


def _systems(ground: Ground, declared: str | None) -> list[tuple[str, Axes]]:
    """Systems and orders of axes that put enough into the zone, with the same zones on older datums."""
    x, y = np.median(ground.sample.xy, axis=0)
    tried: list[tuple[str, Axes]] = [] if declared is None else [(declared, "xy"), (declared, "yx")]
    tried += [pair for pair in possible(float(x), float(y)) if pair not in tried]
    shares = {pair: ground.inside_share(Placement(*pair)) for pair in tried}
    most = max(shares.values(), default=0.0)
    if most < _LEAST_INSIDE_SHARE:
        return []
    inside = [pair for pair, share in shares.items() if share >= most / 2]
    return list(dict.fromkeys([*inside, *_older(inside)]))


def _older(inside: list[tuple[str, Axes]]) -> Iterator[tuple[str, Axes]]:
    for crs, axes in inside:
        yield from ((other, axes) for other in siblings(crs))


def _prior(crs: str, axes: Axes, declared: str | None, header: Axes | None) -> float:
    usual = next((share for word, share in _RARER.items() if word in title(crs)[1]), 1.0)
    if declared is not None:
        usual = 1.0 if crs == declared else usual * _CONTRADICTS
    return usual * (_AGAINST_HEADER if header not in (None, axes) else 1.0)
