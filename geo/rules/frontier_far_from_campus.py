"""A specialised park for frontier technology lies away from universities and institutes.

What it checks: the shortest distance in m from each 特色园 that carries a frontier tag to a site whose class
the rulebook lists.
Why: frontier fields are placed where universities and institutes stand close together.
Example that fails: a specialised park for 智能网联汽车与智能出行 8 km from the nearest campus.
How to fix: move it closer, or record the institute that it works with as a site.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.nearest import CANNOT_TELL, MESSAGE, too_far
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tags_of


class Params(RuleParams):
    """The frontier tags, the classes of site that will do, and the greatest distance in m."""

    frontier: tuple[str, ...]
    classes: tuple[str, ...]
    max_distance_m: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Frontier specialised parks that are too far from the nearest one."""
    here = layout.of("specialty")
    frontier = [not set(params.frontier).isdisjoint(tags_of(here, row)) for row in range(len(here))]
    return too_far(here[np.array(frontier, dtype=np.bool_)], layout, params.classes, params.max_distance_m)


RULE = Rule(
    code="SPE014",
    name="frontier-far-from-campus",
    title=Text("前沿领域特色园应靠近高校院所", "A frontier park should be near universities and institutes"),
    message=MESSAGE,
    cannot_tell=CANNOT_TELL,
    scope=Scope.WHOLE,
    reads=frozenset({"specialty", "site"}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"specialty"}),
)
