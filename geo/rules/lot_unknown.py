"""A specialised park belongs to none of the lots by which they are promoted.

What it checks: that the property `lot` of every 特色园 is one of those that the rulebook lists.
Why: specialised parks go forward in four lots: newly built, transformed, raised, or cleared away.
Example that fails: a specialised park with lot 待定, or with none.
How to fix: assign the specialised park to its lot.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Filled, Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The lots that there are."""

    lots: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks of no known lot."""
    here = subjects.of("specialty")
    strange = here[~np.isin(here.text("lot").astype(str), params.lots)]
    return strange.findings(values=lambda row: {"lot": strange.text("lot")[row] or "—"})


RULE = Rule(
    code="SPE009",
    name="lot-unknown",
    title=Text("特色园须属四个批次之一", "A specialised park must belong to one of the four lots"),
    message=Text("“{name}”的批次“{lot}”不在四类之内", "{name} has the lot {lot}, which is none of the four"),
    scope=Scope.EACH,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    needs=frozenset({"specialty"}),
    geometry=False,
    judges=frozenset({"lot"}),
    asks=lambda params, book: [Filled("specialty", "lot"), Words("lot", params.lots, "specialty", closed=True)],
)
