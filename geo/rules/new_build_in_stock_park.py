"""A specialised park is newly built where existing space is to be renewed.

What it checks: the property `lot` of every 特色园 whose host park is one of those that work with their stock.
Why: core and central-city parks place specialised parks in existing space, together with urban renewal.
Example that fails: a specialised park of the lot 新增建设 in a central-city park.
How to fix: house it in existing space and change its lot, or place it in a park that has room to build.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The parks that work with their stock, and the lots that mean new building."""

    parks: tuple[str, ...]
    lots: tuple[str, ...]


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Newly built specialised parks in those parks."""
    here = subjects.of("specialty").where("lot", params.lots)
    hosts = known_as(here.text("park"), "park", book)
    found = np.isin(hosts.astype(str), params.parks)
    return here[found].findings(values=lambda row: {"park": hosts[found][row]})


RULE = Rule(
    code="SPE015",
    name="new-build-in-stock-park",
    title=Text("核心区和中心城区应利用存量空间建设特色园", "Central parks should use existing space"),
    message=Text(
        "“{name}”在{park}新增建设，该分园应盘活存量空间",
        "{name} is newly built in {park}, which should use existing space",
    ),
    scope=Scope.EACH,
    reads=frozenset({"specialty"}),
    check=check,
    params=Params,
    needs=frozenset({"specialty"}),
    geometry=False,
    judges=frozenset({"lot"}),
)
