"""The sub-industries of a specialised park belong to different industries.

What it checks: the sectors of the taxonomy that each 特色园's tags belong to.
Why: one specialised park is for one industry (一园一产业); its one or two sub-industries are read as parts
of that industry.
Example that fails: a specialised park tagged 人工智能 and 轨道交通.
How to fix: keep the tags of one sector, or make two specialised parks of it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import sectors, tags_of


class Params(RuleParams):
    """The greatest number of industries."""

    most: int


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks of too many sectors."""
    here = subjects.of("specialty")
    mixed = [sorted(sectors(tags_of(here, row), book)) for row in range(len(here))]
    found = [row for row, names in enumerate(mixed) if len(names) > params.most]
    return here[found].findings(
        measured=[float(len(mixed[row])) for row in found],
        required=float(params.most),
        values=lambda row: {"sectors": "、".join(mixed[found[row]])},
    )


RULE = Rule(
    code="SPE007",
    name="specialty-mixed-sectors",
    title=Text("一个特色园应只有一个产业", "A specialised park should be for one industry"),
    message=Text(
        "“{name}”的细分产业分属 {measured:.0f} 个产业：{sectors}",
        "the sub-industries of {name} belong to {measured:.0f} industries: {sectors}",
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
