"""Two specialised parks are for the same sub-industry.

What it checks: whether any two 特色园 share an industry tag; stages of one industry count as the same.
Why: each specialised park has its own speciality (一园一特色), so that they do not compete with each other.
Example that fails: two specialised parks both tagged 集成电路.
How to fix: narrow one of the two to another sub-industry, or join them into one with several sites.
"""

from itertools import combinations

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tags_of


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per pair, owned by the one whose id sorts first."""
    here = layout.of("specialty")
    tags = [tags_of(here, row) for row in range(len(here))]
    drafts = []
    for a, b in combinations(range(len(here)), 2):
        if shared := [tag for tag in tags[a] if tag in tags[b]]:
            values = {"name": here.label(a), "other": here.label(b), "tags": "、".join(shared)}
            drafts.append(Draft((here.ids[a], here.ids[b]), here.geometry[a], values=values))
    return drafts


RULE = Rule(
    code="SPE008",
    name="specialties-alike",
    title=Text("特色园之间应各有特色", "No two specialised parks should be alike"),
    message=Text(
        "“{name}”与“{other}”的细分产业相同：{tags}", "{name} and {other} are for the same sub-industry: {tags}"
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"specialty"}),
    check=check,
    needs=frozenset({"specialty"}),
    geometry=False,
)
