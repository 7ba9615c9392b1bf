"""A park of the roster has no specialised park.

What it checks: that every park of the roster is the host park of at least one 特色园.
Why: every park (分园) is to have specialised industrial parks.
Example that fails: a layout whose specialised parks leave 房山园 out.
How to fix: plan a specialised park there, or correct the host park of one that lies there.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.names import places
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least number for each park."""

    least: int


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per park that has too few, at the place that the roster gives."""
    hosts = known_as(layout.of("specialty").text("park"), "park", book)
    counts = [int(np.count_nonzero(hosts == park.name)) for park in book.parks.members]
    return [
        Draft((park.name,), place, float(count), float(params.least), values={"name": park.name})
        for park, place, count in zip(book.parks.members, places(list(book.parks.members), book), counts, strict=True)
        if count < params.least
    ]


RULE = Rule(
    code="SPE005",
    name="park-without-specialty",
    title=Text("各分园均须有特色园", "Every park must have a specialised park"),
    message=Text(
        "“{name}”有 {measured:.0f} 个特色园，至少应有 {required:.0f} 个",
        "{name} has {measured:.0f} specialised parks, required is {required:.0f} or more",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    unit="count",
    needs=frozenset({"specialty"}),
    geometry=False,
)
