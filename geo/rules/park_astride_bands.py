"""A town park lies in more than one band, or in none.

What it checks: how many of the listed bands each site of the town-park classes meets by more than a strip.
Why: each town park takes the role of its band; one that lies in two has two roles, one that lies in none has
none.
Example that fails: a town park across the line between the western and the middle band.
How to fix: draw the town park on one side, or make two of it.
"""

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The classes of site that are town parks, the bands, and how much area in m² in a band is noise."""

    classes: tuple[str, ...]
    bands: tuple[str, ...]
    tolerance_m2: float


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Town parks that are not in exactly one band."""
    parks = owned.of("site").where("class", params.classes)
    bands = around.of("zone").where("name", params.bands)
    shared_m2 = shapely.area(shapely.intersection(parks.geometry[:, None], bands.geometry[None, :]))
    # A point covers nothing: it belongs to the band that it lies in.
    dots = shapely.get_dimensions(parks.geometry) == 0
    within = dots[:, None] & shapely.intersects(parks.geometry[:, None], bands.geometry[None, :])
    counts = np.count_nonzero((shared_m2 > params.tolerance_m2) | within, axis=1)
    found = counts != 1
    return parks[found].findings(measured=counts[found].astype(np.float64), required=1.0)


RULE = Rule(
    code="YNQ005",
    name="park-astride-bands",
    title=Text("每个镇域产业园须只属于一条功能带", "A town park must lie in exactly one band"),
    message=Text(
        "“{name}”位于 {measured:.0f} 条功能带，应为 1 条", "{name} lies in {measured:.0f} bands; required is 1"
    ),
    scope=Scope.NEAR,
    reads=frozenset({"site", "zone"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    unit="count",
    needs=frozenset({"site", "zone"}),
    asks=lambda params, book: [Words("class", params.classes, "site")],
)
