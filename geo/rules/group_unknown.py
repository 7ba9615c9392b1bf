"""A development group bears a name that the roster does not know.

What it checks: the name of every development group against the roster's names and aliases.
Why: only the groups that the plan lists enjoy its support, and statistics count them by name.
Example that fails: a development group named 永风组团.
How to fix: correct the name to the one suggested, or change the kind of the feature.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.names import match
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """How alike (0 to 1) a missing name must be to be suggested."""

    similar_share: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per unknown name, with the missing name that is most like it."""
    features = layout.of("group")
    matched = match(features, book.groups, params.similar_share)
    rows = matched.unknown
    hints = [matched.meant.get(int(row)) for row in rows]
    return features[rows].findings(
        values=lambda row: {
            "hint_zh": f"，是否应为“{hint.name}”" if (hint := hints[row]) else "",
            "hint_en": f"; is {hint.name} meant?" if (hint := hints[row]) else "",
        }
    )


RULE = Rule(
    code="ROS006",
    name="group-unknown",
    title=Text("发展组团名称须在名录之内", "A development group must bear a name of the roster"),
    message=Text("“{name}”不在发展组团名录之内{hint_zh}", "{name} is not in the roster{hint_en}"),
    scope=Scope.WHOLE,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
    geometry=False,
)
