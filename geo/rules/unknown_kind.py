"""A feature is of no known kind.

What it checks: the property `kind` of every feature.
Why: rules, legend and store know a closed set of kinds; a feature of another kind would be silently left
out.
Example that fails: a feature with kind "plot", or with none.
How to fix: give it one of park, group, reserve, small, zone, specialty, parcel, site.
"""

import numpy as np

from geo.model import Kind, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Features whose kind is not in `Kind`."""
    kinds = subjects.text("kind")
    strange = subjects[~np.isin(kinds.astype(str), list(Kind))]
    return strange.findings(values=lambda row: {"kind": strange.text("kind")[row]})


RULE = Rule(
    code="ATT001",
    name="unknown-kind",
    title=Text("要素类型须为已知类型", "A feature must be of a known kind"),
    message=Text("“{name}”的类型“{kind}”不在已知类型之内", "{name} is of the unknown kind “{kind}”"),
    scope=Scope.EACH,
    reads=frozenset(),
    check=check,
    geometry=False,
    judges=frozenset({"kind"}),
)
