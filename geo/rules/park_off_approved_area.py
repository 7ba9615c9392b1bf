"""A park is larger or smaller than approved.

What it checks: the ellipsoidal area of every park of the roster against its approved area.
Why: the total stays at 488 km² only while each park keeps its share.
Example that fails: a park approved for 51.40 km² drawn with 52.60 km².
How to fix: pull the outline back to the approved area, or have the approved area changed first.
"""

import numpy as np

from geo import measure
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How far an area may be off, in m²: approved areas are given to the hectare."""

    tolerance_m2: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Parks off their approved area; one that the roster does not know is another rule's matter."""
    parks = subjects.of("park")
    known = book.parks.by_name
    approved_km2 = {name: park.approved_area_km2 for name, park in known.items()}
    names = parks.text("name")
    wanted = np.array([approved_km2.get(name, np.nan) for name in names], dtype=np.float64) * measure.M2_PER_KM2
    off = parks.area_m2 - wanted
    wrong = np.abs(off) > params.tolerance_m2
    found = parks[wrong]
    return found.findings(
        measured=[measure.km2(area) for area in found.area_m2],
        required=[measure.km2(area) for area in wanted[wrong]],
        tolerance=measure.km2(params.tolerance_m2),
        values=lambda row: {"off": off[wrong][row] / measure.M2_PER_KM2},
    )


RULE = Rule(
    code="ARE003",
    name="park-off-approved-area",
    title=Text("分园面积须等于批准面积", "A park must keep its approved area"),
    message=Text(
        "“{name}”面积 {measured:.4f} 平方公里，批准面积为 {required:.2f}，相差 {off:+.4f}",
        "{name} measures {measured:.4f} km², approved are {required:.2f}: {off:+.4f}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"park"}),
    check=check,
    params=Params,
    unit="km2",
)
