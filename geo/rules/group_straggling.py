"""A group is long-drawn or ragged.

What it checks: how compact the parts of a group are: the area of all parts over the area of the circles that have the
parts' perimeters (4π·area / perimeter², added up over the parts by area). A circle has 1, a square 0.79, a strip ten
times as long as wide 0.26.
Why: the industry land of a group is laid out relatively concentrated (产业用地相对集中布局). The plan gives no number:
the least compactness is the rulebook's reading of it.
Example that fails: a group along a road, 8 km long and 250 m wide.
How to fix: straighten the outline, or cut the strip into the piece that is meant and what can be left out.
"""

import numpy as np

from geo import measure
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.pieces import Pieces
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least compactness, from 0 (a line) to 1 (a circle)."""

    min_compactness: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Groups whose parts are together less compact."""
    groups = subjects.of("group")
    pieces = Pieces.of(groups)
    area_m2 = measure.area_m2(pieces.shapes)
    compactness = 4 * np.pi * area_m2 / measure.length_m(pieces.shapes) ** 2
    mean = np.bincount(pieces.rows, compactness * area_m2) / pieces.total_m2
    found = mean < params.min_compactness
    return groups[found].findings(measured=mean[found], required=params.min_compactness)


RULE = Rule(
    code="CON002",
    name="group-straggling",
    title=Text("组团的形状宜紧凑", "A group should be compact"),
    message=Text(
        "“{name}”的紧凑度为 {measured:.2f}，宜不低于 {required:.2f}（圆为 1）",
        "the compactness of {name} is {measured:.2f}; wanted are {required:.2f} (a circle has 1)",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    params=Params,
)
