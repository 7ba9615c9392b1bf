"""A park or group lacks a facility that the plan wants there.

What it checks: for every demand of the rulebook, whether each park or group that it speaks of has a site of the class
wanted within the distance given. Where the layout has no site of that class at all, nothing can be told.
Why: the plan surrounds its modes and industries with facilities: campuses, incubators, test grounds, service bodies.
Example that fails: a group of the mode 研发创新 with no campus within 2 km, in a layout that shows campuses.
How to fix: draw the facility as a site, plan one, or record why none is needed.
"""

import numpy as np

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Bools, Draft, Subjects


class Demand(RuleParams):
    """Who needs what: features of `kind` (of one of `modes`, of `sectors`, if any), a class of site, how near in m."""

    locator: str
    kind: str
    modes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    site: str
    within_m: float


class Params(RuleParams):
    """All demands."""

    demands: tuple[Demand, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per demand and feature, or per class of site that the layout does not show."""
    sites = layout.of("site")
    drafts = []
    for demand in params.demands:
        here = layout.of(demand.kind)
        here = here[_concerned(here, demand, book)]
        there = sites.where("class", (demand.site,))
        told = {"site": demand.site, "locator": demand.locator}
        if not len(there):
            drafts.append(Draft((demand.site, demand.kind), None, values=told, status=Status.CANNOT_TELL))
            continue
        served, _ = there.tree.query(here.geometry, predicate="dwithin", distance=demand.within_m)
        for row in np.setdiff1d(np.arange(len(here)), served):
            values = {**told, "name": here.label(row)}
            drafts.append(Draft((here.ids[row], demand.site), here.geometry[row], None, demand.within_m, values=values))
    return drafts


def _concerned(here: Subjects, demand: Demand, book: Rulebook) -> Bools:
    rows, modes = here.flat("modes")
    with_mode = np.isin(np.arange(len(here)), rows[np.isin(modes.astype(str), demand.modes)])
    rows, tags = here.flat("industries")
    sectors = np.array([book.taxonomy.sector_of.get(tag, "") for tag in tags])
    with_sector = np.isin(np.arange(len(here)), rows[np.isin(sectors, demand.sectors)])
    return (with_mode | (not demand.modes)) & (with_sector | (not demand.sectors))


RULE = Rule(
    code="SVC002",
    name="facility-missing",
    title=Text("分园和组团宜有规划要求的设施", "Parks and groups should have the facilities that the plan wants"),
    message=Text(
        "“{name}”{required:,.0f} 米之内没有{site}（{locator}）",
        "{name} has no {site} within {required:,.0f} m ({locator})",
    ),
    cannot_tell=Text(
        "布局中没有 class 为{site}的设施，无法判断（{locator}）",
        "the layout shows no site of the class {site} ({locator})",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "group", "site"}),
    check=check,
    params=Params,
    unit="m",
    asks=lambda params, book: [Words("class", [demand.site for demand in params.demands], "site")],
)
