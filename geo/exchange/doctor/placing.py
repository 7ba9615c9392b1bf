"""Where a layer lies: its coordinate system, order of axes and shift, guessed together and with how sure that is.

Every way to read the coordinates that the numbers allow, the declared one among them, is held against the ground:
outlines that are known (districts, layouts of the plan), and areas that rows name. What the file says is tested, not
believed; what cannot be told apart is said to be so, and never sure.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import numpy as np

from geo.crs import accuracy_m, in_degrees
from geo.exchange.doctor import placing_words as words
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.exchange.doctor.readings import Ground, Reading, all_readings, declared_name
from geo.exchange.intake.decisions import Placement
from geo.exchange.source import Layer

_LIKELY: Final = 0.85
_DOUBTED: Final = 0.6
_LOST: Final = 0.05
_MOST_CANDIDATES: Final = 5
_LEAST_GAIN: Final = 8.0
_LEAST_MATCHED: Final = 3.0
_LEAST_SHARE: Final = 0.2
_LEAST_TURNS: Final = 0.03
_LEAST_MARGIN: Final = 3.0
_MOST_NOISE_M: Final = 5.0
_MOST_MOVED_M: Final = 1.0
_APART_M: Final = 1.0
_MIXED_SHARE: Final = 0.15
_DEGREES: Final = "EPSG:4490"


def placement_proposal(layer: Layer, anchors: Anchors) -> Proposal:
    """The question where a layer lies, with its candidates."""
    candidates = placements(layer, anchors)
    best = Placement(**candidates[0].value)
    declared = declared_name(layer)
    return Proposal(
        About.PLACEMENT,
        words.TITLE,
        candidates,
        layer=layer.name,
        converts=_converts(best, declared),
        declared=best == Placement(declared or "") and candidates[0].confidence > _DOUBTED,
    )


def placements(layer: Layer, anchors: Anchors) -> tuple[Candidate, ...]:
    """Where a layer may lie, best first, never none; values are those of `Placement`.

    A confidence of `SURE` needs vertices that lie on known outlines, in this reading alone.
    """
    ground = Ground.of(layer, anchors)
    readings = all_readings(layer, ground)
    declared = declared_name(layer)
    if not readings:
        return (_lost(declared, ground),)
    weights = np.array([reading.weight for reading in readings])
    chances = np.exp(weights - weights.max())
    chances /= chances.sum()
    best = readings[0]
    doubt = _doubt(best, readings[1:])
    cap = {None: 1.0, "mixed": _DOUBTED}.get(doubt, _LIKELY)
    return tuple(
        Candidate(
            asdict(reading.placement),
            words.name(reading.placement),
            min(float(chance), cap),
            words.evidence(reading, readings, ground, declared, doubt if reading is best else None),
        )
        for reading, chance in zip(readings[:_MOST_CANDIDATES], chances, strict=False)
    )


def _doubt(best: Reading, others: list[Reading]) -> words.Doubt | None:
    """Why the best reading cannot be sure, however much likelier it is; None where it can."""
    fit = best.fit
    if any(_part_fits(best, other) for other in others):
        return "mixed"
    if fit.gain < _LEAST_GAIN or fit.matched < _LEAST_MATCHED:
        return "no-lines"
    if fit.share < _LEAST_SHARE or fit.turns < _LEAST_TURNS:
        return "few-lines"
    if fit.noise_m > _MOST_NOISE_M:
        return "rough"
    if np.hypot(*fit.moved) > _MOST_MOVED_M:
        return "moved"
    if any(best.evidence - other.evidence < _LEAST_MARGIN and best.differs_m(other) > _APART_M for other in others):
        return "too-near"
    return None


def _part_fits(best: Reading, other: Reading) -> bool:
    """Whether another reading fits a good part of what the best one does not."""
    if other.fit.gain < _LEAST_GAIN or other.fit.share < _LEAST_SHARE / 2:
        return False
    gained = float(((1 - best.fit.on) * other.fit.on).sum())
    return gained >= max(_LEAST_MATCHED, _MIXED_SHARE * other.fit.points)


def _converts(best: Placement, declared: str | None) -> bool:
    """Whether coordinates change in a way that the file does not say, or that cannot be done exactly."""
    if best.axes != "xy" or best.shift != "none" or accuracy_m(best.crs) is None:
        return True
    return not in_degrees(best.crs) if declared is None else best.crs != declared


def _lost(declared: str | None, ground: Ground) -> Candidate:
    placement = Placement(declared or _DEGREES)
    return Candidate(asdict(placement), words.name(placement), _LOST, words.lost(ground, declared))
