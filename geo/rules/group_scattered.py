"""A group has no part that holds most of its land.

What it checks: the share of the largest part in the area of every group of several parts.
Why: the industry land of a group is laid out relatively concentrated (产业用地相对集中布局). The plan gives no number:
the least share is the rulebook's reading of it.
Example that fails: a group of three parts of equal size, each a third.
How to fix: drop small outlying parts or reclassify them as 小规模创新发展区, or grow the main part.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.pieces import Pieces
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least share (0 to 1) of the largest part."""

    min_largest_share: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups whose largest part is too small a share."""
    groups = subjects.of("group")
    pieces = Pieces.of(groups)
    share = pieces.largest_m2 / pieces.total_m2
    found = share < params.min_largest_share
    sizes = pieces.sizes[found]
    return groups[found].findings(
        measured=share[found], required=params.min_largest_share, values=lambda row: {"parts": int(sizes[row])}
    )


RULE = Rule(
    code="CON001",
    name="group-scattered",
    title=Text("组团的产业用地宜相对集中", "The land of a group should be concentrated"),
    message=Text(
        "“{name}”分为 {parts} 块，最大一块只占 {measured:.0%}，宜不低于 {required:.0%}",
        "{name} is in {parts} parts, the largest only {measured:.0%} of it; wanted are {required:.0%}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
)
