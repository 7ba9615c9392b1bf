"""The parts of a group lie far from each other.

What it checks: for every group of several parts, the widest gap that has to be crossed to reach all of them.
Why: a group is land that hangs together (地域相连) and can be managed as one (可实现统筹管理). The plans give no
number: the widest gap allowed is the rulebook's reading of it.
Example that fails: a group whose southern part lies 6 km from the rest.
How to fix: join the parts by land between them, or make the outlying part a group or small area of its own.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.pieces import Pieces
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The widest gap in metres that still counts as connected: a road, a river, a block."""

    max_gap_m: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups with a wider gap; the evidence is the shortest line across it."""
    groups = subjects.of("group")
    pieces = Pieces.of(groups)
    several = np.flatnonzero(pieces.sizes > 1)
    gaps = [pieces.widest_gap(int(row)) for row in several]
    wide = [i for i, (gap_m, _) in enumerate(gaps) if gap_m > params.max_gap_m]
    return groups[several[wide]].findings(
        measured=[gaps[i][0] for i in wide],
        required=params.max_gap_m,
        evidence=np.array([gaps[i][1] for i in wide], dtype=object),
    )


RULE = Rule(
    code="CON003",
    name="group-parts-apart",
    title=Text("组团各部分宜地域相连", "The parts of a group should hang together"),
    message=Text(
        "“{name}”各部分相隔 {measured:,.0f} 米，宜不超过 {required:,.0f} 米",
        "the parts of {name} are {measured:,.0f} m apart; wanted are {required:,.0f} m or less",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
    unit="m",
)
