"""The core zone does not border on the bands around it.

What it checks: the distance in m from the core to the band, among those listed, that is farthest from it of the
ones it must reach.
Why: the core reaches out to its surroundings, and the bands take up what it develops.
Example that fails: a core that lies in another district.
How to fix: move the core to its band, or extend the band to the core.
"""

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The core, the bands that it must border on, and how far (m) still counts as bordering."""

    core: str
    bands: tuple[str, ...]
    tolerance_m: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per core and band that are apart; what is not there is passed over."""
    zones = layout.of("zone")
    cores, bands = zones.where("name", (params.core,)), zones.where("name", params.bands)
    apart_m = shapely.distance(cores.geometry[:, None], bands.geometry[None, :])
    return [
        Draft(
            subjects=(cores.ids[a], bands.ids[b]),
            evidence=shapely.shortest_line(cores.geometry[a], bands.geometry[b]),
            measured=apart_m[a, b],
            required=0.0,
            tolerance=params.tolerance_m,
            values={"name": cores.label(a), "other": bands.label(b)},
        )
        for a, b in np.argwhere(apart_m > params.tolerance_m)
    ]


RULE = Rule(
    code="YNQ004",
    name="core-apart",
    title=Text("核心区须与功能带相邻", "The core must border on its bands"),
    message=Text("“{name}”与“{other}”相距 {measured:,.0f} 米", "{name} is {measured:,.0f} m from {other}"),
    scope=Scope.WHOLE,
    reads=frozenset({"zone"}),
    check=check,
    params=Params,
    unit="m",
    needs=frozenset({"zone"}),
)
