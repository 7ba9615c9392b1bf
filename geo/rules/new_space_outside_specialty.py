"""New industry space lies outside every specialised park.

What it checks: parcels of the lots that mean new building, in the listed districts, that no 特色园 covers.
Why: plain new towns and the sub-centre give new industry space to specialised parks first.
Example that fails: a new parcel beside a specialised park that has room.
How to fix: draw the specialised park around the parcel, or place the parcel inside one.
"""

import numpy as np
import shapely

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The districts, and the lots that mean new building."""

    districts: tuple[str, ...]
    lots: tuple[str, ...]


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """New parcels that meet no specialised park."""
    parcels, specialties = owned.of("parcel"), around.of("specialty")
    new = parcels.where("district", params.districts).where("lot", params.lots)
    inside, _ = specialties.tree.query(shapely.point_on_surface(new.geometry), predicate="intersects")
    return new[~np.isin(np.arange(len(new)), inside)].findings()


RULE = Rule(
    code="SPE016",
    name="new-space-outside-specialty",
    title=Text("新增产业空间应优先用于特色园", "New industry space should go to specialised parks first"),
    message=Text("新增产业空间“{name}”不在任何特色园内", "the new industry space {name} lies in no specialised park"),
    scope=Scope.NEAR,
    reads=frozenset({"parcel", "specialty"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    needs=frozenset({"parcel", "specialty"}),
    judges=frozenset({"lot"}),
    asks=lambda params, book: [Words("lot", params.lots, "parcel")],
)
