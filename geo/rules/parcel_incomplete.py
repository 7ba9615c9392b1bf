"""A parcel lacks a property that tells how its land is dealt with.

What it checks: that the properties named in the rulebook are filled in for every parcel.
Why: renewal of old plants and vacated space, and the land and siting of key projects, can only be followed
when each parcel says which lot and which phase it belongs to.
Example that fails: a parcel without a lot.
How to fix: fill in the missing properties.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The text properties that must be filled in."""

    properties: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per parcel, naming everything that it lacks."""
    here = subjects.of("parcel")
    lacks = np.stack([here.text(name) == "" for name in params.properties], axis=1)
    found = np.flatnonzero(lacks.any(axis=1))
    names = np.array(params.properties)
    return here[found].findings(values=lambda row: {"missing": ", ".join(names[lacks[found[row]]])})


RULE = Rule(
    code="SIT007",
    name="parcel-incomplete",
    title=Text("地块的批次和阶段应填写", "A parcel should say its lot and phase"),
    message=Text("“{name}”没有填写：{missing}", "{name} lacks {missing}"),
    scope=Scope.EACH,
    reads=frozenset({"parcel"}),
    check=check,
    params=Params,
    needs=frozenset({"parcel"}),
    geometry=False,
    asks=lambda params, book: filled({"parcel": params.properties}),
)
