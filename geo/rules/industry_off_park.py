"""An industry lies in a park where the plan does not place it.

What it checks: every industry of every feature that belongs to a park, against the parks to which the plan gives its
field, or else its sector. An industry that the plan places nowhere, or with an open list (等), may lie anywhere.
Why: the plan says for each industry in which parks it mainly lies (主要在…布局), so that parks specialise.
Example that fails: a group of 通州园 tagged 金融科技.
How to fix: move the industry to a park of the list, or keep it and record why the park has it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.members import homes
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tagged


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming all its misplaced industries."""
    home = homes(subjects, book)
    strange = []
    for row, tag in zip(*subjects.flat("industries"), strict=True):
        rows = book.placements.about(tag)
        listed = {park for placement in rows for park in placement.parks}
        if home[row] and rows and home[row] not in listed and not any(placement.open for placement in rows):
            strange.append((int(row), tag))
    return tagged(subjects, strange, park=home)


RULE = Rule(
    code="PRK001",
    name="industry-off-park",
    title=Text("产业宜位于规划布局的分园", "An industry should lie in a park where the plan places it"),
    message=Text("规划未将“{name}”的这些产业布局在{park}：{tags}", "{name}: the plan does not place {tags} in {park}"),
    scope=Scope.EACH,
    reads=frozenset({"group", "reserve", "small", "specialty", "parcel"}),
    check=check,
    geometry=False,
    judges=frozenset({"industries"}),
)
