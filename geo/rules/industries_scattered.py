"""A group's industries have little to do with each other.

What it checks: into how many bunches the industries of a group fall, when two industries belong together whose
distance in the taxonomy is at most the one given (0 one field, 1 one sector, 2 one tier). Services are left out,
because every group may have them.
Why: a group has the same or a similar industry direction (有相同或相近的产业发展导向).
Example that fails: a group for chips, drugs, trains and new materials.
How to fix: keep the industries that carry the group, and move the others to groups that focus on them.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Up to which distance industries belong together, how many bunches a group may have, sectors left out."""

    near_distance: int
    max_bunches: int
    leave_out: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups with more bunches."""
    groups, taxonomy = subjects.of("group"), book.taxonomy
    bunches = [
        taxonomy.branches((t for t in tags if taxonomy.sector_of.get(t) not in params.leave_out), params.near_distance)
        for tags in groups.columns["industries"]
    ]
    rows = [row for row, mine in enumerate(bunches) if len(mine) > params.max_bunches]
    return groups[rows].findings(
        measured=[len(bunches[row]) for row in rows],
        required=params.max_bunches,
        values=lambda row: {"bunches": "；".join("、".join(bunch) for bunch in bunches[rows[row]])},
    )


RULE = Rule(
    code="GRP001",
    name="industries-scattered",
    title=Text("组团内的产业宜相同或相近", "The industries of a group should be the same or similar"),
    message=Text(
        "“{name}”的产业分属 {measured:.0f} 个门类，宜不超过 {required:.0f} 个：{bunches}",
        "the industries of {name} fall into {measured:.0f} bunches, wanted are {required:.0f} at most: {bunches}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
    unit="count",
    geometry=False,
    judges=frozenset({"industries"}),
)
