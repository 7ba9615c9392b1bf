"""Names on the map against names in the roster: which are known, which are meant, which are missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rulebook import Rulebook
from geo.rulebook.roster import Member, Roster, closest
from geo.rules.base import RuleParams
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


class Count(RuleParams):
    """How many there must be."""

    count: int


class Likeness(RuleParams):
    """How alike (0 to 1) an unknown name must be to stand for a missing one."""

    similar_share: float


@dataclass(frozen=True)
class Match:
    """`member[row]` is the roster's member of that name or None; `meant` the one that an unknown name is like."""

    member: list[Member | None]
    meant: dict[int, Member]
    missing: list[Member]


def match(subjects: Subjects, roster: Roster[Member], similar_share: float) -> Match:
    """Match features with the roster by name and alias; a member that an unknown name is like is not missing."""
    found: list[Member | None] = [roster.by_name.get(name) for name in subjects.text("name")]
    present = {m.id for m in found if m is not None}
    absent = [m for m in roster.members if m.id not in present]
    meant = {}
    for row, member in enumerate(found):
        if member is None and (like := closest(subjects.label(row), absent, similar_share)):
            meant[row] = like
    spoken_for = {m.id for m in meant.values()}
    return Match(found, meant, [m for m in absent if m.id not in spoken_for])


def places(members: list[Member], book: Rulebook) -> Geometries:
    """Where the roster says that members are, as points in the frame."""
    lonlat = np.array([(m.lon, m.lat) for m in members], dtype=np.float64).reshape(-1, 2)
    return np.asarray(shapely.points(book.frame.xy(lonlat)))


def miscounted(features: Subjects, kind: str, params: Count, book: Rulebook) -> list[Draft]:
    """One finding when the number of different names is off; aliases of one member count once."""
    different = set(known_as(features.text("name"), kind, book))
    if len(different) == params.count:
        return []
    return [Draft(subjects=(), evidence=None, measured=len(different), required=params.count)]


def missing(features: Subjects, roster: Roster[Member], params: Likeness, book: Rulebook) -> list[Draft]:
    """One finding per member that no feature is or is meant to be, at the place that the roster gives."""
    members = match(features, roster, params.similar_share).missing
    return [
        Draft(subjects=(member.name,), evidence=place, values={"name": member.name})
        for member, place in zip(members, places(members, book), strict=True)
    ]


def unknown(features: Subjects, roster: Roster[Member], params: Likeness) -> list[Draft]:
    """One finding per unknown name, with the missing name that is most like it."""
    matched = match(features, roster, params.similar_share)
    rows = [row for row, member in enumerate(matched.member) if member is None]
    hints = [matched.meant.get(row) for row in rows]
    return features[rows].findings(
        values=lambda row: {
            "hint_zh": f"，是否应为“{hint.name}”" if (hint := hints[row]) else "",
            "hint_en": f"; is {hint.name} meant?" if (hint := hints[row]) else "",
        }
    )
