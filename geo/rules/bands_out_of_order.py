"""Bands of a district do not follow each other from west to east.

What it checks: the centroids of the bands that the rulebook lists from west to east, each against the next.
Why: the plan names its bands by where they lie: waterside west, plain in the middle, mountains in the east.
Example that fails: the western and the middle band with their names swapped.
How to fix: give each band the name of its side, or redraw the band that lies on the wrong one.
"""

from itertools import pairwise

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The bands' names from west to east, and how far (m) a centroid must lie east of the one before."""

    bands: tuple[str, ...]
    least_step_m: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per pair of neighbours in the wrong order; a band that is not there is passed over."""
    zones = layout.of("zone")
    names = zones.text("name")
    rows = [int(row) for band in params.bands for row in np.flatnonzero(names == band)[:1]]
    east_m = shapely.get_x(shapely.centroid(zones.geometry))
    return [
        Draft(
            subjects=(zones.ids[b], zones.ids[a]),
            evidence=zones.geometry[b],
            measured=east_m[b] - east_m[a],
            required=params.least_step_m,
            values={"name": names[b], "other": names[a]},
        )
        for a, b in pairwise(rows)
        if east_m[b] - east_m[a] < params.least_step_m
    ]


RULE = Rule(
    code="YNQ001",
    name="bands-out-of-order",
    title=Text("功能带须自西向东依次排列", "Bands must follow each other from west to east"),
    message=Text(
        "“{name}”应在“{other}”以东，实际偏移 {measured:,.0f} 米",
        "{name} should lie east of {other}; it is off by {measured:,.0f} m",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"zone"}),
)
