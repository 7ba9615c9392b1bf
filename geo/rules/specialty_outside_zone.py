"""Part of a specialised park lies outside the parks of the zone.

What it checks: the part of each 特色园, all its sites together, that no park covers.
Why: a specialised park is a carrier inside a certain spatial range, and may open further sites only inside
the zone.
Example that fails: a specialised park with one of its two sites beyond the border of its park.
How to fix: pull the outline back into the park, or take the outside site off.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import beyond, uncovered
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How much area outside in m² is noise."""

    tolerance_m2: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks with land outside every park."""
    here = owned.of("specialty")
    return beyond(here, uncovered(here, around.of("park")), params.tolerance_m2)


RULE = Rule(
    code="SPE001",
    name="specialty-outside-zone",
    title=Text("特色园须位于示范区内", "A specialised park must lie inside the zone"),
    message=Text("“{name}”有 {measured:,.0f} 平方米在各分园之外", "{name} has {measured:,.0f} m² outside every park"),
    scope=Scope.NEAR,
    reads=frozenset({"specialty", "park"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    unit="m2",
    needs=frozenset({"park", "specialty"}),
)
