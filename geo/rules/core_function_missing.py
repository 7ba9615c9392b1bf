"""The core zone does not name all functions that it is for.

What it checks: whether the property `note` of the core holds each function of the rulebook's list.
Why: the core is built around four functions; a core without one of them is another plan.
Example that fails: a core whose note leaves out 会展交易.
How to fix: plan the missing function and name it in the note.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The core zone's name and its functions."""

    core: str
    functions: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Core zones that lack a function, naming what they lack."""
    cores = subjects.of("zone").where("name", (params.core,))
    lacks = [[function for function in params.functions if function not in note] for note in cores.text("note")]
    found = [row for row, missing in enumerate(lacks) if missing]
    return cores[found].findings(values=lambda row: {"missing": "、".join(lacks[found[row]])})


RULE = Rule(
    code="YNQ003",
    name="core-function-missing",
    title=Text("核心区须具备四项功能", "The core must have its four functions"),
    message=Text("“{name}”没有写明功能：{missing}", "{name} does not name the functions {missing}"),
    scope=Scope.EACH,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    needs=frozenset({"zone"}),
    geometry=False,
    judges=frozenset({"note"}),
)
