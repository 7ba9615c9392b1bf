"""A specialised park is for none of the fields that the zone plans them for.

What it checks: whether the sector of at least one of each 特色园's tags is on the rulebook's list; frontier
tags on the list's second part do as well.
Why: the layout of specialised parks concentrates on the high-precision fields and on frontier technology.
Example that fails: a specialised park tagged 消费科技.
How to fix: choose a sub-industry of one of the fields, or say in the plan why this one is needed.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import sectors, tags_of


class Params(RuleParams):
    """The sectors, and the frontier tags."""

    sectors: tuple[str, ...]
    frontier: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Specialised parks with tags, none of which fits."""
    here = subjects.of("specialty")
    tags = [tags_of(here, row) for row in range(len(here))]
    fits = [sectors(own, book) & set(params.sectors) or set(own) & set(params.frontier) for own in tags]
    found = [row for row, own in enumerate(tags) if own and not fits[row]]
    return here[found].findings(values=lambda row: {"tags": "、".join(tags[found[row]])})


RULE = Rule(
    code="SPE011",
    name="specialty-off-fields",
    title=Text("特色园应属重点产业领域", "A specialised park should be in one of the planned fields"),
    message=Text(
        "“{name}”的产业（{tags}）不在重点领域之内", "the industry of {name} ({tags}) is off the planned fields"
    ),
    scope=Scope.EACH,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    needs=frozenset({"specialty"}),
    geometry=False,
    judges=frozenset({"industries"}),
)
