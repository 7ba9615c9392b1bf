"""Two features stand for the same park or group.

What it checks: that no two parks, and no two groups, bear the same name or aliases of the same name.
Why: a park or group in several places is one feature with several parts; two features would be counted and
measured apart.
Example that fails: 大兴园 and 亦庄园 drawn as two parks, where the zone has one 大兴-亦庄园.
How to fix: join the two into one feature with several parts, or correct one name.
"""

from collections import Counter

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per name, owned by the feature whose id sorts first."""
    drafts = []
    for kind in ("park", "group"):
        features = layout.of(kind)
        names = known_as(features.text("name"), kind, book)
        for name in sorted(name for name, count in Counter(names).items() if name and count > 1):
            same = features[names == name]
            drafts.append(
                Draft(
                    subjects=tuple(same.ids),
                    evidence=same.geometry[0],
                    measured=len(same),
                    required=1,
                    values={"name": name, "ids": "、".join(same.ids), "ids_en": ", ".join(same.ids)},
                )
            )
    return drafts


RULE = Rule(
    code="ROS007",
    name="name-twice",
    title=Text("每个分园、组团只能出现一次", "A park or group must occur once"),
    message=Text("有 {measured} 个要素都代表“{name}”：{ids}", "{measured} features stand for {name}: {ids_en}"),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "group"}),
    check=check,
    unit="count",
    geometry=False,
    judges=frozenset({"name"}),
)
