"""A group lies on land that the statutory plans do not give to research or industry.

What it checks: the share of every group that lies on parcels of the classes given. Where the layout has no such parcel,
the layer of the district plans is missing and nothing can be told.
Why: the plan keeps in step with the plans of 三城一区, district plans and regulatory plans (多规合一).
Example that fails: a group of which only a fifth is planned for research or industry.
How to fix: move the group onto the planned land, or have the district plan changed first.
"""

from geo import measure
from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import shared
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The classes of planned land, and the least share (0 to 1) of a group on it."""

    classes: tuple[str, ...]
    min_share: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups with too little planned land, or the verdict that its layer is missing."""
    land, groups = layout.of("parcel").where("class", params.classes), layout.of("group")
    if not len(land):
        return [Draft(params.classes, None, values={"classes": "、".join(params.classes)}, status=Status.CANNOT_TELL)]
    share = measure.area_m2(shared(groups, land)) / groups.area_m2
    found = share < params.min_share
    return groups[found].findings(measured=share[found], required=params.min_share)


RULE = Rule(
    code="LOC004",
    name="off-planned-land",
    title=Text("组团宜与分区规划的用地衔接", "A group should lie on land that the district plans give it"),
    message=Text(
        "“{name}”只有 {measured:.0%} 位于规划科研和产业用地，宜不低于 {required:.0%}",
        "only {measured:.0%} of {name} is planned for research or industry; wanted are {required:.0%}",
    ),
    cannot_tell=Text(
        "布局中没有分区规划图层（class 为 {classes} 的地块），无法核对衔接",
        "the layout has no layer of the district plans (parcels of the class {classes}) to compare with",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "parcel"}),
    check=check,
    params=Params,
    needs=frozenset({"group"}),
    asks=lambda params, book: [Words("class", params.classes, "parcel")],
)
