"""A parcel or site lies outside every district of the plan.

What it checks: whether parcels and sites meet any district.
Why: cooperation with neighbouring counties is wanted, but it is not land of this plan.
Example that fails: a parcel east of the city border.
How to fix: take it off the layout, or move it inside.
"""

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Features that meet no district."""
    here = subjects.of("parcel", "site")
    tree = shapely.STRtree(list(book.district_shapes.values()))
    inside = np.unique(tree.query(here.geometry, predicate="intersects")[0])
    return here[~np.isin(np.arange(len(here)), inside)].findings()


RULE = Rule(
    code="SIT006",
    name="outside-city",
    title=Text("地块和设施应位于各行政区之内", "Parcels and sites should lie in the districts"),
    message=Text("“{name}”在所有行政区之外", "{name} lies outside every district"),
    scope=Scope.EACH,
    reads=frozenset({"parcel", "site"}),
    check=check,
)
