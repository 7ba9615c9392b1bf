"""No group of a park is for the industry that a document gives to that park.

What it checks: whether the tags of a park, its groups and its specialised parks hold the industries, or fields
of the sectors, that the rulebook expects there.
Why: the documents tell which park stands for which industry and where carriers of an industry are built.
Example that fails: 丰台园 without any group for 轨道交通.
How to fix: tag the group that is for this industry, or plan one.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.names import places
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import sectors, tags_of

_COLUMNS = ("industries", "leading")


class Params(RuleParams):
    """Park to the tags or sectors that it must have, each of them."""

    expected: dict[str, tuple[str, ...]]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per park and industry, at the place that the roster gives."""
    hosts = np.where(layout.columns["kind"] == "park", layout.text("name"), layout.text("park"))
    homes = known_as(hosts, "park", book)
    members = [book.parks.by_name[park] for park in params.expected]
    drafts = []
    for member, place, wanted in zip(members, places(list(members), book), params.expected.values(), strict=True):
        rows = np.flatnonzero(homes == member.name)
        tags = {tag for row in rows for column in _COLUMNS for tag in tags_of(layout, int(row), column)}
        for industry in wanted:
            if industry not in tags | sectors(tags, book):
                values = {"name": member.name, "industry": industry}
                drafts.append(Draft((member.name, industry), place, values=values))
    return drafts


RULE = Rule(
    code="SIT005",
    name="park-lacks-industry",
    title=Text("分园应有文件赋予它的产业", "A park should have the industry that the documents give to it"),
    message=Text("“{name}”没有面向“{industry}”的组团", "{name} has no group for {industry}"),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "park", "specialty"}),
    check=check,
    params=Params,
    needs=frozenset({"group", "park"}),
    geometry=False,
)
