"""A specialised park has no sub-industry, or too many.

What it checks: how many different industry tags each 特色园 carries; stages of one industry count once.
Why: a specialised park concentrates on one or two sub-industries in which it is strong.
Example that fails: a specialised park tagged 人工智能, 大数据 and 云计算.
How to fix: keep the one or two tags that the specialised park is really for.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tags_of


class Params(RuleParams):
    """The least and greatest number of sub-industries."""

    least: int
    most: int


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks whose number of tags is off."""
    here = subjects.of("specialty")
    counts = np.array([len(tags_of(here, row)) for row in range(len(here))])
    bounds = np.clip(counts, params.least, params.most)
    found = counts != bounds
    return here[found].findings(
        measured=counts[found],
        required=bounds[found],
        values=lambda row: {"least": params.least, "most": params.most},
    )


RULE = Rule(
    code="SPE006",
    name="specialty-industry-count",
    title=Text("特色园须聚焦1至2个细分产业", "A specialised park must focus on one or two sub-industries"),
    message=Text(
        "“{name}”有 {measured:.0f} 个细分产业，应为 {least} 至 {most} 个",
        "{name} has {measured:.0f} sub-industries, required are {least} to {most}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    unit="count",
    needs=frozenset({"specialty"}),
    geometry=False,
    judges=frozenset({"industries"}),
)
