"""Two town parks are for the same thing.

What it checks: whether any two sites of the town-park classes share an industry tag.
Why: one zone with several town parks (一区多园) works when each has its own feature and none stands in for
another.
Example that fails: two town parks both tagged 园艺科技.
How to fix: give each its own branch, or join them.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import alike


class Params(RuleParams):
    """The classes of site that are town parks, and the least number of them."""

    classes: tuple[str, ...]
    least: int


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per pair; with fewer than the least number of town parks nothing can be told."""
    here = layout.of("site").where("class", params.classes)
    if len(here) < params.least:
        return [Draft.lacking(["site"], params.classes)]
    return alike(here)


RULE = Rule(
    code="YNQ007",
    name="town-parks-alike",
    title=Text("镇域产业园应各具特色", "Each town park should have its own feature"),
    message=Text("“{name}”与“{other}”的产业相同：{tags}", "{name} and {other} are for the same industry: {tags}"),
    scope=Scope.WHOLE,
    reads=frozenset({"site"}),
    check=check,
    params=Params,
    geometry=False,
    judges=frozenset({"industries"}),
    asks=lambda params, book: [Words("class", params.classes, "site")],
)
