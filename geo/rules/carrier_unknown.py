"""A carrier is none of the types that the plan knows.

What it checks: the carriers of every feature against the rulebook's list; a feature may have several, because carriers
may merge (四类载体可相互融合).
Why: the plan develops four types of carrier, and its rules about modes speak of these.
Example that fails: a group with the carrier 总部基地.
How to fix: choose the type that is closest by planned area, form and function.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming all its unknown carriers."""
    names = book.file.carriers.names
    strange = ["、".join(c for c in carriers if c not in names) for carriers in subjects.columns["carriers"]]
    rows = [row for row, carriers in enumerate(strange) if carriers]
    return subjects[rows].findings(values=lambda row: {"carriers": strange[rows[row]]})


RULE = Rule(
    code="CAR002",
    name="carrier-unknown",
    title=Text("产业载体须为四类之一", "A carrier must be one of the four types"),
    message=Text("“{name}”有未知的产业载体：{carriers}", "{name} has unknown carriers: {carriers}"),
    scope=Scope.EACH,
    reads=frozenset(),
    check=check,
    geometry=False,
    judges=frozenset({"carriers"}),
    asks=lambda params, book: [Words("carriers", book.file.carriers.names, closed=True)],
)
