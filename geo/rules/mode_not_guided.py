"""A group's modes are not those that the plan guides it to.

What it checks: the modes of every group of the roster against the modes in whose lists the plan names the group. A
group without any mode, and one that no list names, are left alone.
Why: the plan guides named groups towards each mode (重点引导…向…模式发展).
Example that fails: a group of the mode 特色小镇 that the plan lists under 领军企业.
How to fix: choose the mode of the plan, or record why the group has left it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Groups whose modes and guided modes are not the same set."""
    groups, known = subjects.of("group"), book.groups.by_name
    guided = [known[name].modes if name in known else () for name in groups.text("name")]
    modes = groups.columns["modes"]
    rows = [row for row in range(len(groups)) if modes[row] and guided[row] and set(modes[row]) != set(guided[row])]
    return groups[rows].findings(
        values=lambda row: {"modes": "、".join(modes[rows[row]]), "guided": "、".join(guided[rows[row]])}
    )


RULE = Rule(
    code="MOD003",
    name="mode-not-guided",
    title=Text("组团宜按规划引导的模式发展", "A group should follow the modes that the plan guides it to"),
    message=Text(
        "“{name}”的发展模式为{modes}，规划引导的是{guided}",
        "{name} has the modes {modes}; the plan guides it to {guided}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"modes"}),
)
