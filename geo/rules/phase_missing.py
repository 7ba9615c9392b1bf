"""Some features say when they are to be built, this one does not.

What it checks: the property `phase` of the kinds given. Where no feature of these kinds has one, the layout does not
record phases and nothing can be told.
Why: groups are built in a sequence that is kept in hand (合理把控建设时序), and space classes are adjusted over time.
Example that fails: a group without a phase in a layout whose other groups have one.
How to fix: give the feature the horizon by which it is to be built.
"""

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import Filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects, listed


class Params(RuleParams):
    """Which kinds are built in phases."""

    kinds: tuple[str, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features without a phase, or the verdict that none has any."""
    here = layout.of(*params.kinds)
    bare = [not phase for phase in here.text("phase")]
    if all(bare):
        told = {"kinds_zh": listed(params.kinds, "zh"), "kinds_en": listed(params.kinds, "en")}
        return [Draft(("phase",), None, values=told, status=Status.CANNOT_TELL)]
    return here[bare].findings()


RULE = Rule(
    code="ATT004",
    name="phase-missing",
    title=Text("组团宜写明建设时序", "A group should say when it is to be built"),
    message=Text("“{name}”没有填写建设时序", "{name} has no phase"),
    cannot_tell=Text(
        "布局没有记录建设时序：没有一个{kinds_zh}填写了时序",
        "the layout records no phases: no feature of the kind {kinds_en} has one",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "reserve", "small"}),
    check=check,
    params=Params,
    needs=frozenset({"group"}),
    geometry=False,
    asks=lambda params, book: [Filled(kind, "phase") for kind in params.kinds],
)
