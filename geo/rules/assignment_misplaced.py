"""A feature of an assigned industry lies outside the towns that the industry is assigned to.

What it checks: for parcels, specialised parks and groups of the listed park whose tags include assigned
industries, how much of the feature lies in the zones of any of these industries, as a share of the smaller of
feature and zones.
Why: the action plan gives each industry its towns, so that clusters form instead of scattering.
Example that fails: a parcel for 生物农业 in the finance district.
How to fix: move it to a zone of its industry, or change its tag.
"""

from collections.abc import Iterable

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Objects, Subjects
from geo.rules.tags import tags_of


class Params(RuleParams):
    """Tags to zones, the park that the assignment binds, and the least share inside."""

    park: str
    zones: dict[str, tuple[str, ...]]
    least_share: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features of an assigned industry with too small a share in its zones."""
    here = owned.of("parcel", "specialty", "group")
    here = here[known_as(here.text("park"), "park", book) == params.park]
    zones = around.of("zone")
    wanted = [_zones(tags_of(here, row), params) for row in range(len(here))]
    share = np.array([_share(here, row, zones, names) for row, names in enumerate(wanted)], dtype=np.float64)
    found = np.flatnonzero(share < params.least_share)
    return here[found].findings(
        measured=share[found],
        required=params.least_share,
        values=lambda row: {"zones": "、".join(wanted[found[row]])},
    )


def _zones(tags: Iterable[str], params: Params) -> list[str]:
    return list(dict.fromkeys(zone for tag in tags for zone in params.zones.get(tag, ())))


def _share(here: Subjects, row: int, zones: Subjects, names: list[str]) -> float:
    """1 where nothing is assigned; 0 where no zone of the names is near."""
    if not names:
        return 1.0
    near: Objects = zones.where("name", names).geometry
    near = near[shapely.intersects(near, here.geometry[row])]
    smaller_m2 = np.minimum(shapely.area(near), shapely.area(here.geometry[row]))
    inside_m2 = shapely.area(shapely.intersection(near, here.geometry[row]))
    return float(np.max(inside_m2 / smaller_m2, initial=0.0))


RULE = Rule(
    code="TZH001",
    name="assignment-misplaced",
    title=Text("产业须布局在其对应的乡镇和片区", "An industry must lie in the towns it is assigned to"),
    message=Text(
        "“{name}”应位于{zones}，只有 {measured:.0%} 重合",
        "{name} should lie in {zones}, but shares only {measured:.0%}",
    ),
    scope=Scope.NEAR,
    reads=frozenset({"group", "parcel", "specialty", "zone"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    needs=frozenset({"zone"}),
    judges=frozenset({"industries"}),
)
