"""Two areas that must be apart overlap.

What it checks: that the interiors of any two features of one coverage (parks; groups with reserve and small
areas; zones) have nothing in common beyond the tolerance. One area inside another, or twice the same,
counts.
Why: a piece of land belongs to one park and to one space class (产业发展空间分为三类).
Example that fails: a reserve area that runs 80 m into a development group.
How to fix: take the overlapping strip away from one of the two.
"""

import numpy as np
import shapely

from geo import measure
from geo.model import Text
from geo.parallel import split
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import polygons_only
from geo.rules.overlapping import overlapping
from geo.rules.pairs import pair_findings, rows_of
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which kinds must be apart from each other, and the common area in m² that is still noise."""

    coverages: tuple[tuple[str, ...], ...]
    tolerance_m2: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Pairs that share more than the tolerance, owned by the one whose id sorts first."""
    drafts = []
    for kinds in params.coverages:
        near = around.of(*kinds)
        if len(near) < 2:
            continue
        first, second = overlapping(near.geometry, near.tree, near.border)
        common = split(shapely.intersection, near.geometry[first], near.geometry[second])
        shared_m2 = measure.area_m2(common)
        found = (shared_m2 > params.tolerance_m2) & np.isin(first, rows_of(owned.of(*kinds), near))
        drafts += pair_findings(
            near,
            first[found],
            second[found],
            evidence=polygons_only(common[found]),
            measured=shared_m2[found],
            required=0.0,
            tolerance=params.tolerance_m2,
        )
    return drafts


RULE = Rule(
    code="GEO002",
    name="overlap",
    title=Text("同层地块不得重叠", "Areas of one layer must not overlap"),
    message=Text("“{name}”与“{other}”重叠 {measured:,.0f} 平方米", "{name} and {other} overlap by {measured:,.0f} m²"),
    scope=Scope.NEAR,
    reads=frozenset({"park", "group", "reserve", "small", "zone", "parcel"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    layers=lambda params: params.coverages,
    unit="m2",
    fixes=("remove-overlap:{subject}", "weld-borders"),
)
