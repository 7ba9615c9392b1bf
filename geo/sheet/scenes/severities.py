"""What the rules find, coloured by severity over the plan in grey."""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Floats, Geometries
from geo.sheet import symbols
from geo.sheet.found import numbered_findings, weight_of
from geo.sheet.scene import NOTHING, Layer, Numbered, Scene
from geo.sheet.scenes.classes import around
from geo.sheet.scenes.pale import pale_layers
from geo.sheet.subject import Subject

_LEAST_M = 500.0
_WIDE_SHARE = 0.25


def by_severity(subject: Subject) -> Scene:
    """The scene of a map of findings, or of one finding."""
    numbered = numbered_findings(subject)
    places = {key: subject.places(finding) for key, finding in numbered}
    layers = [*pale_layers(subject)]
    for weight, symbol in symbols.SEVERITY_SYMBOLS.items():
        found = [places[key] for key, f in numbered if weight_of(f) == weight and _is_drawn(subject, places[key])]
        layers.append(
            Layer(symbol, np.concatenate(found) if found else NOTHING, subject.say(weight), subject.second(weight))
        )
    keys = tuple(
        Numbered(key, subject.shown(f.subjects[0]) if f.subjects else "", shapely.union_all(places[key]))
        for key, f in numbered
        if _is_drawn(subject, places[key])
    )
    one = subject.finding
    if one is None:
        return Scene(subject.plan.bounds_m, tuple(layers), keys, number_title=subject.say("finding_key"))
    return Scene(_bounds(subject, places[numbered[0][0]]), tuple(layers), number_title="")


def _is_drawn(subject: Subject, places: Geometries) -> bool:
    """A place as wide as the plan says only that there is no place; such a finding is told in the table."""
    west, south, east, north = subject.plan.bounds_m.tolist()
    return bool(len(places)) and shapely.area(places).sum() < _WIDE_SHARE * (east - west) * (north - south)


def _bounds(subject: Subject, places: Geometries) -> Floats:
    """The place of a finding with its surroundings, never so little that nobody knows where it is."""
    if not _is_drawn(subject, places):
        return subject.plan.bounds_m
    west, south, east, north = shapely.total_bounds(places).tolist()
    x, y = (west + east) / 2, (south + north) / 2
    half_x, half_y = max((east - west) / 2, _LEAST_M), max((north - south) / 2, _LEAST_M)
    return around(np.array([x - half_x, y - half_y, x + half_x, y + half_y]))
