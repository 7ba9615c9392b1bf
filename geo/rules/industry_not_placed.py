"""The plan places an industry in a park, but none of the park's groups has it.

What it checks: every park whose groups have industries, against the industries that the plan places in it.
Why: the plan says where each industry mainly lies; if no group of that park takes it up, the sentence hangs in the air.
Example that fails: 通州园 without any group for 生物农业, which the plan places at its seed park.
How to fix: give the industry to a group of the park, draw the place that is meant, or record that it was dropped.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.members import homes, industries_of_parks
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which kinds take up a park's industries."""

    kinds: tuple[str, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per park, naming all industries that are placed there and found nowhere in it."""
    parks = layout.of("park")
    drawn = {name: row for row, name in enumerate(homes(parks, book))}
    drafts = []
    for name, tags in sorted(industries_of_parks(layout, book, params.kinds).items()):
        placed = [row for row in book.placements.rows if name in row.parks]
        absent = [row.tag for row in placed if not any(book.placements.covers(row, tag) for tag in tags)]
        if absent:
            row = drawn.get(name)
            id, geometry = (name, None) if row is None else (parks.ids[row], parks.geometry[row])
            values = {"name": name, "tags": "、".join(dict.fromkeys(absent))}
            drafts.append(Draft((id,), geometry, values=values))
    return drafts


RULE = Rule(
    code="PRK003",
    name="industry-not-placed",
    title=Text(
        "规划布局在分园的产业宜有组团承接", "An industry that the plan places in a park should have a group there"
    ),
    message=Text(
        "规划布局在{name}的产业没有组团承接：{tags}", "no group of {name} takes up what the plan places there: {tags}"
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "group", "reserve", "small", "specialty", "parcel"}),
    check=check,
    params=Params,
    needs=frozenset({"group"}),
)
