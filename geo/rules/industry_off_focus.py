"""A group has an industry that the plan's focus list for it does not hold.

What it checks: the industries of every group of the roster against its focus list. An industry without a stage suits
any stage; tags that the taxonomy does not know are another rule's matter.
Why: chapter 3 of the plan says for each group which fields it focuses on.
Example that fails: 西集组团, whose only focus is 网络信息安全, tagged 新能源汽车.
How to fix: take the industry away, or place it in a group that focuses on it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import plain, tagged


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per group, naming all its industries off the list."""
    groups, known, taxonomy = subjects.of("group"), book.groups.by_name, book.taxonomy
    names = groups.text("name")
    strange = []
    for row, tag in zip(*groups.flat("industries"), strict=True):
        if names[row] not in known or tag not in taxonomy.sector_of:
            continue
        focus, stage = known[names[row]].industries, taxonomy.stage_of(tag)
        meant = [other for other in focus if plain(other) == plain(tag)]
        if not any(stage is None or taxonomy.stage_of(other) in (None, stage) for other in meant):
            strange.append((int(row), tag))
    return tagged(groups, strange)


RULE = Rule(
    code="FOC001",
    name="industry-off-focus",
    title=Text("组团产业宜在其聚焦领域之内", "A group's industries should be on its focus list"),
    message=Text("“{name}”的这些产业不在其聚焦领域之内：{tags}", "{name} does not focus on {tags}"),
    scope=Scope.EACH,
    reads=frozenset({"group"}),
    check=check,
    geometry=False,
    judges=frozenset({"industries"}),
)
