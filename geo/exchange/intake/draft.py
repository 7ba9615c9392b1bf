"""What becomes of a file once it is decided how to read it: a layout, and a quarantine of what cannot enter it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely

from geo.model import Layout, Text


@dataclass(frozen=True)
class Quarantined:
    """A feature that cannot enter the layout: from which row of which layer (from 0), and why.

    `code` is one of those of `inspection.Fault`. `properties` are what could be read, in a layout's names, and the
    file's other columns as they are; all are JSON. `geometry` is what could be read of it, in EPSG:4490 degrees,
    however wrong; None where there is none. `at` is where it is broken (lon, lat), where that is known.
    """

    layer: str
    row: int
    id: str | None
    code: str
    reason: Text
    properties: Mapping[str, Any]
    geometry: shapely.Geometry | None = None
    at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Origin:
    """Where a feature of a draft comes from: layer and row (from 0).

    `made`: its id was made of these, so that it says nothing about which feature it is.
    """

    layer: str
    row: int
    made: bool = False


@dataclass(frozen=True)
class Draft:
    """A file as it would enter the store. `mended` are the ids of features whose outlines were repaired.

    `origins` are by the id of a feature. `given` are, by layer, the properties that the layer has a column for: about
    the others it says nothing. Both are empty where a draft was not made from a file: then everything is given.
    """

    layout: Layout
    quarantine: tuple[Quarantined, ...] = ()
    mended: tuple[str, ...] = ()
    remarks: tuple[Text, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
