"""A specialised park for frontier technology lies away from universities and institutes.

What it checks: the shortest distance in m from each 特色园 that carries a frontier tag to a site whose class
the rulebook lists.
Why: frontier fields are placed where universities and institutes stand close together.
Example that fails: a specialised park for 智能网联汽车与智能出行 8 km from the nearest campus.
How to fix: move it closer, or record the institute that it works with as a site.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules import nearest
from geo.rules.asks import Words
from geo.rules.base import Rule, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tags_of


class Params(nearest.Params):
    """The frontier tags, besides the classes of site and the greatest distance in m."""

    frontier: tuple[str, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Frontier specialised parks that are too far from the nearest one."""
    here = layout.of("specialty")
    frontier = [not set(params.frontier).isdisjoint(tags_of(here, row)) for row in range(len(here))]
    return nearest.too_far(here[frontier], layout, params)


RULE = Rule(
    code="SPE014",
    name="frontier-far-from-campus",
    title=Text("前沿领域特色园应靠近高校院所", "A frontier park should be near universities and institutes"),
    message=nearest.MESSAGE,
    cannot_tell=nearest.CANNOT_TELL,
    scope=Scope.WHOLE,
    reads=frozenset({"specialty", "site"}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"specialty"}),
    judges=frozenset({"industries"}),
    asks=lambda params, book: [Words("class", params.classes, "site")],
)
