"""A property that the plan's rules read is not filled in.

What it checks: for every kind, the properties that the rulebook requires of it.
Why: a group is defined by its park, its location class and its industries; without them most rules about it are
silent, and a silent rule looks like a passed one.
Example that fails: a group without industries.
How to fix: fill in the property.
"""

import numpy as np

from geo.model import LIST_COLUMNS, Text
from geo.rulebook import Rulebook
from geo.rules.asks import filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Bools, Draft, Subjects


class Params(RuleParams):
    """Properties by kind."""

    required: dict[str, tuple[str, ...]]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming all that is missing."""
    drafts = []
    for kind, properties in params.required.items():
        here = subjects.of(kind)
        bare = np.array([empty(here, name) for name in properties]).reshape(len(properties), len(here))
        found = np.flatnonzero(bare.any(axis=0))
        lacks = ["、".join(np.array(properties)[bare[:, row]]) for row in found]
        drafts += here[found].findings(values=lambda row, lacks=lacks: {"missing": lacks[row]})  # type: ignore[misc]
    return drafts


def empty(subjects: Subjects, name: str) -> Bools:
    """Which features have nothing in that property."""
    if name in LIST_COLUMNS:
        return ~np.isin(np.arange(len(subjects)), subjects.flat(name)[0])
    return ~subjects.text(name).astype(np.bool_)


RULE = Rule(
    code="ATT003",
    name="property-missing",
    title=Text("规则所依据的属性须填写", "Properties that the rules read must be filled in"),
    message=Text("“{name}”缺少属性：{missing}", "{name} lacks the properties {missing}"),
    scope=Scope.EACH,
    reads=frozenset({"park", "group", "reserve", "small"}),
    check=check,
    params=Params,
    geometry=False,
    asks=lambda params, book: filled(params.required),
)
