"""Two specialised parks are for the same sub-industry.

What it checks: whether any two 特色园 share an industry tag; stages of one industry count as the same.
Why: each specialised park has its own speciality (一园一特色), so that they do not compete with each other.
Example that fails: two specialised parks both tagged 集成电路.
How to fix: narrow one of the two to another sub-industry, or join them into one with several sites.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import alike


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per pair, owned by the one whose id sorts first."""
    return alike(layout.of("specialty"))


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
    judges=frozenset({"industries"}),
)
