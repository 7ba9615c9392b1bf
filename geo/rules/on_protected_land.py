"""A group lies on land that the master plan keeps free.

What it checks: the part of every group, reserve and small area that lies on parcels of a protected class. Where the
layout has no parcel of such a class, the layer is missing and nothing can be told.
Why: a group complies with the city's master plan, which draws an ecological red line and protects farmland.
Example that fails: a group of which 3 ha lie on a parcel of the class 永久基本农田.
How to fix: pull the outline back from the protected land.
"""

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import beyond, shared
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which kinds comply, which classes of land are protected, how much of it in m² is noise."""

    kinds: tuple[str, ...]
    classes: tuple[str, ...]
    tolerance_m2: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features on protected land, or the verdict that its layer is missing."""
    land = layout.of("parcel").where("class", params.classes)
    if not len(land):
        return [Draft(params.classes, None, values={"classes": "、".join(params.classes)}, status=Status.CANNOT_TELL)]
    here = layout.of(*params.kinds)
    return beyond(here, shared(here, land), params.tolerance_m2)


RULE = Rule(
    code="LOC003",
    name="on-protected-land",
    title=Text("组团不得占用总体规划保护的土地", "A group must keep off land that the master plan protects"),
    message=Text("“{name}”占用保护用地 {measured:,.0f} 平方米", "{name} takes {measured:,.0f} m² of protected land"),
    cannot_tell=Text(
        "布局中没有保护用地图层（class 为 {classes} 的地块），无法核对总体规划",
        "the layout has no layer of protected land (parcels of the class {classes}) to compare with the master plan",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "reserve", "small", "parcel"}),
    check=check,
    params=Params,
    unit="m2",
    needs=frozenset({"group"}),
    asks=lambda params, book: [Words("class", params.classes, "parcel")],
)
