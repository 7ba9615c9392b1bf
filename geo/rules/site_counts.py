"""Counting sites of a class in the areas where a document wants them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rulebook.sites import SiteKind
from geo.rules.places import ground, known_as
from geo.rules.subjects import Draft, Subjects

MESSAGE = Text(
    "{area}有 {measured:.0f} 处{kind}，应有 {required:.0f} 处以上（{row}）",
    "{area} has {measured:.0f} of {kind}; wanted are {required:.0f} or more ({row})",
)
CANNOT_TELL = Text("图上没有{area}，无法判断其中的{kind}", "{area} is not on the map, so {kind} there cannot be told")


def classes(book: Rulebook, strength: str) -> list[str]:
    """The classes of site that are counted."""
    return [name for kind in book.site_kinds if kind.strength == strength for name in kind.classes]


def too_few(layout: Subjects, book: Rulebook, strength: str) -> list[Draft]:
    """One finding per kind of site and area that has too few, at the area's box.

    Without any site nothing can be told.
    """
    wanted = [kind for kind in book.site_kinds if kind.strength == strength]
    sites = layout.of("site")
    if wanted and not len(sites):
        return [Draft.lacking(["site"], ["/".join(kind.classes) for kind in wanted])]
    place_of = cache(lambda kind, area: _place(kind, area.split("|"), layout, book) if area else book.extent)
    return [
        draft
        for kind in wanted
        for area in _areas(kind, layout)
        for draft in _count(kind, area, sites, place_of(kind.area_kind, area))
    ]


def _areas(kind: SiteKind, layout: Subjects) -> list[str]:
    if kind.areas == ("*",):
        features = layout.of(kind.area_kind)
        return sorted({features.label(row) for row in range(len(features))})
    return list(kind.areas) or [""]


def _count(kind: SiteKind, area: str, sites: Subjects, place: Any) -> list[Draft]:
    fits = sites.where("class", kind.classes)
    told = {"area": area.replace("|", "、") or "—", "kind": "/".join(kind.classes), "row": kind.row}
    subjects = tuple(part for part in (kind.classes[0], area, kind.row) if part)
    if place is None:
        return [Draft(subjects, None, values=told, status=Status.CANNOT_TELL)]
    if area:
        fits = fits[shapely.intersects(fits.geometry, place)]
    count = len(fits)
    if count >= kind.least:
        return []
    return [Draft(subjects, shapely.envelope(place), float(count), float(kind.least), values=told)]


def _place(kind: str, names: list[str], layout: Subjects, book: Rulebook) -> Any:
    """As `ground`; a feature without a name goes by its id."""
    if kind == "district":
        return ground(kind, names, layout, book)
    features = layout.of(kind)
    labels = known_as([features.label(row) for row in range(len(features))], kind, book).astype(str)
    found = features.geometry[np.isin(labels, known_as(names, kind, book).astype(str))]
    return shapely.union_all(found) if len(found) else None
