"""Two groups, or two parks, are for the same industries.

What it checks: for every two groups and every two parks, how many fields they have in common of all that either has.
Groups are compared by `industries`, parks by `leading`.
Why: parks and groups develop with differences and features of their own (差异化、特色化发展).
Example that fails: two groups with the same list of industries.
How to fix: sharpen one of the two lists, or say which stage of the work each group takes.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which property to compare by kind, and from what common share (0 to 1) on two lists are alike."""

    compare: dict[str, str]
    alike_share: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per pair, owned by the one whose id sorts first."""
    drafts = []
    for kind, column in params.compare.items():
        drafts += _pairs(layout.of(kind), column, params, book)
    return drafts


def _pairs(here: Subjects, column: str, params: Params, book: Rulebook) -> list[Draft]:
    rows, tags = here.flat(column)
    fields = np.array([book.taxonomy.field_of.get(tag, tag) for tag in tags])
    names, places = np.unique(fields, return_inverse=True)
    has = np.zeros((len(here), len(names)))
    has[rows, places] = 1
    common = has @ has.T
    size = has.sum(axis=1)
    share = common / np.maximum(size[:, None] + size[None, :] - common, 1)
    pairs = np.argwhere(np.triu(share >= params.alike_share, k=1))
    return [
        Draft(
            (here.ids[a], here.ids[b]),
            here.geometry[a],
            measured=share[a, b],
            required=params.alike_share,
            values={"name": here.label(a), "other": here.label(b)},
        )
        for a, b in pairs
    ]


RULE = Rule(
    code="GRP002",
    name="industries-alike",
    title=Text("分园之间、组团之间宜差异化发展", "Parks and groups should differ in their industries"),
    message=Text(
        "“{name}”与“{other}”的产业有 {measured:.0%} 相同，宜低于 {required:.0%}",
        "{name} and {other} have {measured:.0%} of their industries in common; wanted are less than {required:.0%}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "park"}),
    check=check,
    params=Params,
    judges=frozenset({"industries", "leading"}),
)
