"""A zone that the action plans describe is not on the map.

What it checks: that every zone of the rulebook's list occurs by its name.
Why: assignments of industries to towns, and of functions to bands, can only be followed on a map that shows
them.
Example that fails: a layout with zones, but without 漷县镇.
How to fix: draw the zone, or give it the name of the list.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Zone to its district."""

    zones: dict[str, str]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per missing zone, at its district."""
    present = set(layout.of("zone").text("name"))
    return [
        Draft((zone,), book.district_shapes[district], values={"name": zone, "district": district})
        for zone, district in params.zones.items()
        if zone not in present
    ]


RULE = Rule(
    code="TZH002",
    name="zone-missing",
    title=Text("文件划定的片区须落图", "Every zone of the action plans must be on the map"),
    message=Text("{district}缺少片区“{name}”", "the zone {name} of {district} is missing"),
    scope=Scope.WHOLE,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    needs=frozenset({"zone"}),
    geometry=False,
)
