"""The parks together are not the size that the zone is approved for.

What it checks: the sum of all parks' ellipsoidal areas against the approved total.
Why: the plan keeps the zone at 488 km² (保持488平方公里总体规模不变); more here must be less elsewhere.
Example that fails: parks that add up to 489.2 km².
How to fix: take the surplus off the park that grew, or give the missing land back.
"""

import numpy as np
import shapely

from geo import measure
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Parts, Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The approved total and how far rounding of the approved areas may carry it off, both in m²."""

    total_area_m2: float
    tolerance_m2: float


def parts(subjects: Subjects, params: Params, book: Rulebook) -> Parts:
    """Each park's area in whole mm²."""
    parks = subjects.of("park")
    return Parts(parks.ids, measure.whole_mm2(parks.area_m2), shapely.bounds(parks.geometry))


def fold(parts: Parts, params: Params, book: Rulebook) -> list[Draft]:
    """One finding when the sum is off."""
    total_m2 = int(parts.values.sum()) / measure.MM2_PER_M2
    if not len(parts.ids) or abs(total_m2 - params.total_area_m2) <= params.tolerance_m2:
        return []
    low, high = parts.boxes[:, :2].min(axis=0), parts.boxes[:, 2:].max(axis=0)
    measured = measure.km2(total_m2)
    required = measure.km2(params.total_area_m2)
    return [
        Draft(
            subjects=(),
            evidence=shapely.box(*np.concatenate([low, high])),
            measured=measured,
            required=required,
            tolerance=measure.km2(params.tolerance_m2),
            values={"off": measured - required},
        )
    ]


RULE = Rule(
    code="ARE001",
    name="zone-total-area",
    title=Text("分园面积之和须等于批准总规模", "The parks must add up to the approved total"),
    message=Text(
        "分园面积之和为 {measured:.2f} 平方公里，批准总规模为 {required:.2f}，相差 {off:+.2f}",
        "the parks add up to {measured:.2f} km², the approved total is {required:.2f}: {off:+.2f}",
    ),
    scope=Scope.SUM,
    reads=frozenset({"park"}),
    parts=parts,
    fold=fold,
    params=Params,
    unit="km2",
    needs=frozenset({"park"}),
)
