"""A specialised park lacks a property that its plan has to settle.

What it checks: that the properties named in the rulebook are filled in for every 特色园.
Why: each specialised park has a host park that answers for it, and a plan of its space, industry, functions
and phases; without these no other rule can judge it.
Example that fails: a specialised park without a host park.
How to fix: fill in the missing properties.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The properties that must be filled in."""

    properties: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming everything that it lacks."""
    here = subjects.of("specialty")
    lacking = [[p for p in params.properties if not here.columns[p][row]] for row in range(len(here))]
    found = [row for row, missing in enumerate(lacking) if missing]
    return here[found].findings(
        values=lambda row: {"missing": "、".join(lacking[found[row]]), "missing_en": ", ".join(lacking[found[row]])}
    )


RULE = Rule(
    code="SPE002",
    name="specialty-incomplete",
    title=Text("特色园的规划属性须填写完整", "A specialised park must have its properties filled in"),
    message=Text("“{name}”没有填写：{missing}", "{name} lacks {missing_en}"),
    scope=Scope.EACH,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    needs=frozenset({"specialty"}),
    geometry=False,
    asks=lambda params, book: filled({"specialty": params.properties}),
)
