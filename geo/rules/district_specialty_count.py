"""A district has more or fewer specialised parks than it may have.

What it checks: how many 特色园 name each of the listed districts in their property `district`.
Why: each ecological district concentrates on one or two specialised parks.
Example that fails: an ecological district with three specialised parks.
How to fix: plan one where there is none; join or give up the surplus where there are too many.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import split
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The districts, and the least and greatest number in each."""

    districts: tuple[str, ...]
    least: int
    most: int


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per district that is off; its name stands for it."""
    named = [split(str(text)) for text in layout.of("specialty").text("district")]
    drafts = []
    for district in params.districts:
        count = sum(district in names for names in named)
        bound = min(max(count, params.least), params.most)
        if count != bound:
            values = {"name": district, "least": params.least, "most": params.most}
            place = book.district_shapes[district]
            drafts.append(Draft((district,), place, float(count), float(bound), values=values))
    return drafts


RULE = Rule(
    code="SPE004",
    name="district-specialty-count",
    title=Text("生态涵养区每区须布局1至2个特色园", "Each ecological district must have one or two specialised parks"),
    message=Text(
        "{name}有 {measured:.0f} 个特色园，应为 {least} 至 {most} 个",
        "{name} has {measured:.0f} specialised parks, required are {least} to {most}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    unit="count",
    needs=frozenset({"specialty"}),
    geometry=False,
)
