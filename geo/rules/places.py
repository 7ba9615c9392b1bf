"""Named places: a district, or a park, group or zone that is on the map."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely

from geo.rulebook import Rulebook
from geo.rules.subjects import Objects, Subjects

AREA_KINDS: Final = ("park", "group", "zone", "specialty")
_SEPARATOR: Final = re.compile("[;；、]")


def split(text: str) -> list[str]:
    """The names in a property that may hold several, such as `district`."""
    return [name for name in _SEPARATOR.split(text) if name]


def known_as(names: Iterable[str], kind: str, book: Rulebook) -> Objects:
    """Names as the roster of that kind writes them; others stay as they are."""
    roster: Any = {"park": book.parks.by_name, "group": book.groups.by_name}.get(kind, {})
    return np.array([roster[name].name if name in roster else name for name in names], dtype=object)


def ground(kind: str, names: Iterable[str], layout: Subjects, book: Rulebook) -> Any:
    """The union of the named places, in the frame; None when none of them is there."""
    if kind == "district":
        shapes = [book.district_shapes[name] for name in names if name in book.district_shapes]
    else:
        features = layout.of(kind)
        features = features[features.sound]
        wanted = known_as(names, kind, book).astype(str)
        shapes = list(features.geometry[np.isin(known_as(features.text("name"), kind, book).astype(str), wanted)])
    if len(shapes) == 1:
        return shapes[0]
    return shapely.union_all(shapes) if shapes else None
