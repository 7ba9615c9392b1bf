"""Which park a feature belongs to, and which industries a park's features have together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.rulebook import Rulebook
from geo.rules.places import known_as
from geo.rules.subjects import Objects, Subjects


def homes(subjects: Subjects, book: Rulebook) -> Objects:
    """Every feature's park as the roster writes it: a park's own name, otherwise the property `park`."""
    own = np.where(subjects.text("kind") == "park", subjects.text("name"), subjects.text("park"))
    return known_as(own, "park", book)


def industries_of_parks(subjects: Subjects, book: Rulebook, kinds: Sequence[str]) -> dict[str, list[str]]:
    """The industries of each park's features of these kinds, each once; a park whose features have none is left out."""
    members = subjects.of(*kinds)
    home = homes(members, book)
    found: dict[str, list[str]] = {}
    for row, tag in zip(*members.flat("industries"), strict=True):
        tags = found.setdefault(str(home[row]), [])
        if tag not in tags:
            tags.append(tag)
    return found
