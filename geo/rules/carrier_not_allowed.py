"""A group has a carrier that does not suit its mode.

What it checks: every carrier of every group against the carriers that the group's modes mainly lay out.
Why: the plan says which of the four carriers each mode focuses on (重点布局), so another one is
worth a second look.
Example that fails: a group of the mode 双创社区 with a 产业化基地.
How to fix: choose a carrier of the mode, or give the group a mode that uses this carrier.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Suits
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Groups with unsuitable carriers; a group without a known mode is another rule's matter."""
    groups = subjects.of("group")
    by_mode = book.file.carriers.by_mode
    wrong: list[str] = []
    for modes, carriers in zip(groups.columns["modes"], groups.columns["carriers"], strict=True):
        allowed = {carrier for mode in modes for carrier in by_mode.get(mode, ())}
        wrong.append("、".join(c for c in carriers if allowed and c not in allowed))
    rows = [row for row, carriers in enumerate(wrong) if carriers]
    found = groups[rows]
    return found.findings(
        values=lambda row: {
            "carriers": wrong[rows[row]],
            "modes": "、".join(found.columns["modes"][row]),
        }
    )


RULE = Rule(
    code="CAR001",
    name="carrier-not-allowed",
    title=Text("产业载体应与发展模式相适应", "Carriers should suit the mode"),
    message=Text(
        "“{name}”（{modes}）的产业载体与模式不符：{carriers}",
        "{name} ({modes}) has carriers that do not suit its mode: {carriers}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"carriers"}),
    asks=lambda params, book: [Suits("group", "carriers", "modes", book.file.carriers.by_mode)],
)
