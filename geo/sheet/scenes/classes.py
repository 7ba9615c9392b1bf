"""Groups by location class; around a park or group that the map is about, everything else is veiled."""

from __future__ import annotations

import numpy as np
import shapely

from geo.crs import Floats
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.members import members
from geo.sheet.scene import Layer, Numbered, Scene, outlines
from geo.sheet.subject import Subject
from geo.sheet.symbols import class_symbols
from geo.sheet.words import clean, shorten

_AROUND_SHARE = 0.12
LONGEST_ENTRY_EM = 26


def by_class(subject: Subject) -> Scene:
    """The scene of layout, park and group maps."""
    plan, row = subject.plan, subject.row
    focus = None if row is None else plan.shapes[row]
    if focus is None:
        shapes = zip(plan.groups, plan.group_shapes, strict=True)
        numbered = tuple(Numbered(g.key, g.name, s) for g, s in shapes if s is not None)
    else:
        numbered = tuple(Numbered(m.key, m.name, m.shape) for m in members(subject) if m.shape is not None)
    bounds = plan.bounds_m if focus is None else around(np.asarray(shapely.bounds(focus)))
    return Scene(bounds, class_layers(subject), numbered, focus, subject.say(_number_word(subject)))


def class_layers(subject: Subject) -> tuple[Layer, ...]:
    """All features, groups by their location class."""
    plan, names = subject.plan, subject.names
    areas = [_kind_layer(subject, kind) for kind in (Kind.RESERVE, Kind.SMALL)]
    of_group = np.array([g.location_class for g in plan.groups], dtype=object)
    there = ~shapely.is_missing(plan.group_shapes)
    classes = class_symbols(subject.book.file.classes.names)
    groups = []
    for name, symbol in classes.items():
        title = shorten(names(clean(name)), LONGEST_ENTRY_EM)
        groups.append(Layer(symbol, plan.group_shapes[there & (of_group == name)], title, names.second(clean(name))))
    other = there & ~np.isin(of_group, list(classes))
    groups.append(
        Layer(symbols.NO_CLASS, plan.group_shapes[other], subject.say("no_class"), subject.second("no_class"))
    )
    return (*areas, *groups, _kind_layer(subject, Kind.PARCEL), *outlines(plan, names))


def _kind_layer(subject: Subject, kind: Kind) -> Layer:
    names, shapes = subject.names, subject.plan.of_kind(kind)
    return Layer(
        symbols.KIND_SYMBOLS[kind.value], shapes, names.say(kind.label), names.second_text(kind.label), late=True
    )


def around(bounds_m: Floats) -> Floats:
    """Bounds with some ground around them."""
    west, south, east, north = bounds_m.tolist()
    margin = _AROUND_SHARE * max(east - west, north - south, 1.0)
    return np.array([west - margin, south - margin, east + margin, north + margin])


def _number_word(subject: Subject) -> str:
    return "number_key" if subject.row is None else "member_key"
