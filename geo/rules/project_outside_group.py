"""A major project lies in no development group.

What it checks: whether sites of the classes that mean a major project meet a group.
Why: major projects that fit a park are guided into its groups.
Example that fails: a major project 2 km from the nearest group.
How to fix: place the project in the group whose industry it fits.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The classes of site that are major projects."""

    classes: tuple[str, ...]


def check(owned: Subjects, around: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Major projects that meet no group."""
    projects = owned.of("site").where("class", params.classes)
    inside, _ = around.of("group").tree.query(projects.geometry, predicate="intersects")
    return projects[~np.isin(np.arange(len(projects)), inside)].findings()


RULE = Rule(
    code="SIT004",
    name="project-outside-group",
    title=Text("重大项目应落在发展组团内", "A major project should lie in a development group"),
    message=Text("重大项目“{name}”不在任何发展组团内", "the major project {name} lies in no development group"),
    scope=Scope.NEAR,
    reads=frozenset({"site", "group"}),
    check=check,
    params=Params,
    reach=lambda params: 0.0,
    needs=frozenset({"group", "site"}),
    asks=lambda params, book: [Words("class", params.classes, "site")],
)
