"""Part of a park belongs to none of the space classes.

What it checks: the part of each park that groups, reserve areas and small areas together leave uncovered.
Why: industry space is divided into these three classes, so every piece of a park has one.
Example that fails: a park of 5.08 km² whose group and reserve area cover 5.00 km².
How to fix: extend a neighbour over the uncovered piece, or draw it as a reserve or small area.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import beyond, uncovered
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How much uncovered area in m² is noise."""

    tolerance_m2: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Parks with uncovered land."""
    parks, spaces = owned.of("park"), around.of(*book.file.spaces.kinds)
    return beyond(parks, uncovered(parks, spaces), params.tolerance_m2)


RULE = Rule(
    code="CLS001",
    name="class-gap",
    title=Text("三类空间须铺满分园", "The space classes must cover their park"),
    message=Text(
        "“{name}”有 {measured:,.0f} 平方米不属于三类空间中的任何一类",
        "{measured:,.0f} m² of {name} belong to none of the three space classes",
    ),
    scope=Scope.NEAR,
    reads=frozenset({"park", "group", "reserve", "small"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    unit="m2",
    needs=frozenset({"park", "group"}),
    fixes=("close-gap",),
)
